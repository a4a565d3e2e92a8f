/**
 * An irreducible conflict of a linear program (conic-conflict.ts has those with cones). The elastic program's duals are a proof of infeasibility (Farkas), and
 * the sides in it a first conflict; then each side is taken out in turn (deletion filter, Chinneck and Dravnieks 1991),
 * and whatever is still infeasible shrinks the conflict to its own proof.
 */
import type { Program } from "../program/index.ts";
import { elastic } from "./elastic.ts";
import { stationarity } from "./products.ts";
import { partOf } from "./relax.ts";
import type { Side } from "./sides.ts";
import { solveOnce } from "./solve-once.ts";
import type { Answer, Solver, SolverModel } from "./solver.ts";

export interface Found {
  readonly sides: readonly Side[];
  readonly irreducible: boolean;
}

/** Violations and duals up to this are within what solvers call zero. */
const negligible = 1e-8;
const mostSeconds = 30;

/** Null if the program, which has to be continuous and without objective, is feasible within tolerances. */
export async function linearConflict(solver: Solver, program: Program, seconds: number): Promise<Found | null> {
  const soft = elastic(program);
  const proof = proofIn(soft, await solveOnce(solver, soft), program.numCols);
  if (proof === null) return null;
  const part = partOf(program, proof);
  const numbersOf = { row: numbers(part.rows), column: numbers(part.cols), cone: numbers(part.cones) };
  const local = proof.map((side) => ({ ...side, index: numbersOf[side.of].get(side.index)! }));
  const filter = await Filter.open(solver, part.program, local);
  try {
    const irreducible = await filter.run(Math.min(mostSeconds, seconds));
    return { sides: proof.filter((_, k) => filter.isKept(local[k]!)), irreducible };
  } finally {
    await filter.dispose();
  }
}

const numbers = (members: Int32Array): Map<number, number> => new Map([...members].map((member, k) => [member, k]));

/** The sides whose duals prove the elastic program's violation; null where there is none. */
function proofIn(soft: Program, answer: Answer, numCols: number): Side[] | null {
  if (answer.status !== "optimal" || answer.rowDuals === null) return null;
  const violation = answer.values.subarray(numCols).reduce((sum, slack) => sum + slack, 0);
  if (violation <= negligible) return null;
  const nothing = new Float64Array(soft.numCols);
  const { reducedCosts } = stationarity({ ...soft, colCost: nothing }, nothing, answer.rowDuals);
  const sides: Side[] = [];
  const add = (of: "row" | "column", index: number, dual: number): void => {
    if (Math.abs(dual) > negligible) sides.push({ of, index, at: dual > 0 ? "lower" : "upper" });
  };
  for (let row = 0; row < soft.numRows; row++) add("row", row, answer.rowDuals[row]!);
  for (let col = 0; col < numCols; col++) add("column", col, reducedCosts[col]!);
  return sides;
}

const key = ({ of, index, at }: Side): string => `${of} ${index} ${at}`;

/** One small elastic program, kept in the solver, from which sides are taken out one after the other. */
class Filter {
  readonly #soft: Program;
  readonly #numCols: number;
  readonly #model: SolverModel;
  /** Sides in the conflict as it stands, by key. */
  readonly #kept: Map<string, Side>;

  private constructor(soft: Program, numCols: number, model: SolverModel, sides: readonly Side[]) {
    this.#soft = soft;
    this.#numCols = numCols;
    this.#model = model;
    this.#kept = new Map(sides.map((side) => [key(side), side]));
  }

  static async open(solver: Solver, program: Program, sides: readonly Side[]): Promise<Filter> {
    const soft = elastic(program);
    return new Filter(soft, program.numCols, await solver.open(soft), sides);
  }

  isKept(side: Side): boolean {
    return this.#kept.has(key(side));
  }

  /** Whether every side could be tried within the time there is. */
  async run(seconds: number): Promise<boolean> {
    const started = performance.now();
    let settled = true;
    for (const [name, side] of [...this.#kept]) {
      if (!this.#kept.has(name)) continue;
      if (performance.now() - started > 1000 * seconds) return false;
      const bound = this.#set(side, side.at === "lower" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
      const answer = await this.#model.run(this.#soft, {});
      if (answer.status !== "optimal") settled = false;
      const proof = proofIn(this.#soft, answer, this.#numCols);
      if (proof === null) this.#set(side, bound);
      else this.#shrinkTo(new Set(proof.map(key)));
    }
    return settled;
  }

  async dispose(): Promise<void> {
    await this.#model[Symbol.asyncDispose]();
  }

  #shrinkTo(proof: ReadonlySet<string>): void {
    for (const [name, side] of this.#kept) {
      if (proof.has(name)) continue;
      this.#kept.delete(name);
      this.#set(side, side.at === "lower" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    }
  }

  /** Moves one bound; returns where it was. */
  #set({ of, index, at }: Side, bound: number): number {
    const { rowLower, rowUpper, colLower, colUpper } = this.#soft;
    const [lower, upper] = of === "row" ? [rowLower, rowUpper] : [colLower, colUpper];
    const changed = at === "lower" ? lower : upper;
    const before = changed[index]!;
    changed[index] = bound;
    const sides = [lower.slice(index, index + 1), upper.slice(index, index + 1)] as const;
    if (of === "row") this.#model.changeRowBounds(index, ...sides);
    else this.#model.changeColumnBounds(index, ...sides);
    return before;
  }
}
