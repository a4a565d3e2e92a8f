/** Clarabel keeps nothing: every run reads the program as it stands. */
import { hasCones, type Program } from "../../src/program/index.ts";
import { type Reformulation, type Scaling, scaled } from "../../src/reformulation/index.ts";
import { type Answer, checkSolution, OneShotModel, type SolveOptions } from "../../src/solving/index.ts";
import { type Clarabel, isCrash, solveStandardForm } from "./runtime.ts";
import { multipliersOf, type StandardForm, standardForm } from "./standard-form.ts";
import { balancedAt, inUnitsOf, largestSide, scalingOf } from "./units.ts";

/**
 * Gaps to solve to, one after the other until one is reached and the answer holds: Clarabel stops where it stalls, and
 * keeps to itself where that is. A quadratic objective is so flat that its columns are only as good as the root of the gap.
 */
const gaps: readonly number[] = [1e-14, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7];
/** A gap that is asked for is reached at once where it can be; wider ones would not pass the check. */
const wideEnough = 1e-7;
/** For a first point, around which rotated cones are balanced. */
const roughGaps: readonly number[] = [1e-6, 1e-4];

type Status = "optimal" | "infeasible" | "unbounded" | "time limit" | "stalled";

interface Reached {
  readonly status: Status;
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly iterations: number;
}

/** One solve of a program, as it was scaled. */
interface Task {
  readonly program: Program;
  readonly scaling: Scaling;
  readonly scaled: Reformulation;
  readonly form: StandardForm;
  /** When the time limit is reached, as performance.now() counts. */
  readonly deadline: number;
}

export class ClarabelModel extends OneShotModel {
  readonly #clarabel: Clarabel;

  constructor(clarabel: Clarabel) {
    super();
    this.#clarabel = clarabel;
  }

  async run(program: Program, options: SolveOptions): Promise<Answer> {
    const deadline = performance.now() + 1000 * (options.timeLimitS ?? Number.POSITIVE_INFINITY);
    try {
      return await this.#answer(taskOf(program, scalingOf(program), deadline), options);
    } catch (error) {
      if (!isCrash(error)) throw error;
      return { status: "numerical trouble", reason: `Clarabel broke down (${error.message}).` };
    }
  }

  async #answer(first: Task, options: SolveOptions): Promise<Answer> {
    const enough = Math.min(options.gap ?? 0, wideEnough);
    if (enough > 0) {
      const direct = await this.#solve(first, [enough]);
      if (direct.status === "optimal") return optimal(first, direct);
      if (direct.status !== "stalled") return this.#unsolved(first, direct, options);
    }
    if (!hasCones(first.program)) return this.#best([first], null, options);
    const [task, rough] = await this.#roughly(first);
    if (rough.status === "stalled") return this.#best([first], null, options);
    if (rough.status !== "optimal") return this.#unsolved(task, rough, options);
    // At the apex of a cone there is nothing to balance by, and it may even do harm.
    const tasks = [balanced(task, rough.x), resized(task, rough.x), first];
    return this.#best(tasks, optimal(task, rough), options);
  }

  /** A first point; what has none in the program's units may have one in units of its right-hand sides. */
  async #roughly(first: Task): Promise<readonly [Task, Reached]> {
    const rough = await this.#solve(first, roughGaps);
    if (rough.status === "optimal") return [first, rough];
    const { program, scaling, deadline } = first;
    const other = taskOf(program, inUnitsOf(largestSide(program, scaling), scaling), deadline);
    const second = await this.#solve(other, roughGaps);
    return second.status === "optimal" ? [other, second] : [first, rough];
  }

  /** The first answer that holds; without one the best that there is, and the check will say what is wrong with it. */
  async #best(tasks: readonly Task[], worst: Answer | null, options: SolveOptions): Promise<Answer> {
    let best: Answer | null = null;
    for (const gap of gaps) {
      for (const task of tasks) {
        const reached = await this.#solve(task, [gap]);
        if (reached.status === "stalled") continue;
        if (reached.status !== "optimal") return best ?? this.#unsolved(task, reached, options);
        const answer = optimal(task, reached);
        const inside = { ...answer, values: withinBounds(task.program, answer.values) };
        for (const one of [answer, inside]) if (checkSolution(task.program, one).complaint === null) return one;
        best ??= answer;
      }
    }
    if (best !== null || worst !== null) return best ?? worst!;
    const task = tasks[0]!;
    const last = await this.#solve(task, roughGaps);
    return last.status === "optimal" ? optimal(task, last) : this.#unsolved(task, last, options);
  }

  async #solve({ form, deadline }: Task, wanted: readonly number[]): Promise<Reached> {
    let iterations = 0;
    for (const gap of wanted) {
      const timeLimitS = (deadline - performance.now()) / 1000;
      if (timeLimitS <= 0) return { ...stalled, status: "time limit" };
      const result = await solveStandardForm(this.#clarabel, form, { gap, timeLimitS });
      const status = statuses[result.status] ?? "stalled";
      iterations += result.iterations;
      if (status !== "stalled") return { status, x: result.x ?? none, z: result.z ?? none, iterations };
    }
    return { ...stalled, iterations };
  }

  /** What improves for ever need not start anywhere: whether there is a feasible point is another question. */
  async #unsolved(task: Task, { status }: Reached, options: SolveOptions): Promise<Answer> {
    if (status !== "unbounded") return withoutValues(status, options);
    const found = await this.#solve({ ...task, form: withoutObjective(task.form) }, gaps);
    if (found.status === "optimal") return { status, reason: "Clarabel finds the objective unbounded." };
    return withoutValues(found.status, options);
  }
}

const none = new Float64Array(0);
const stalled: Reached = { status: "stalled", x: none, z: none, iterations: 0 };

/** Clarabel calls its time limit "max_iterations", and whatever it did not settle "unknown". */
const statuses: Readonly<Record<string, Status>> = {
  optimal: "optimal",
  infeasible: "infeasible",
  unbounded: "unbounded",
  max_iterations: "time limit",
};

function taskOf(program: Program, scaling: Scaling, deadline: number): Task {
  const reformulation = scaled(program, scaling);
  return { program, scaling, scaled: reformulation, form: standardForm(reformulation.program), deadline };
}

/** The point is one of the scaled program, and becomes one of columns up to 1. */
function resized({ program, scaling, deadline }: Task, point: Float64Array): Task {
  return taskOf(program, resizedAt(point, scaling), deadline);
}

/** The same, with rotated cones in balance. */
function balanced({ program, scaling, scaled, deadline }: Task, point: Float64Array): Task {
  const { values } = scaled.back({ values: point, rowDuals: null, reducedCosts: null });
  return taskOf(program, balancedAt(program, values, resizedAt(point, scaling)), deadline);
}

const resizedAt = (point: Float64Array, scaling: Scaling): Scaling =>
  inUnitsOf(
    point.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    scaling,
  );

function withoutObjective(form: StandardForm): StandardForm {
  const size = form.cost.length;
  const hessian = { starts: new Int32Array(size + 1), indices: new Int32Array(0), values: none };
  return { ...form, cost: new Float64Array(size), hessian };
}

function optimal(
  { program, scaled, form }: Task,
  { x, z, iterations }: Reached,
): Extract<Answer, { readonly status: "optimal" }> {
  return { status: "optimal", ...scaled.back({ values: x, ...multipliersOf(program, form, z) }), iterations };
}

/** Bounds are held to some 1e-10 of the largest column, which may be too much for small ones: these are moved to theirs. */
function withinBounds({ colLower, colUpper }: Program, values: Float64Array): Float64Array {
  return values.map((value, col) => Math.min(colUpper[col]!, Math.max(colLower[col]!, value)));
}

function withoutValues(status: Status, { timeLimitS }: SolveOptions): Answer {
  if (status === "infeasible")
    return { status, reason: "Clarabel finds no point that meets all rows, bounds and cones." };
  if (status === "time limit") return { status, reason: `the time limit of ${timeLimitS} s was reached.` };
  const reason = "Clarabel ended without an answer: look at the scaling of the program.";
  return { status: "numerical trouble", reason };
}
