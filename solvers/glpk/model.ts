/** GLPK keeps nothing: every run reads the program as it stands. */
import type { LP, Result } from "glpk.js/node";
import type { Program } from "../../src/program/program.ts";
import { isDiscrete } from "../../src/solving/refuse.ts";
import type { Answer, SolveOptions, SolverModel } from "../../src/solving/solver.ts";
import { columnName, problemOf, rowName } from "./problem.ts";
import { forgetGlpk, type Glpk, loadGlpk } from "./runtime.ts";

/** As for HiGHS; GLPK's own would be 0. */
const defaultGap = 1e-6;

interface Task {
  readonly program: Program;
  readonly options: SolveOptions;
  readonly discrete: boolean;
  /** When the time limit is reached, as performance.now() counts. */
  readonly deadline: number;
}

export class GlpkModel implements SolverModel {
  #glpk: Glpk | null;

  constructor(glpk: Glpk) {
    this.#glpk = glpk;
  }

  changeCosts(): void {}
  changeColumnBounds(): void {}
  changeRowBounds(): void {}
  changeCoefficients(): void {}
  changeOffset(): void {}
  changeHessian(): void {}
  addRows(): void {}
  addColumns(): void {}
  dropRows(): void {}
  dropColumns(): void {}

  async run(program: Program, options: SolveOptions): Promise<Answer> {
    this.#glpk ??= await loadGlpk();
    const deadline = performance.now() + 1000 * (options.timeLimitS ?? Number.POSITIVE_INFINITY);
    const task = { program, options, discrete: isDiscrete(program), deadline };
    try {
      return await run(this.#glpk, task);
    } catch (error) {
      this.#glpk = null;
      forgetGlpk();
      return {
        status: "numerical trouble",
        reason: `GLPK broke down (${String(error)}); the next solve starts it afresh.`,
      };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

async function run(glpk: Glpk, task: Task): Promise<Answer> {
  const lp = problemOf(glpk, task.program);
  if (lp.bounds!.some(({ type, lb, ub }) => type === glpk.GLP_DB && lb > ub)) {
    return {
      status: "infeasible",
      reason: "GLPK is not asked: an integer column has no whole number between its bounds.",
    };
  }
  const { result } = await solve(glpk, lp, task, true);
  switch (result.status) {
    case glpk.GLP_OPT:
      return optimal(task, result);
    case glpk.GLP_NOFEAS:
      return infeasible;
    case glpk.GLP_UNBND:
      return task.discrete ? afterRelaxation(glpk, task) : unbounded;
    default:
      return isLate(task)
        ? limit(task, glpk, result)
        : task.discrete
          ? afterRelaxation(glpk, task)
          : withoutPresolve(glpk, lp, task);
  }
}

/** The presolver says that it found something wrong, but not what: the simplex method alone does. */
async function withoutPresolve(glpk: Glpk, lp: LP, task: Task): Promise<Answer> {
  const { result } = await solve(glpk, lp, task, false);
  switch (result.status) {
    case glpk.GLP_OPT:
      return optimal(task, result);
    case glpk.GLP_NOFEAS:
      return infeasible;
    case glpk.GLP_UNBND:
      return unbounded;
    default:
      return isLate(task) ? limit(task, glpk, result) : trouble(result);
  }
}

/**
 * An integer program that GLPK left undecided though it had time: its presolver found it infeasible, or its relaxation
 * is infeasible or unbounded. In the last case it is unbounded if it has any point at all.
 */
async function afterRelaxation(glpk: Glpk, task: Task): Promise<Answer> {
  const relaxed = { ...task.program, colKind: new Uint8Array(task.program.numCols) };
  const relaxation = await withoutPresolve(glpk, problemOf(glpk, relaxed), {
    ...task,
    program: relaxed,
    discrete: false,
  });
  if (relaxation.status === "infeasible" || relaxation.status === "time limit") return relaxation;
  if (relaxation.status === "optimal") return infeasible;
  const free = { ...task.program, colCost: new Float64Array(task.program.numCols) };
  const { result } = await solve(glpk, problemOf(glpk, free), task, true);
  if (result.status === glpk.GLP_OPT || result.status === glpk.GLP_FEAS) return unbounded;
  return isLate(task) ? limit(task, glpk, result) : infeasible;
}

async function solve(glpk: Glpk, lp: LP, { options, deadline }: Task, presol: boolean): Promise<Result> {
  const left = Math.max(1e-3, (deadline - performance.now()) / 1000);
  return glpk.solve(lp, {
    msglev: glpk.GLP_MSG_OFF,
    presol,
    mipgap: options.gap ?? defaultGap,
    ...(Number.isFinite(left) ? { tmlim: left } : {}),
  });
}

const infeasible: Answer = { status: "infeasible", reason: "GLPK finds no point that meets all rows and bounds." };
const unbounded: Answer = { status: "unbounded", reason: "GLPK finds the objective unbounded." };

const isLate = ({ deadline }: Task): boolean => performance.now() >= deadline - 1;

/** GLPK tells neither iterations nor a gap; reduced costs follow from the duals, in src/solving. */
function optimal({ program, discrete }: Task, { vars, dual }: Result["result"]): Answer {
  const values = Float64Array.from({ length: program.numCols }, (_, col) => vars[columnName(col)]!);
  const rowDuals =
    discrete || dual === undefined
      ? null
      : Float64Array.from({ length: program.numRows }, (_, row) => dual[rowName(row)]!);
  return { status: "optimal", values, rowDuals, reducedCosts: null, iterations: 0 };
}

function limit({ program, options, discrete }: Task, glpk: Glpk, { status, vars, z }: Result["result"]): Answer {
  const reason = `the time limit of ${options.timeLimitS} s was reached`;
  if (!discrete || status !== glpk.GLP_FEAS) return { status: "time limit", reason: `${reason}.` };
  const values = Float64Array.from({ length: program.numCols }, (_, col) => vars[columnName(col)]!);
  return {
    status: "time limit",
    reason: `${reason}; the best point so far has the objective ${z + program.offset}.`,
    values,
  };
}

function trouble({ status }: Result["result"]): Answer {
  return {
    status: "numerical trouble",
    reason: `GLPK ended without an answer (status ${status}): look at the scaling of the program.`,
  };
}
