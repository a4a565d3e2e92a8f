/// <reference lib="esnext.disposable" preserve="true" />
/** GLPK in WebAssembly: linear and mixed-integer programs. npm `glpk.js`, GPL-3.0: an optional companion, loaded only when a program is opened. */
import type { Program } from "../src/program/index.ts";
import type { Capabilities, Solver, SolverModel } from "../src/solving/index.ts";
import { GlpkModel } from "./glpk/model.ts";
import { loadGlpk } from "./glpk/runtime.ts";

const capabilities: Capabilities = {
  integer: true,
  semiContinuous: false,
  quadratic: false,
  integerQuadratic: false,
  secondOrderCone: false,
  warmStart: false,
  mipStart: false,
};

/**
 * GLPK as a solver: a second opinion that shares no code with HiGHS. It keeps nothing between solves. Opening a program
 * throws a ClearwattError where the package `glpk.js` is not installed.
 */
export function glpk(): Solver {
  return {
    name: "GLPK",
    capabilities,
    async open(_program: Program): Promise<SolverModel> {
      return new GlpkModel(await loadGlpk());
    },
  };
}
