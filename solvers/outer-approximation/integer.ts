/**
 * Integer programs with curves: outer approximation (Duran and Grossmann 1986). The relaxation makes the first cuts; then an
 * integer program with all cuts gives a bound and whole numbers, the continuous program with these fixed a point and
 * further cuts, until the two meet.
 */
import { objectiveAt, type Program } from "../../src/program/index.ts";
import { continuousRelaxation, fixedIntegers } from "../../src/reformulation/index.ts";
import type { Answer, SolveOptions, Solver } from "../../src/solving/index.ts";
import { approximate, type Effort, relaxedObjective } from "./approximate.ts";
import { answerOf } from "./continuous.ts";
import { Cuts } from "./cuts.ts";
import { Relaxation } from "./relaxation.ts";

/** Relative gap at which the search ends where none is given, as for integer programs everywhere here. */
const defaultGap = 1e-6;
const negligible = 1e-9;
/** What the tolerances of cones and rows may leave of the gap where the bound's whole numbers have all been tried. */
const roundingGap = 1e-5;

export async function solveInteger(
  solver: Solver,
  relaxation: Relaxation,
  program: Program,
  effort: Effort,
): Promise<Answer> {
  const soft = continuousRelaxation(program).program;
  const own = { ...effort, wantsDuals: false };
  relaxation.model.changeColumnBounds(0, soft.colLower, soft.colUpper);
  const root = await approximate(solver, relaxation, soft, own);
  if (root.answer.status !== "optimal" || !root.holds) {
    const answer = answerOf(soft, relaxation, root);
    return answer.status === "infeasible" ? { status: answer.status, reason: answer.reason } : answer;
  }
  const cuts = new Cuts(relaxation.sets);
  cuts.addAllOf(relaxation.cuts, 0);
  await using master = await Relaxation.open(solver, program, cuts);
  const search = new Search(solver, relaxation, master, program, own, root.iterations);
  return search.run(root.bound!);
}

interface Point {
  readonly values: Float64Array;
  readonly objective: number;
}

class Search {
  readonly #solver: Solver;
  readonly #relaxation: Relaxation;
  readonly #master: Relaxation;
  readonly #program: Program;
  readonly #effort: Effort;
  readonly #sign: 1 | -1;
  readonly #gap: number;
  readonly #tried = new Set<string>();
  #best: Point | null = null;
  #bound = -Infinity;
  #iterations: number;

  constructor(
    solver: Solver,
    relaxation: Relaxation,
    master: Relaxation,
    program: Program,
    effort: Effort,
    iterations: number,
  ) {
    this.#solver = solver;
    this.#relaxation = relaxation;
    this.#master = master;
    this.#program = program;
    this.#effort = effort;
    this.#sign = program.sense === "minimize" ? 1 : -1;
    this.#gap = effort.options.gap ?? defaultGap;
    this.#iterations = iterations;
  }

  async run(bound: number): Promise<Answer> {
    this.#bound = this.#sign * bound;
    for (let round = 1; round <= this.#effort.maxRounds; round++) {
      const answer = await this.#master.run(this.#program, this.#options(round === 1));
      if (answer.status === "infeasible") return this.#best === null ? answer : this.#optimal(this.#best);
      if (answer.status === "time limit") return this.#stopped(answer.reason, answer.bound);
      if (answer.status !== "optimal") return answer;
      this.#iterations += answer.iterations;
      this.#raise(answer.bound ?? relaxedObjective(this.#program, this.#master.sets, answer.values));
      const repeated = await this.#try(answer.values);
      const best = this.#best;
      if (best !== null) {
        this.#report(best);
        if (this.#left(best) <= Math.max(this.#gap, repeated ? roundingGap : 0)) return this.#optimal(best);
        if (repeated)
          return this.#stopped("the same whole numbers came back, and no further cut was found.", undefined);
      } else if (repeated) {
        return { status: "numerical trouble", reason: "the same whole numbers come back though no cut allows them." };
      }
      if (performance.now() > this.#effort.deadline) return this.#stopped("the time limit was reached.", undefined);
    }
    return this.#stopped(`${this.#effort.maxRounds} rounds did not close the gap.`, undefined);
  }

  #options(isFirst: boolean): SolveOptions {
    const { options, deadline } = this.#effort;
    const { timeLimitS: _limit, mipStart, onProgress: _progress, start: _start, ...rest } = options;
    const left = (deadline - performance.now()) / 1000;
    return {
      ...rest,
      ...(left === Infinity ? {} : { timeLimitS: Math.max(1e-3, left) }),
      ...(isFirst && mipStart !== undefined ? { mipStart: this.#withGroups(mipStart) } : {}),
    };
  }

  /** Whole numbers from the master go into the continuous program; true if they have been there before. */
  async #try(values: Float64Array): Promise<boolean> {
    const fixed = fixedIntegers(this.#program, values.slice(0, this.#program.numCols)).program;
    const key = fixed.colLower.filter((_, col) => this.#program.colKind[col] !== 0).join();
    if (this.#tried.has(key)) return true;
    this.#tried.add(key);
    this.#cutOff(values);
    const before = this.#relaxation.cuts.added;
    this.#relaxation.model.changeColumnBounds(0, fixed.colLower, fixed.colUpper);
    const found = await approximate(this.#solver, this.#relaxation, fixed, this.#effort);
    this.#iterations += found.iterations;
    this.#master.cuts.addAllOf(this.#relaxation.cuts, before);
    if (found.answer.status !== "optimal" || !found.holds) return false;
    const point = found.answer.values.slice(0, this.#program.numCols);
    const objective = objectiveAt(this.#program, point);
    if (this.#best === null || this.#sign * (objective - this.#best.objective) < 0)
      this.#best = { values: point, objective };
    return false;
  }

  #cutOff(values: Float64Array): void {
    const { sets, cuts } = this.#master;
    const place = sets.placeOf(values);
    const w = new Float64Array(sets.numExpressions);
    for (let set = 0; set < sets.count; set++) {
      if (sets.violation(set, place) <= negligible) continue;
      sets.tangent(set, place.f, null, w);
      cuts.add(set, w, sets.starts[set]!);
    }
  }

  /** A start solution with the values that the groups' own columns have there. */
  #withGroups(start: Float64Array): Float64Array {
    const { sets } = this.#master;
    if (sets.groups.count === 0) return start;
    const whole = new Float64Array(start.length + sets.groups.count);
    whole.set(start);
    const place = sets.placeOf(whole);
    for (let group = 0; group < sets.groups.count; group++) {
      whole[start.length + group] = sets.violation(sets.numCones + group, place) / sets.groups.scales[group]!;
    }
    return whole;
  }

  #raise(bound: number | undefined): void {
    if (bound !== undefined) this.#bound = Math.max(this.#bound, this.#sign * bound);
  }

  #left({ objective }: Point): number {
    const left = Math.max(0, this.#sign * objective - this.#bound);
    return left <= negligible ? 0 : left / Math.max(negligible, Math.abs(objective));
  }

  #report(best: Point): void {
    this.#effort.options.onProgress?.({
      iterations: this.#iterations,
      objective: best.objective,
      bound: this.#sign * this.#bound,
      gap: this.#left(best),
    });
  }

  #optimal(best: Point): Answer {
    return {
      status: "optimal",
      values: best.values,
      rowDuals: null,
      reducedCosts: null,
      iterations: this.#iterations,
      bound: this.#sign * Math.min(this.#bound, this.#sign * best.objective),
      gap: this.#left(best),
    };
  }

  #stopped(reason: string, bound: number | undefined): Answer {
    this.#raise(bound);
    const values = this.#best?.values;
    return {
      status: "time limit",
      reason,
      bound: this.#sign * this.#bound,
      ...(values === undefined ? {} : { values }),
    };
  }
}
