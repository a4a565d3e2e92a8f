/** A copy of a program for solvers that keep nothing: every run reads the program as it stands, and edits pass by. */
import type { Program } from "../program/index.ts";
import type { Answer, SolveOptions, SolverModel } from "./solver.ts";

export abstract class OneShotModel implements SolverModel {
  abstract run(program: Program, options: SolveOptions): Promise<Answer>;

  changeCosts(): void {}
  changeColumnBounds(): void {}
  changeRowBounds(): void {}
  changeCoefficients(): void {}
  changeOffset(): void {}
  changeHessian(): void {}
  addRows(): void {}
  addColumns(): void {}
  dropRows(): void {}
  dropColumns(): void {}
  async [Symbol.asyncDispose](): Promise<void> {}
}
