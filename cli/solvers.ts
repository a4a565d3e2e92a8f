/** The solvers by name; each is loaded only when it is asked for. */
import { Option } from "commander";
import type { Program } from "../src/program/index.ts";
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

/** The solver, made able to do what the program asks for: cones and squares are cut for those that have no cones. */
export async function ableSolver(name: SolverName, { cones, hessian }: Program): Promise<Solver> {
  const solver = await loadSolver(name);
  if ((cones === null && hessian === null) || solver.capabilities.secondOrderCone) return solver;
  const { outerApproximation } = await import("../solvers/outer-approximation.ts");
  if (cones !== null) return outerApproximation(solver);
  // The active-set method that HiGHS has for squares stalls on the flat costs of a network's flows: they are cut instead.
  const linear = { ...solver, capabilities: { ...solver.capabilities, quadratic: false } };
  const cutting = outerApproximation(linear);
  return { ...cutting, capabilities: { ...cutting.capabilities, quadratic: true } };
}

/** The solver, or an outer approximation by it where it takes no cones. */
export async function conicSolver(name: SolverName): Promise<Solver> {
  const solver = await loadSolver(name);
  if (solver.capabilities.secondOrderCone) return solver;
  return (await import("../solvers/outer-approximation.ts")).outerApproximation(solver);
}
