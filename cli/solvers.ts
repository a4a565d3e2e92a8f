/** The solvers by name; each is loaded only when it is asked for. */
import { Option } from "commander";
import type { Solver } from "../src/solving/index.ts";

export const solverNames = ["highs", "glpk", "clarabel"] as const;
export type SolverName = (typeof solverNames)[number];

/** What `list` says of each. */
export const solverNotes: Readonly<Record<SolverName, { readonly takes: string; readonly note: string }>> = {
  highs: { takes: "LP, MILP, convex QP", note: "the default" },
  glpk: { takes: "LP, MILP", note: "optional: npm install glpk.js" },
  clarabel: { takes: "LP, convex QP, second-order cones", note: "optional: npm install cvxjs" },
};

export function solverOption(): Option {
  return new Option("-s, --solver <name>", "solver to use").choices(solverNames).default("highs");
}

export async function loadSolver(name: SolverName): Promise<Solver> {
  if (name === "glpk") return (await import("../solvers/glpk.ts")).glpk();
  if (name === "clarabel") return (await import("../solvers/clarabel.ts")).clarabel();
  return (await import("../solvers/highs.ts")).highs();
}

/** The solver, or an outer approximation by it where it takes no cones. */
export async function conicSolver(name: SolverName): Promise<Solver> {
  const solver = await loadSolver(name);
  if (solver.capabilities.secondOrderCone) return solver;
  return (await import("../solvers/outer-approximation.ts")).outerApproximation(solver);
}
