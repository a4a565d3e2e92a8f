/**
 * An irreducible infeasible subset of a program whose relaxation is feasible: it takes whole numbers, or semi-continuous
 * ranges, to make it one, so that there are no duals that would prove it, and every question is an integer program.
 */
import { ColumnKind, type Inequality, inequalitiesOf, type Program } from "../../program/index.ts";
import { feasibilityProblem, subsystem } from "../../reformulation/index.ts";
import { solveOnce } from "../solve-once.ts";
import type { Solver } from "../solver.ts";
import type { InfeasibleSubset } from "./conflict.ts";
import { irreducibleSubset } from "./irreducible-subset.ts";

const mostSolves = 400;
const secondsPerSolve = 5;

/** Null where the solver finds the program feasible after all. */
export async function discreteConflict(
  solver: Solver,
  program: Program,
  seconds: number,
): Promise<InfeasibleSubset | null> {
  const evident = emptyRange(program) ?? indivisibleRow(program);
  return evident === null ? searchedConflict(solver, program, seconds) : { inequalities: evident, irreducible: true };
}

/** Rows and cones first, with all bounds; then the bounds that these still need. */
async function searchedConflict(solver: Solver, program: Program, seconds: number): Promise<InfeasibleSubset | null> {
  const limit = { timeLimitS: Math.min(secondsPerSolve, seconds) };
  const plain = feasibilityProblem(program).program;
  const all = inequalitiesOf(plain);
  const started = performance.now();
  let solves = 0;
  let settled = true;
  const isInfeasible = async (inequalities: readonly Inequality[]): Promise<boolean> => {
    if (solves++ >= mostSolves || performance.now() - started > 1000 * seconds) {
      settled = false;
      return false;
    }
    const { status } = await solveOnce(solver, subsystem(plain, inequalities).program, limit);
    if (status !== "optimal" && status !== "infeasible") settled = false;
    return status === "infeasible";
  };
  if ((await solveOnce(solver, plain, limit)).status === "optimal") return null;
  const bounds = all.filter(({ of }) => of === "column");
  const rows = await irreducibleSubset(
    all.filter(({ of }) => of !== "column"),
    (kept) => isInfeasible([...kept, ...bounds]),
  );
  const touched = new Set(subsystem(plain, rows).members.column);
  const needed = await irreducibleSubset(
    bounds.filter(({ index }) => touched.has(index)),
    (kept) => isInfeasible([...rows, ...kept]),
  );
  return { inequalities: [...rows, ...needed], irreducible: settled };
}

const bothSides = (of: "row" | "column", index: number): Inequality[] => [
  { of, index, at: "lower" },
  { of, index, at: "upper" },
];

/** An integer column between whose bounds there is no whole number. */
function emptyRange({ numCols, colKind, colLower, colUpper }: Program): Inequality[] | null {
  for (let col = 0; col < numCols; col++) {
    const isEmpty = Math.ceil(colLower[col]!) > Math.floor(colUpper[col]!);
    if (colKind[col] === ColumnKind.integer && isEmpty) return bothSides("column", col);
  }
  return null;
}

/** A row of whole multiples of whole columns, with no multiple of their common divisor in its range. */
function indivisibleRow(program: Program): Inequality[] | null {
  for (let row = 0; row < program.numRows; row++) {
    const divisor = commonDivisor(program, row);
    if (divisor === 0) continue;
    const isEmpty = Math.ceil(program.rowLower[row]! / divisor) > Math.floor(program.rowUpper[row]! / divisor);
    if (isEmpty) return bothSides("row", row);
  }
  return null;
}

/** 0 where a column or a coefficient is not whole. */
function commonDivisor({ starts, indices, values, colKind }: Program, row: number): number {
  let divisor = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const kind = colKind[indices[k]!]!;
    const isWhole = kind === ColumnKind.integer || kind === ColumnKind.semiInteger;
    if (!isWhole || !Number.isSafeInteger(values[k]!)) return 0;
    for (let rest = Math.abs(values[k]!); rest !== 0; ) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor;
}
