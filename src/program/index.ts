/** Programs: their data, names, files, checks and statistics. */
export { isUsableCoefficient, LARGEST_COEFFICIENT, SMALLEST_COEFFICIENT } from "./coefficient-range.ts";
export { coneViolation, coneViolationSlopes, dualConeViolation, normOf } from "./cone-violation.ts";
export { matrixTimes, objectiveAt } from "./evaluate.ts";
export { withRoom } from "./growable.ts";
export { hessianBlocks, hessianTimes, withoutColumns, withTrailingColumns } from "./hessian.ts";
export { type Inequality, inequalitiesOf, keyOf, rightHandSide } from "./inequality.ts";
export { INFINITE } from "./infinity.ts";
export { linearText } from "./linear-text.ts";
export { readLp } from "./lp/read.ts";
export { writeLp } from "./lp/write.ts";
export { readMps } from "./mps/read.ts";
export { writeMps } from "./mps/write.ts";
export {
  labelsOf,
  type NameAxis,
  type NameBlock,
  type NameTable,
  nameOf,
  numberedNames,
  plainNames,
} from "./names.ts";
export { packProgram, unpackProgram } from "./pack.ts";
export { hasCones, isDiscrete, isQuadratic } from "./problem-class.ts";
export { ColumnKind, type Cones, type Program, type SparseMatrix } from "./program.ts";
export { readProgram } from "./read-program.ts";
export type { ProgramSolution } from "./solution.ts";
export { compress, select, TripletList, transpose } from "./sparse.ts";
export { formatStatistics, type Statistics, statistics } from "./statistics.ts";
export { validateProgram } from "./validate.ts";
export { writeColumn, writeRow } from "./write-out.ts";
