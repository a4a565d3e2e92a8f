/** A solver that keeps no copy: what an edit costs before it reaches one. */
import type { Capabilities, Solver, SolverModel } from "../../src/solving/index.ts";

const capabilities: Capabilities = {
  integer: true,
  semiContinuous: true,
  quadratic: true,
  integerQuadratic: true,
  secondOrderCone: true,
  warmStart: true,
  mipStart: true,
};

const nothing = (): void => {};

const model: SolverModel = {
  changeCosts: nothing,
  changeColumnBounds: nothing,
  changeRowBounds: nothing,
  changeCoefficients: nothing,
  changeOffset: nothing,
  changeHessian: nothing,
  addRows: nothing,
  addColumns: nothing,
  dropRows: nothing,
  dropColumns: nothing,
  run: async () => ({ status: "numerical trouble", reason: "this solver does not solve" }),
  [Symbol.asyncDispose]: async () => {},
};

export const silent: Solver = { name: "none", capabilities, open: async () => model };
