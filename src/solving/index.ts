/** Programs solved, answers checked, failures explained. */
export { type CheckedSolution, checkSolution, isFeasible } from "./check/check-solution.ts";
export { nonconvexColumn } from "./convexity.ts";
export type { Block, BlockNames, ColumnBlock, RowBlock } from "./edit/blocks.ts";
export type { BoundsChange, CoefficientsChange, ProgramChange } from "./edit/program-change.ts";
export { type ColumnsToAdd, openProgram, type ProgramSession, type RowsToAdd } from "./edit/program-session.ts";
export type { Conflict } from "./explain/conflict.ts";
export { OneShotModel } from "./one-shot-model.ts";
export type {
  Incumbent,
  InfeasibleOutcome,
  OptimalOutcome,
  ProgramOutcome,
  Residuals,
  Tolerances,
  UnsolvedOutcome,
} from "./outcome.ts";
export type {
  Answer,
  Capabilities,
  NewColumns,
  NewRows,
  Progress,
  SolveOptions,
  Solver,
  SolverModel,
} from "./solver.ts";
