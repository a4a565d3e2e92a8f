/** Reformulations: a program in, a program out, and a way back. */
export { type Elastic, elastic } from "./elastic.ts";
export { fixedIntegers } from "./fixed-integers.ts";
export { type Loosened, type Loosening, loosened } from "./loosened.ts";
export { recessionProgram } from "./recession.ts";
export { refinement } from "./refinement.ts";
export type { Reformulation } from "./reformulation.ts";
export { continuousFeasibilityProblem, continuousRelaxation, feasibilityProblem } from "./relaxation.ts";
export {
  coefficientRange,
  geometricMeanScaling,
  nearestPowerOf2,
  type Scaling,
  scaled,
  unitScaling,
} from "./scaling.ts";
export { singletonRows } from "./singleton-rows.ts";
export { type Subsystem, subsystem } from "./subsystem.ts";
