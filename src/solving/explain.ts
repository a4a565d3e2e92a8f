/** Why a program is infeasible: the search for an irreducible conflict, with nothing but the solver handed in. */
import { ClearwattError } from "../errors.ts";
import { ColumnKind, type Program } from "../program/index.ts";
import { type Conflict, conflictOf } from "./conflict.ts";
import { conicConflict } from "./conic-conflict.ts";
import { type Found, linearConflict } from "./linear-conflict.ts";
import { hasCones, isDiscrete } from "./refuse.ts";
import { allSides, partOf, relaxation, withoutObjective } from "./relax.ts";
import { shortest } from "./shortest.ts";
import type { Side } from "./sides.ts";
import { solveOnce } from "./solve-once.ts";
import type { Solver } from "./solver.ts";

/** Effort for conflicts that only integrality makes. */
const mostSolves = 400;
const secondsPerSolve = 5;
const mostSeconds = 60;

/**
 * An irreducible conflict of an infeasible program, found in some `seconds`: after these it is said that fewer inequalities
 * might do. Rejects with a ClearwattError where none can be shown: then what
 * was called infeasible is not, within tolerances.
 */
export async function explainInfeasible(
  solver: Solver,
  program: Program,
  seconds: number = mostSeconds,
): Promise<readonly Conflict[]> {
  const soft = relaxation(program);
  const other = solver.otherWay?.();
  const conflict = hasCones(soft) ? conicConflict : linearConflict;
  const found =
    (await conflict(solver, soft, seconds)) ?? (other === undefined ? null : await conflict(other, soft, seconds));
  if (found !== null) {
    return [conflictOf(program, found.sides, { irreducible: found.irreducible, discrete: false })];
  }
  if (!isDiscrete(program)) throw contradiction(solver);
  const evident = emptyRange(program) ?? indivisibleRow(program);
  const { sides, irreducible } =
    evident !== null ? { sides: evident, irreducible: true } : await discreteConflict(solver, program, seconds);
  return [conflictOf(program, sides, { irreducible, discrete: true })];
}

function contradiction(solver: Solver): ClearwattError {
  return new ClearwattError(
    `numerical trouble: ${solver.name} calls the program infeasible, but no inequalities that cannot hold together ` +
      "are to be found. The rows are violated by less than the tolerances: look at the scaling of the program.",
  );
}

/** Rows and cones first, with all bounds; then the bounds that these still need. */
async function discreteConflict(solver: Solver, program: Program, seconds: number): Promise<Found> {
  const limit = { timeLimitS: Math.min(secondsPerSolve, seconds) };
  const plain = withoutObjective(program);
  const all = allSides(plain);
  const started = performance.now();
  let solves = 0;
  let settled = true;
  const isInfeasible = async (sides: readonly Side[]): Promise<boolean> => {
    if (solves++ >= mostSolves || performance.now() - started > 1000 * seconds) {
      settled = false;
      return false;
    }
    const part = partOf(plain, sides).program;
    const { status } = await solveOnce(solver, part, limit);
    if (status !== "optimal" && status !== "infeasible") settled = false;
    return status === "infeasible";
  };
  if ((await solveOnce(solver, plain, limit)).status === "optimal") throw contradiction(solver);
  const bounds = all.filter((side) => side.of === "column");
  const rows = await shortest(
    all.filter((side) => side.of !== "column"),
    (kept) => isInfeasible([...kept, ...bounds]),
  );
  const touched = new Set(partOf(plain, rows).cols);
  const needed = await shortest(
    bounds.filter((side) => touched.has(side.index)),
    (kept) => isInfeasible([...rows, ...kept]),
  );
  return { sides: [...rows, ...needed], irreducible: settled };
}

/** An integer column between whose bounds there is no whole number. */
function emptyRange({ numCols, colKind, colLower, colUpper }: Program): Side[] | null {
  for (let index = 0; index < numCols; index++) {
    if (colKind[index] !== ColumnKind.integer || Math.ceil(colLower[index]!) <= Math.floor(colUpper[index]!)) continue;
    return [
      { of: "column", index, at: "lower" },
      { of: "column", index, at: "upper" },
    ];
  }
  return null;
}

/** A row of whole multiples of whole columns, with no multiple of their common divisor in its range. */
function indivisibleRow(program: Program): Side[] | null {
  for (let index = 0; index < program.numRows; index++) {
    const divisor = commonDivisor(program, index);
    const lower = program.rowLower[index]!;
    const upper = program.rowUpper[index]!;
    if (divisor === 0 || Math.ceil(lower / divisor) <= Math.floor(upper / divisor)) continue;
    return [
      { of: "row", index, at: "lower" },
      { of: "row", index, at: "upper" },
    ];
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
