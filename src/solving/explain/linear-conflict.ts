/**
 * An irreducible infeasible subset of a linear program (conic-conflict.ts has those with cones). The elastic program's duals
 * are a proof of infeasibility (Farkas), and the inequalities in it a first subset; then each is taken out in turn
 * (deletion filter, Chinneck and Dravnieks 1991), and whatever is still infeasible shrinks the subset to its own proof.
 */
import { type Inequality, inequalitiesOf, keyOf, type Program } from "../../program/index.ts";
import { type Elastic, elastic, subsystem } from "../../reformulation/index.ts";
import { leastViolationIn } from "../certificate/least-violation.ts";
import { solveOnce } from "../solve-once.ts";
import type { Answer, Solver, SolverModel } from "../solver.ts";
import type { InfeasibleSubset } from "./conflict.ts";

/** Violations and duals up to this are within what solvers call zero. */
const negligible = 1e-8;
const mostSeconds = 30;

/** Null if the program, which has to be continuous and without objective, is feasible within tolerances. */
export async function linearConflict(
  solver: Solver,
  program: Program,
  seconds: number,
): Promise<InfeasibleSubset | null> {
  const soft = elastic(program);
  const proof = proofIn(soft, await solveOnce(solver, soft.program));
  if (proof === null) return null;
  const part = subsystem(program, proof);
  const own = new Map(inequalitiesOf(part.program).map((one) => [keyOf(part.origin(one)!), one]));
  const filter = await DeletionFilter.open(
    solver,
    part.program,
    proof.flatMap((one) => own.get(keyOf(one)) ?? []),
  );
  try {
    const irreducible = await filter.run(Math.min(mostSeconds, seconds));
    return { inequalities: filter.kept.map((one) => part.origin(one)!), irreducible };
  } finally {
    await filter.dispose();
  }
}

/** The inequalities whose duals prove the elastic program's violation; null where there is none. */
function proofIn(soft: Elastic, answer: Answer): Inequality[] | null {
  const found = leastViolationIn(soft, answer);
  if (found === null || found.violation <= negligible) return null;
  return found.weights.filter(({ weight }) => weight > negligible).map(({ inequality }) => inequality);
}

const nowhere = ({ at }: Inequality): number => (at === "lower" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);

/** One small elastic program, kept in the solver, from which inequalities are taken out one after the other. */
class DeletionFilter {
  readonly #soft: Elastic;
  readonly #model: SolverModel;
  /** Inequalities of the subset as it stands, by key. */
  readonly #kept: Map<string, Inequality>;

  private constructor(soft: Elastic, model: SolverModel, inequalities: readonly Inequality[]) {
    this.#soft = soft;
    this.#model = model;
    this.#kept = new Map(inequalities.map((one) => [keyOf(one), one]));
  }

  static async open(solver: Solver, program: Program, inequalities: readonly Inequality[]): Promise<DeletionFilter> {
    const soft = elastic(program);
    return new DeletionFilter(soft, await solver.open(soft.program), inequalities);
  }

  get kept(): readonly Inequality[] {
    return [...this.#kept.values()];
  }

  /** Whether every inequality could be tried within the time there is. */
  async run(seconds: number): Promise<boolean> {
    const started = performance.now();
    let settled = true;
    for (const [key, one] of [...this.#kept]) {
      if (!this.#kept.has(key)) continue;
      if (performance.now() - started > 1000 * seconds) return false;
      const bound = this.#set(one, nowhere(one));
      const answer = await this.#model.run(this.#soft.program, {});
      if (answer.status !== "optimal") settled = false;
      const proof = proofIn(this.#soft, answer);
      if (proof === null) this.#set(one, bound);
      else this.#shrinkTo(new Set(proof.map(keyOf)));
    }
    return settled;
  }

  async dispose(): Promise<void> {
    await this.#model[Symbol.asyncDispose]();
  }

  #shrinkTo(proof: ReadonlySet<string>): void {
    for (const [key, one] of this.#kept) {
      if (proof.has(key)) continue;
      this.#kept.delete(key);
      this.#set(one, nowhere(one));
    }
  }

  /** Moves one bound; returns where it was. */
  #set({ of, index, at }: Inequality, bound: number): number {
    const { rowLower, rowUpper, colLower, colUpper } = this.#soft.program;
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
