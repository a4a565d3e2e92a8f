/** The choice of a solver, from the catalogue. */
import { z } from "zod";
import { type SolverEntry, solvers } from "../solvers/catalogue.ts";
import { ClearwattError } from "../src/errors.ts";
import type { Solver } from "../src/solving/index.ts";

/** A name in the catalogue. */
export type SolverName = string;

/** The option `--solver` with the solvers there are; the first one is the default. */
export function solverOption(
  known: readonly SolverEntry[],
  description = "solver to use",
): z.ZodDefault<z.ZodEnum<Record<string, string>>> {
  const names = known.map(({ name }) => name);
  return z.enum(names).default(names[0]!).meta({ description, short: "s", value: "name" });
}

/** Loads the code of a solver. */
export async function loadSolver(name: SolverName, known: readonly SolverEntry[] = solvers): Promise<Solver> {
  const entry = known.find((one) => one.name === name);
  if (entry !== undefined) return await entry.load();
  const names = known.map((one) => one.name);
  throw new ClearwattError(`There is no solver "${name}", only ${names.join(", ")}.`, {
    code: "unknown-name",
    data: { kind: "solver", found: name, known: names },
  });
}

/** The solver, or an outer approximation by it where it takes no cones. */
export async function conicSolver(name: SolverName, known: readonly SolverEntry[] = solvers): Promise<Solver> {
  const solver = await loadSolver(name, known);
  if (solver.capabilities.secondOrderCone) return solver;
  return (await import("../solvers/outer-approximation.ts")).outerApproximation(solver);
}
