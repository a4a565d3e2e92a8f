/// <reference lib="esnext.disposable" preserve="true" />
/** Clarabel in WebAssembly: linear, convex quadratic and second-order cone programs. npm `cvxjs`, Apache-2.0: an optional companion, loaded only when a program is opened. */
import type { Program } from "../src/program/index.ts";
import type { Capabilities, Solver, SolverModel } from "../src/solving/index.ts";
import { ClarabelModel } from "./clarabel/model.ts";
import { loadClarabel } from "./clarabel/runtime.ts";

const capabilities: Capabilities = {
  integer: false,
  semiContinuous: false,
  quadratic: true,
  integerQuadratic: false,
  secondOrderCone: true,
  warmStart: false,
  mipStart: false,
};

/**
 * Clarabel as a solver: an interior-point method (Goulart and Chen 2024). Its answers are inside their bounds rather
 * than at a vertex, to some 1e-9, with multipliers of the cones. It keeps nothing between solves. Opening a program
 * throws a ClearwattError where the package `cvxjs` is not installed.
 */
export function clarabel(): Solver {
  return {
    name: "Clarabel",
    capabilities,
    async open(_program: Program): Promise<SolverModel> {
      return new ClarabelModel(await loadClarabel());
    },
  };
}
