/**
 * An irreducible infeasible subset of a program with cones: the inequalities with a weight in the proof that the least
 * violation is not 0, from which, the lightest first and several at a time, are taken out those that it can do without
 * (deletion filter); whatever is still infeasible shrinks the subset to its own proof.
 */
import { type Inequality, keyOf, type Program } from "../../program/index.ts";
import { subsystem } from "../../reformulation/index.ts";
import { provesInfeasible } from "../certificate/farkas.ts";
import { type LeastViolation, leastViolation } from "../certificate/least-violation.ts";
import { solveOnce } from "../solve-once.ts";
import type { Solver } from "../solver.ts";
import type { InfeasibleSubset } from "./conflict.ts";

/** A violation up to this is none, as in any answer; the filter only asks whether there is one. */
const negligible = 1e-6;
const doubtful = 1e-4;
const filtering = { gap: 1e-7, timeLimitS: 10 };
/** Weights up to this are rounding. */
const weightless = 1e-7;

/** Null if the program, which has to be continuous, is feasible within tolerances. */
export async function conicConflict(
  solver: Solver,
  program: Program,
  seconds: number,
): Promise<InfeasibleSubset | null> {
  const filter = new DeletionFilter(solver, program, seconds);
  const first = await filter.first();
  return first === null ? null : filter.reduce(first);
}

class DeletionFilter {
  readonly #solver: Solver;
  readonly #program: Program;
  readonly #deadline: number;
  #settled = true;

  constructor(solver: Solver, program: Program, seconds: number) {
    this.#solver = solver;
    this.#program = program;
    this.#deadline = performance.now() + 1000 * seconds;
  }

  /** The inequalities that prove the program infeasible, the lightest first. */
  async first(): Promise<readonly Inequality[] | null> {
    const found = await leastViolation(this.#solver, this.#program);
    return found === null || found.violation <= negligible ? null : lightestFirst(found);
  }

  async reduce(first: readonly Inequality[]): Promise<InfeasibleSubset> {
    let kept = first;
    let needed = 0;
    let many = Math.max(1, kept.length >> 2);
    while (needed < kept.length && performance.now() < this.#deadline) {
      const size = Math.min(many, kept.length - needed);
      const proof = await this.#proofAmong([...kept.slice(0, needed), ...kept.slice(needed + size)]);
      if (proof !== null) {
        kept = [...kept.slice(0, needed), ...kept.slice(needed + size).filter((one) => proof.has(keyOf(one)))];
        many = 2 * size;
      } else if (size > 1) many = size >> 1;
      else needed++;
    }
    if ((await this.#proofAmong(kept)) === null) return { inequalities: first, irreducible: false };
    return { inequalities: kept, irreducible: this.#settled && needed === kept.length };
  }

  /** The keys of those that prove them infeasible; null where they can hold together. */
  async #proofAmong(inequalities: readonly Inequality[]): Promise<ReadonlySet<string> | null> {
    const part = subsystem(this.#program, inequalities);
    const found = await leastViolation(this.#solver, part.program, filtering);
    if (found !== null && found.violation <= negligible) return null;
    const isClear = found !== null && (found.violation > doubtful || provesInfeasible(part.program, found.proof));
    if (!isClear && !(await this.#isInfeasible(part.program))) return null;
    const proof = found === null ? inequalities : lightestFirst(found).map((one) => part.origin(one)!);
    return new Set(proof.map(keyOf));
  }

  /** By the solver's word alone, where the least violation is not to be had, or is too small to be sure of. */
  async #isInfeasible(program: Program): Promise<boolean> {
    const { status } = await solveOnce(this.#solver, program, filtering);
    if (status !== "infeasible" && status !== "optimal") this.#settled = false;
    return status === "infeasible";
  }
}

function lightestFirst({ weights }: LeastViolation): Inequality[] {
  const proof = weights.filter(({ relative }) => relative > weightless);
  return proof.sort((one, other) => one.relative - other.relative).map(({ inequality }) => inequality);
}
