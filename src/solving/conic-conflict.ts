/**
 * An irreducible conflict of a program with cones: the sides and cones with a weight in the proof that the least
 * violation is not 0, from which, the lightest first and several at a time, are taken out those that it can do without
 * (deletion filter); whatever is still infeasible shrinks the conflict to its own proof.
 */
import type { Program } from "../program/index.ts";
import { provesInfeasible } from "./farkas.ts";
import { type LeastViolation, leastViolation } from "./least-violation.ts";
import type { Found } from "./linear-conflict.ts";
import { partOf } from "./relax.ts";
import type { Side } from "./sides.ts";
import { solveOnce } from "./solve-once.ts";
import type { Solver } from "./solver.ts";

/** A violation up to this is none, as in any answer; the filter only asks whether there is one. */
const negligible = 1e-6;
const doubtful = 1e-4;
const filtering = { gap: 1e-7, timeLimitS: 10 };
/** Weights up to this are rounding. */
const weightless = 1e-7;

/** Null if the program, which has to be continuous, is feasible within tolerances. */
export async function conicConflict(solver: Solver, program: Program, seconds: number): Promise<Found | null> {
  const search = new Search(solver, program, seconds);
  const first = await search.first();
  return first === null ? null : search.reduce(first);
}

class Search {
  readonly #solver: Solver;
  readonly #program: Program;
  readonly #deadline: number;
  #settled = true;

  constructor(solver: Solver, program: Program, seconds: number) {
    this.#solver = solver;
    this.#program = program;
    this.#deadline = performance.now() + 1000 * seconds;
  }

  /** The sides that prove the program infeasible, the lightest first. */
  async first(): Promise<readonly Side[] | null> {
    const found = await leastViolation(this.#solver, this.#program);
    return found === null || found.violation <= negligible ? null : weighty(found, (side) => side);
  }

  async reduce(first: readonly Side[]): Promise<Found> {
    let kept = first;
    let needed = 0;
    let many = Math.max(1, kept.length >> 2);
    while (needed < kept.length && performance.now() < this.#deadline) {
      const size = Math.min(many, kept.length - needed);
      const proof = await this.#proofAmong([...kept.slice(0, needed), ...kept.slice(needed + size)]);
      if (proof !== null) {
        kept = [...kept.slice(0, needed), ...kept.slice(needed + size).filter((side) => proof.has(side))];
        many = 2 * size;
      } else if (size > 1) many = size >> 1;
      else needed++;
    }
    if ((await this.#proofAmong(kept)) === null) return { sides: first, irreducible: false };
    return { sides: kept, irreducible: this.#settled && needed === kept.length };
  }

  /** Those of some sides that prove them a conflict; null where they can hold together. */
  async #proofAmong(sides: readonly Side[]): Promise<ReadonlySet<Side> | null> {
    const part = partOf(this.#program, sides);
    const found = await leastViolation(this.#solver, part.program, filtering);
    if (found !== null && found.violation <= negligible) return null;
    const isClear = found !== null && (found.violation > doubtful || provesInfeasible(part.program, found.proof));
    if (!isClear && !(await this.#isInfeasible(part.program))) return null;
    if (found === null) return new Set(sides);
    const members = { row: part.rows, column: part.cols, cone: part.cones };
    const own = new Map(sides.map((side) => [key(side), side]));
    const whole = weighty(found, (side) => own.get(key({ ...side, index: members[side.of][side.index]! })));
    return new Set(whole);
  }

  /** By the solver's word alone, where the least violation is not to be had, or is too small to be sure of. */
  async #isInfeasible(program: Program): Promise<boolean> {
    const { status } = await solveOnce(this.#solver, program, filtering);
    if (status !== "infeasible" && status !== "optimal") this.#settled = false;
    return status === "infeasible";
  }
}

const key = ({ of, index, at }: Side): string => `${of} ${index} ${at}`;

/** The sides with a weight in the proof, the lightest first, by what `sideOf` makes of them. */
function weighty({ weights }: LeastViolation, sideOf: (side: Side) => Side | undefined): Side[] {
  const found: { readonly side: Side; readonly weight: number }[] = [];
  for (const of of ["row", "column", "cone"] as const) {
    for (const [index, weight] of weights[of].entries()) {
      if (Math.abs(weight) <= weightless) continue;
      const side = sideOf({ of, index, at: weight > 0 ? "lower" : "upper" });
      if (side !== undefined) found.push({ side, weight: Math.abs(weight) });
    }
  }
  return found.sort((one, other) => one.weight - other.weight).map(({ side }) => side);
}
