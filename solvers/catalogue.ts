/// <reference lib="esnext.disposable" preserve="true" />
/** The solvers that come with clearwatt, without loading their code. */
import type { Solver } from "../src/solving/index.ts";

/** Kinds of programs, as `Capabilities` has them. */
export type ProgramKind = "LP" | "MILP" | "convex QP" | "second-order cones";

export interface SolverEntry {
  /** Its file in this folder, its entry in package.json (`clearwatt/solvers/<name>`) and its name on the command line. */
  readonly name: string;
  readonly takes: readonly ProgramKind[];
  /** The npm package that solves. */
  readonly package: string;
  /** Not installed with clearwatt: `npm install` of the package has to be asked for. */
  readonly optional: boolean;
  load(): Promise<Solver>;
}

/** The first one is the default. */
export const solvers: readonly SolverEntry[] = [
  {
    name: "highs",
    takes: ["LP", "MILP", "convex QP"],
    package: "highs",
    optional: false,
    load: async () => (await import("./highs.ts")).highs(),
  },
  {
    name: "glpk",
    takes: ["LP", "MILP"],
    package: "glpk.js",
    optional: true,
    load: async () => (await import("./glpk.ts")).glpk(),
  },
  {
    name: "clarabel",
    takes: ["LP", "convex QP", "second-order cones"],
    package: "cvxjs",
    optional: true,
    load: async () => (await import("./clarabel.ts")).clarabel(),
  },
];
