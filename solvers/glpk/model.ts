/** GLPK keeps nothing: every run reads the program as it stands. */
import type { Result } from "glpk.js/node";
import { ColumnKind, isDiscrete, type Program } from "../../src/program/index.ts";
import { continuousRelaxation, feasibilityProblem, singletonRows } from "../../src/reformulation/index.ts";
import { type Answer, isFeasible, OneShotModel, type SolveOptions } from "../../src/solving/index.ts";
import { columnName, problemOf, rowName } from "./problem.ts";
import { forgetGlpk, type Glpk, isCrash, loadGlpk } from "./runtime.ts";

/**
 * GLPK tells neither why it stopped nor when: a solve without an answer that took this share of its limit counts as
 * stopped by it. (Calling the rest infeasible would be worse than calling something infeasible too late.)
 */
const shareOfLimit = 0.5;

interface Task {
  readonly program: Program;
  readonly options: SolveOptions;
  readonly discrete: boolean;
  /** When the time limit is reached, as performance.now() counts. */
  readonly deadline: number;
}

type Values = Result["result"] & { readonly isLate: boolean };

export class GlpkModel extends OneShotModel {
  #glpk: Glpk;

  constructor(glpk: Glpk) {
    super();
    this.#glpk = glpk;
  }

  async run(program: Program, options: SolveOptions): Promise<Answer> {
    const deadline = performance.now() + 1000 * (options.timeLimitS ?? Number.POSITIVE_INFINITY);
    const task = { program, options, discrete: isDiscrete(program), deadline };
    try {
      return await this.#run(task);
    } catch (error) {
      if (!isCrash(error)) throw error;
      return { status: "numerical trouble", reason: `GLPK broke down (${error.message}); it has been started afresh.` };
    }
  }

  async #run(task: Task): Promise<Answer> {
    const program = task.discrete ? withoutSingletonRows(task.program) : task.program;
    if (program === null) return infeasible;
    let result: Values;
    try {
      result = await this.#solve(program, task, true);
    } catch (error) {
      if (!isCrash(error)) throw error;
      return this.#afterCrash(task);
    }
    const known = this.#read(result, task);
    // The presolver leaves rows of one column aside that are nearer than 1e-3 to the column's bound (npp3.c).
    if (known?.status === "optimal" && !task.discrete && !isFeasible(program, known.values)) {
      return this.#withoutPresolve(task);
    }
    if (known !== null && !(task.discrete && known.status === "unbounded")) return known;
    return task.discrete ? this.#afterRelaxation(task) : this.#withoutPresolve(task);
  }

  /** What a status means; null where it means nothing yet. */
  #read(result: Values, task: Task): Answer | null {
    switch (result.status) {
      case this.#glpk.GLP_OPT:
        return optimal(task, result);
      case this.#glpk.GLP_NOFEAS:
        return infeasible;
      case this.#glpk.GLP_UNBND:
        return unbounded;
      case this.#glpk.GLP_FEAS:
        return result.isLate ? limit(task, result, true) : stopped(task, result);
      default:
        return result.isLate ? limit(task, result, false) : null;
    }
  }

  /** The presolver says that it found something wrong, but not what: the simplex method alone does. */
  async #withoutPresolve(task: Task): Promise<Answer> {
    const result = await this.#solve(task.program, task, false);
    return this.#read(result, task) ?? trouble(`status ${result.status}`);
  }

  /**
   * An integer program that GLPK left undecided though it had time: its presolver found it infeasible, or its relaxation
   * is infeasible or unbounded. Without costs the first shows again, and in the last case any point will do.
   */
  async #afterRelaxation(task: Task): Promise<Answer> {
    const relaxation = await this.#withoutPresolve(relaxed(task));
    if (relaxation.status !== "optimal" && relaxation.status !== "unbounded") return relaxation;
    const program = withoutSingletonRows(task.program);
    if (program === null) return infeasible;
    const found = this.#read(await this.#solve(feasibilityProblem(program).program, task, true), task);
    // The best point so far would be that of another objective.
    if (found?.status === "time limit") return { status: found.status, reason: found.reason };
    if (found?.status !== "optimal") return found ?? infeasible;
    return relaxation.status === "unbounded" ? unbounded : trouble("it contradicts itself about feasibility");
  }

  /** The presolver aborts on rare programs (mostly infeasible ones). The simplex method alone can still decide most. */
  async #afterCrash(task: Task): Promise<Answer> {
    const answer = await this.#withoutPresolve(relaxed(task));
    if (!task.discrete || answer.status === "infeasible" || answer.status === "time limit") return answer;
    if (answer.status === "optimal" && isWhole(task.program, answer.values)) return { ...answer, rowDuals: null };
    return trouble("its presolver aborted");
  }

  async #solve(program: Program, { options, deadline }: Task, presol: boolean): Promise<Values> {
    const started = performance.now();
    const left = Math.max(1e-3, (deadline - started) / 1000);
    const settings = { msglev: this.#glpk.GLP_MSG_OFF, presol, mipgap: options.gap ?? 0 };
    const limited = Number.isFinite(left) ? { ...settings, tmlim: left } : settings;
    try {
      const { result } = await this.#glpk.solve(problemOf(this.#glpk, program), limited);
      return { ...result, isLate: (performance.now() - started) / 1000 >= shareOfLimit * left };
    } catch (error) {
      if (!isCrash(error)) throw error;
      forgetGlpk();
      this.#glpk = await loadGlpk();
      throw error;
    }
  }
}

const infeasible: Answer = { status: "infeasible", reason: "GLPK finds no point that meets all rows and bounds." };
const unbounded: Answer = { status: "unbounded", reason: "GLPK finds the objective unbounded." };

/**
 * GLPK's own presolver rounds the bounds that rows of one column come to wrongly, or aborts ("q->lb < q->ub", npp3.c), with no
 * way to switch it off through glpk.js. The columns stay as they are, so that values need no way back.
 */
const withoutSingletonRows = (program: Program): Program | null => singletonRows(program)?.program ?? null;

const relaxed = (task: Task): Task => ({
  ...task,
  program: continuousRelaxation(task.program).program,
  discrete: false,
});

const isWhole = ({ colKind }: Program, values: Float64Array): boolean =>
  values.every((value, col) => colKind[col] === ColumnKind.continuous || Math.abs(value - Math.round(value)) < 1e-9);

const valuesOf = ({ numCols }: Program, vars: Values["vars"]): Float64Array =>
  Float64Array.from({ length: numCols }, (_, col) => vars[columnName(col)]!);

/** GLPK tells neither iterations nor a gap; reduced costs follow from the duals, in src/solving. */
function optimal({ program, discrete }: Task, { vars, dual }: Values): Answer {
  const rowDuals =
    discrete || dual === undefined
      ? null
      : Float64Array.from({ length: program.numRows }, (_, row) => dual[rowName(row)]!);
  return { status: "optimal", values: valuesOf(program, vars), rowDuals, reducedCosts: null, iterations: 0 };
}

function limit({ program, options, discrete }: Task, { vars }: Values, feasible: boolean): Answer {
  const reason = `the time limit of ${options.timeLimitS} s was reached.`;
  return { status: "time limit", reason, ...(discrete && feasible ? { values: valuesOf(program, vars) } : {}) };
}

/** A feasible point before the time is over: GLPK stopped at the gap asked for, or it failed. */
function stopped(task: Task, result: Values): Answer {
  const { gap } = task.options;
  const answer = optimal(task, result);
  if (!task.discrete || gap === undefined || answer.status !== "optimal")
    return trouble("it stopped at a feasible point");
  return { ...answer, gap };
}

function trouble(what: string): Answer {
  return {
    status: "numerical trouble",
    reason: `GLPK ended without an answer (${what}): look at the scaling of the program.`,
  };
}
