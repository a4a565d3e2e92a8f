/**
 * Kelley's cutting planes for a continuous program: solve, cut the sets that the point leaves, solve again from the last
 * basis. The sum of a set's cuts, weighted with their duals, is a cut as well; the one of the same direction on the border of
 * the dual cone is deeper, and is added too.
 *
 * Measured on the 33-bus feeder: half as many rounds with cones touched where the steadier factor leaves them as at the
 * nearest point (4 against 8, where the loads determine the flows), none saved by cutting half way to the points before
 * (in-out separation) or by keeping idle cuts.
 */
import { objectiveAt, type Program } from "../../src/program/index.ts";
import type { Answer, SolveOptions, Solver } from "../../src/solving/index.ts";
import type { ConvexSets, Place } from "./convex-sets.ts";
import { dualExactness } from "./dual-exactness.ts";
import type { Settings } from "./options.ts";
import { nextRay } from "./recession.ts";
import type { Relaxation } from "./relaxation.ts";

/** Sets that are outside by less than this share of the tolerance are left alone. */
const share = 0.1;
/** The same once all sets hold and only the prices are still moving. */
const shareForPrices = 1e-3;
/** A cut made of others is worth a row where it cuts this share of what the point's own cuts. */
const deepEnough = 0.3;
/** From this round on all cuts stay, so that there is an end. */
const lastPurge = 60;
/** Points that differ by less are one. */
const same = 1e-12;
/**
 * What the squares of the objective may leave in the optimality conditions: so little that columns come out to six digits, in
 * fewer rounds than with half of what the check of answers lets pass. Beside cones, which are no better, to five.
 */
const slopeTolerances = { alone: 1e-9, besideCones: 2e-8 } as const;

export interface Effort extends Settings {
  /** Prices and squares are only made exact where somebody reads duals. */
  readonly wantsDuals: boolean;
  /** What a step of 1 is in the program that was asked for; 1 unless that is refined. */
  readonly unit: number;
  readonly options: SolveOptions;
  /** When the time limit is reached, as performance.now() counts. */
  readonly deadline: number;
}

type Optimal = Extract<Answer, { readonly status: "optimal" }>;

/** The last solve's answer, of the program with all cuts. */
export interface Approximated {
  readonly answer: Answer;
  /** Objective of the last relaxation that was solved: no feasible point has a better one. */
  readonly bound: number | undefined;
  readonly iterations: number;
  readonly rounds: number;
  /** Whether the sets hold; false at a limit, or where further cuts changed nothing. */
  readonly holds: boolean;
  /** Whether the squares of the objective are as exact as the optimality conditions need them. */
  readonly isExact: boolean;
  readonly worst: { readonly set: number; readonly violation: number };
}

export async function approximate(
  solver: Solver,
  relaxation: Relaxation,
  program: Program,
  effort: Effort,
): Promise<Approximated> {
  return new Approximation(solver, relaxation, program, effort).run();
}

class Approximation {
  readonly #solver: Solver;
  readonly #relaxation: Relaxation;
  readonly #sets: ConvexSets;
  readonly #program: Program;
  readonly #effort: Effort;
  readonly #slopeTolerance: number;
  readonly #weights: Float64Array;
  /** Expressions at the point of the round before. */
  #last: Float64Array | null = null;
  #stalls = 0;
  /** Bound of the round before. */
  #boundBefore = Infinity;
  #bound: number | undefined;
  #iterations = 0;
  #rounds = 0;
  #worst = { set: -1, violation: 0 };

  constructor(solver: Solver, relaxation: Relaxation, program: Program, effort: Effort) {
    this.#solver = solver;
    this.#relaxation = relaxation;
    this.#sets = relaxation.sets;
    this.#program = program;
    this.#effort = effort;
    this.#slopeTolerance = this.#sets.numCones === 0 ? slopeTolerances.alone : slopeTolerances.besideCones;
    this.#weights = new Float64Array(this.#sets.numExpressions);
  }

  async run(): Promise<Approximated> {
    for (;;) {
      const answer = await this.#relaxation.run(this.#program, this.#options());
      this.#rounds++;
      if (answer.status === "unbounded") {
        const settled = await this.#unbounded();
        if (settled !== null) return this.#end(settled, false, false);
        continue;
      }
      if (answer.status !== "optimal") return this.#end(answer, false, false);
      const ended = this.#afterOptimum(answer);
      if (ended !== null) return ended;
    }
  }

  #options(): SolveOptions {
    const { options, deadline } = this.#effort;
    const { timeLimitS: _limit, mipStart: _start, onProgress: _progress, start, ...rest } = options;
    const left = (deadline - performance.now()) / 1000;
    const cold = start === "cold" && this.#rounds === 0;
    return { ...rest, ...(cold ? { start } : {}), ...(left === Infinity ? {} : { timeLimitS: Math.max(1e-3, left) }) };
  }

  /** Null where another round is to follow. */
  #afterOptimum(answer: Optimal): Approximated | null {
    this.#iterations += answer.iterations;
    const place = this.#sets.placeOf(answer.values);
    this.#bound = relaxedObjective(this.#program, this.#sets, answer.values);
    this.#effort.options.onProgress?.({ iterations: this.#iterations, bound: this.#bound });
    const violations = this.#violations(place);
    const holds = this.#worst.violation <= this.#effort.tolerance;
    const duals = this.#duals(answer);
    const { isExact, isSettled } = holds ? this.#exactness(answer, place, duals) : { isExact: false, isSettled: false };
    if (holds && isSettled && isExact) return this.#end(answer, true, true);
    this.#stalls = this.#isSame(place.f) ? this.#stalls + 1 : 0;
    const late = this.#rounds >= this.#effort.maxRounds || performance.now() > this.#effort.deadline;
    if (late || this.#stalls > 1) return this.#end(answer, holds, isExact);
    const added = this.#cut(place, violations, holds ? shareForPrices : share, duals);
    // The answer's duals are those of the cuts as they stand: they may go only where another round follows.
    if (added === 0) return this.#end(answer, holds, isExact);
    if (this.#rounds < lastPurge) this.#relaxation.purge(place, this.#patience());
    this.#last = place.f;
    return null;
  }

  /** How far every set is outside, in units of the tolerance. */
  #violations(place: Place): Float64Array {
    const { count, numCones } = this.#sets;
    const { tolerance, unit } = this.#effort;
    const violations = new Float64Array(count);
    this.#worst = { set: -1, violation: 0 };
    const objective = 1 / unit ** 2 + Math.abs(this.#bound!);
    for (let set = 0; set < count; set++) {
      const violation = this.#sets.violation(set, place);
      const own = set < numCones ? violation : violation / objective;
      violations[set] =
        set < numCones ? own / tolerance : ((unit * this.#sets.slopeError(set, violation)) / this.#slopeTolerance) ** 2;
      if (own > this.#worst.violation) this.#worst = { set, violation: own };
    }
    return violations;
  }

  /** Sums of the cuts of each set, weighted with their duals; null where there are none. */
  #duals({ rowDuals }: Optimal): Float64Array | null {
    if (rowDuals === null) return null;
    return this.#relaxation.cuts.combined(rowDuals.subarray(this.#program.numRows).map(Math.abs));
  }

  #exactness(answer: Optimal, place: Place, duals: Float64Array | null): { isExact: boolean; isSettled: boolean } {
    const { wantsDuals, priceTolerance, unit } = this.#effort;
    if (!wantsDuals || duals === null) return { isExact: true, isSettled: true };
    const { prices, slopes } = dualExactness(this.#program, this.#sets, place, answer.rowDuals!, duals, unit);
    return { isExact: slopes <= this.#slopeTolerance, isSettled: prices <= priceTolerance };
  }

  /** Rounds that a cut may be idle: where the bound hardly moves, the point wanders, and a cut that goes would soon be back. */
  #patience(): number {
    const moved = Math.abs(this.#bound! - this.#boundBefore);
    this.#boundBefore = this.#bound!;
    return moved > 1e-6 * Math.abs(this.#bound!) ? 2 : 6;
  }

  #isSame(f: Float64Array): boolean {
    const last = this.#last;
    if (last === null) return false;
    for (let at = 0; at < f.length; at++)
      if (Math.abs(f[at]! - last[at]!) > same * (1 + Math.abs(f[at]!))) return false;
    return true;
  }

  /** Adds cuts for the sets that are outside by more than `least` tolerances; returns how many. */
  #cut({ f }: Place, violations: Float64Array, least: number, duals: Float64Array | null): number {
    const { cuts } = this.#relaxation;
    const before = cuts.count;
    for (let set = 0; set < this.#sets.count; set++) if (violations[set]! > least) this.#cutSet(set, f, duals);
    return cuts.count - before;
  }

  #cutSet(set: number, f: Float64Array, duals: Float64Array | null): void {
    const { cuts } = this.#relaxation;
    const from = this.#sets.starts[set]!;
    const w = this.#weights;
    this.#sets.tangent(set, f, this.#last, w);
    const depth = this.#depth(set, f);
    cuts.add(set, w, from);
    const deeper = duals !== null && this.#sets.sharpened(set, duals, w) && this.#depth(set, f) > deepEnough * depth;
    if (deeper) cuts.add(set, w, from);
  }

  /** How deep the cut cuts f off, for weights of a like size. */
  #depth(set: number, f: Float64Array): number {
    const from = this.#sets.starts[set]!;
    const sides =
      set < this.#sets.numCones && this.#sets.isRotated(set)
        ? this.#weights[from]! + this.#weights[from + 1]!
        : this.#weights[from]!;
    return -this.#sets.valueOf(set, this.#weights, from, f) / sides;
  }

  /** Null where cuts were added, and the relaxation may have an optimum now. */
  async #unbounded(): Promise<Answer | null> {
    const cuts = this.#relaxation.cuts.added;
    while (this.#rounds++ < this.#effort.maxRounds) {
      const found = await nextRay(this.#solver, this.#program, this.#relaxation.cuts, this.#options());
      if (found === "cut") continue;
      if (found === "none" && this.#relaxation.cuts.added > cuts) return null;
      if (found === "none")
        return trouble(`${this.#solver.name} calls a relaxation unbounded that has no such direction.`);
      if ("status" in found) return found;
      return { status: "unbounded", reason: "the objective improves without end inside the cones.", ...found };
    }
    return trouble(`${this.#effort.maxRounds} rounds did not show whether the objective has an end.`);
  }

  #end(answer: Answer, holds: boolean, isExact: boolean): Approximated {
    return {
      answer,
      holds,
      isExact,
      bound: this.#bound,
      iterations: this.#iterations,
      rounds: this.#rounds,
      worst: this.#worst,
    };
  }
}

const trouble = (reason: string): Answer => ({ status: "numerical trouble", reason });

/** Of values that are followed by those of the groups' own columns. */
export function relaxedObjective(program: Program, { groups }: ConvexSets, values: Float64Array): number {
  const { numCols, sense } = program;
  const sign = sense === "minimize" ? 1 : -1;
  let sum = objectiveAt(groups.count === 0 ? program : { ...program, hessian: null }, values);
  for (let group = 0; group < groups.count; group++) sum += sign * groups.scales[group]! * values[numCols + group]!;
  return sum;
}
