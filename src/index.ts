/** clearwatt: the language, the program a model compiles to, and what a solver is. */
export { ClearwattError } from "./errors.ts";
export type { NameTable } from "./program/names.ts";
export type { Cones, Program, SparseMatrix } from "./program/program.ts";
export { ColumnKind } from "./program/program.ts";
export type { Answer, Capabilities, Progress, SolveOptions, Solver, SolverModel } from "./solving/solver.ts";
