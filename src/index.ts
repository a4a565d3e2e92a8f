/// <reference lib="esnext.disposable" preserve="true" />
/** clearwatt: the modelling language, programs and their files, solving, and tables of results. */
export { ClearwattError, type ErrorCode, type ErrorDetails, errorCodes, type PlainData } from "./errors.ts";
export * from "./language/index.ts";
export {
  ColumnKind,
  type Cones,
  formatStatistics,
  labelsOf,
  type NameTable,
  nameOf,
  type Program,
  packProgram,
  readLp,
  readMps,
  readProgram,
  type SparseMatrix,
  type Statistics,
  statistics,
  unpackProgram,
  writeColumn,
  writeLp,
  writeMps,
  writeRow,
} from "./program/index.ts";
export { type ResultRow, type ResultTable, type RowExpression, type RowRange, tableOf } from "./report/index.ts";
export {
  type Answer,
  type Capabilities,
  type Conflict,
  type Incumbent,
  openProgram,
  type ProgramOutcome,
  type ProgramSession,
  type Progress,
  type Residuals,
  type SolveOptions,
  type Solver,
  type SolverModel,
} from "./solving/index.ts";
