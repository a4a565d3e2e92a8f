/** Programs solved, answers checked, failures explained. */
export type { Block, BlockNames, ColumnBlock, RowBlock } from "./blocks.ts";
export { type Checked, type Claim, checkClaim } from "./check.ts";
export type { Conflict } from "./conflict.ts";
export { bentColumn } from "./convex.ts";
export { explainInfeasible } from "./explain.ts";
export { withFixedIntegers } from "./fixed-integers.ts";
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
export type { BoundsChange, CoefficientsChange, ProgramChange } from "./program-change.ts";
export { type ColumnsToAdd, openProgram, type ProgramSession, type RowsToAdd } from "./program-session.ts";
export { isDiscrete, isQuadratic, refuseWhatItCannot } from "./refuse.ts";
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
