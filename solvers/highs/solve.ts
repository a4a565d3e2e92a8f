/** One solve: options, callbacks, the run, and what its status means. */
import type { CallbackData, Highs, HighsCallbackMap, Model } from "highs";
import { ColumnKind, isDiscrete, isQuadratic, type Program } from "../../src/program/index.ts";
import type { Answer, Progress, SolveOptions } from "../../src/solving/index.ts";
import type { HighsOptions } from "./options.ts";
import { runQuadratic } from "./quadratic.ts";

/** HiGHS has no way back to "no limit". */
const forever = 1e30;
const quadraticTimeLimitS = 60;
/** HiGHS stops at 1e-4 by itself: a difference that comparisons between solvers and studies would show. */
const defaultGap = 1e-6;
/** HiGHS's own, 1e-6, is no gap at all in money per kWh. */
const defaultAbsoluteGap = 1e-9;
/** HiGHS's own for integer programs; 1e-6 of a constant of 1e7 is as much as what it switches. */
const loosestIntegrality = 1e-6;
/** The smallest it takes. */
const strictestIntegrality = 1e-10;
/** What a column may seem to be off by, times its largest coefficient. */
const negligibleTerm = 1e-3;

/** Beside HiGHS's statuses: the call itself was an error. */
const failed = -1;

export class Solve {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #program: Program;
  readonly #options: SolveOptions;
  readonly #discrete: boolean;
  readonly #quadratic: boolean;
  readonly #timeLimitS: number;
  readonly #absoluteGap: unknown;
  readonly #integrality: unknown;

  constructor(highs: Highs, model: Model, program: Program, options: SolveOptions, general: HighsOptions) {
    this.#highs = highs;
    this.#model = model;
    this.#program = program;
    this.#options = options;
    this.#discrete = isDiscrete(program);
    this.#quadratic = isQuadratic(program);
    const unlimited = this.#quadratic ? (general.quadraticTimeLimitS ?? quadraticTimeLimitS) : forever;
    this.#timeLimitS = options.timeLimitS ?? unlimited;
    this.#absoluteGap = general.options?.mip_abs_gap;
    this.#integrality = general.options?.mip_feasibility_tolerance;
  }

  /** A quadratic program leaves out the first `skip` stages of its approach. */
  run(skip: number): Answer {
    const { start, gap, mipStart } = this.#options;
    this.#model.options.set("mip_rel_gap", gap ?? defaultGap);
    if (this.#absoluteGap === undefined) this.#model.options.set("mip_abs_gap", defaultAbsoluteGap);
    if (this.#discrete && this.#integrality === undefined)
      this.#model.options.set("mip_feasibility_tolerance", integrality(this.#program));
    if (start === "cold") this.#model.clearSolver();
    if (mipStart !== undefined) this.#model.setSolution({ colValue: mipStart });
    if (!this.#quadratic) return this.#answer(this.#runTwice());
    const task = {
      model: this.#model,
      program: this.#program,
      timeLimitS: this.#timeLimitS,
      run: (timeLimitS: number) => this.#runOnce(timeLimitS),
      skip,
      status: this.#highs.constants.modelStatus,
    };
    return runQuadratic(task, (status) => this.#answer(status));
  }

  /** The time limit counts all runs since the clocks were last set to zero. Returns the model's status, or `failed`. */
  #runOnce(timeLimitS: number): number {
    this.#model.options.set("time_limit", timeLimitS);
    this.#model.zeroAllClocks();
    try {
      return this.#model.run(this.#callbacks()).modelStatus;
    } catch (error) {
      const ended = error instanceof this.#highs.errors.HighsError && error.operation === "run";
      if (!ended) throw error;
      return failed;
    }
  }

  /** Where HiGHS ends without an answer, the other way with presolve often has one. */
  #runTwice(): number {
    const status = this.#runOnce(this.#timeLimitS);
    const { solveError, presolveError, postsolveError, unknown } = this.#highs.constants.modelStatus;
    if (![failed, solveError, presolveError, postsolveError, unknown].includes(status)) return status;
    const presolve = this.#model.options.get("presolve");
    this.#model.options.set("presolve", presolve === "off" ? "on" : "off");
    this.#model.clearSolver();
    const second = this.#runOnce(this.#timeLimitS);
    this.#model.options.set("presolve", presolve);
    return second;
  }

  #answer(status: number): Answer {
    const is = this.#highs.constants.modelStatus;
    switch (status) {
      case is.optimal:
        return this.#optimal();
      case is.infeasible:
        return this.#infeasible();
      case is.unbounded:
        return this.#discrete ? this.#unboundedOrInfeasible() : this.#unbounded();
      case is.unboundedOrInfeasible:
        return this.#unboundedOrInfeasible();
      case is.timeLimit:
        return this.#limit(`the time limit of ${this.#timeLimitS} s was reached`);
      case is.iterationLimit:
        return this.#limit("HiGHS's iteration limit was reached");
      case is.solutionLimit:
        return this.#limit("HiGHS's limit of solutions or nodes was reached");
      case is.objectiveBound:
      case is.objectiveTarget:
        return this.#limit("HiGHS stopped at an objective bound or target among its options");
      case is.interrupted:
        return this.#limit("the solve was interrupted");
      default:
        return { status: "numerical trouble", reason: this.#trouble(status) };
    }
  }

  #optimal(): Answer {
    const { colValue, rowDual, colDual } = this.#model.getSolution();
    const feasible = this.#highs.constants.solutionStatus.feasible;
    const dual = !this.#discrete && this.#model.info.get("dual_solution_status") === feasible;
    return {
      status: "optimal",
      values: colValue,
      rowDuals: dual ? rowDual.slice(0, this.#program.numRows) : null,
      reducedCosts: dual ? colDual : null,
      iterations: this.#iterations(),
      ...(this.#discrete ? { bound: this.#number("mip_dual_bound"), gap: this.#number("mip_gap") } : {}),
    };
  }

  /** The simplex method ends with a proof; after presolve alone HiGHS would have to solve once more for one. */
  #infeasible(): Answer {
    const reason = "HiGHS finds no point that meets all rows and bounds.";
    const bySimplex = !this.#discrete && !this.#quadratic && this.#number("simplex_iteration_count") > 0;
    const proof = bySimplex ? this.#dualRay() : undefined;
    return { status: "infeasible", reason, ...(proof === undefined ? {} : { proof }) };
  }

  #dualRay(): Float64Array | undefined {
    try {
      return this.#model.getDualRay()?.values;
    } catch {
      return undefined;
    }
  }

  #unbounded(): Answer {
    const ray = this.#quadratic ? undefined : this.#ray();
    const reason = "HiGHS finds the objective unbounded.";
    return { status: "unbounded", reason, ...(ray === undefined ? {} : { ray }) };
  }

  #ray(): Float64Array | undefined {
    try {
      return this.#model.getPrimalRay()?.values;
    } catch {
      return undefined;
    }
  }

  /** One of the two it is: without costs, only infeasibility is left to find. */
  #unboundedOrInfeasible(): Answer {
    const { numCols, colCost } = this.#program;
    const all = { kind: "range", from: 0, to: numCols - 1 } as const;
    this.#model.changeColsCost(all, new Float64Array(numCols));
    const status = this.#runOnce(this.#timeLimitS);
    this.#model.changeColsCost(all, colCost);
    const is = this.#highs.constants.modelStatus;
    if (status === is.optimal || status === is.unbounded) {
      return { status: "unbounded", reason: "HiGHS finds the objective unbounded." };
    }
    const answer = this.#answer(status === is.unboundedOrInfeasible ? is.infeasible : status);
    // Point and bound would be those of another objective.
    return answer.status === "time limit" ? { status: answer.status, reason: answer.reason } : answer;
  }

  #limit(what: string): Answer {
    const feasible = this.#highs.constants.solutionStatus.feasible;
    const found = this.#model.info.get("primal_solution_status") === feasible;
    const bound = this.#discrete ? this.#number("mip_dual_bound") : Number.NaN;
    return {
      status: "time limit",
      reason: `${what}.`,
      ...(found ? { values: this.#model.getSolution().colValue } : {}),
      ...(Number.isFinite(bound) ? { bound } : {}),
    };
  }

  #trouble(status: number): string {
    if (this.#quadratic) {
      return "HiGHS's quadratic method failed: the objective is not convex, or too nearly flat for it to tell.";
    }
    return `HiGHS ended without an answer (model status ${status}): look at the scaling of the program, or try another method.`;
  }

  #iterations(): number {
    const counts = ["simplex_iteration_count", "ipm_iteration_count", "pdlp_iteration_count", "qp_iteration_count"];
    return counts.reduce((sum, name) => sum + Math.max(0, this.#number(name)), 0);
  }

  #number(name: string): number {
    return Number(this.#model.info.get(name));
  }

  /** Only where someone listens: each callback copies its data out of the runtime. */
  #callbacks(): HighsCallbackMap {
    const { signal, onProgress } = this.#options;
    if (signal === undefined && onProgress === undefined) return {};
    const type = this.#highs.constants.callbackType;
    const watch = (event: { readonly data: CallbackData; interrupt(): void }): undefined => {
      onProgress?.(progress(event.data));
      if (signal?.aborted === true) event.interrupt();
    };
    return {
      [type.simplexInterrupt]: watch,
      [type.ipmInterrupt]: watch,
      [type.mipInterrupt]: watch,
    };
  }
}

/**
 * The tolerance for whole numbers, by the largest coefficient of an integer column: a constant of 1e7 or 1e9 for "much"
 * lets HiGHS with its own tolerance call feasible programs infeasible, and worse points optimal.
 */
function integrality({ colKind, indices, values }: Program): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++)
    if (colKind[indices[k]!] !== ColumnKind.continuous) largest = Math.max(largest, Math.abs(values[k]!));
  return Math.min(loosestIntegrality, Math.max(strictestIntegrality, negligibleTerm / largest));
}

function progress(data: CallbackData): Progress {
  const { mip_total_lp_iterations, simplex_iteration_count, ipm_iteration_count } = data;
  const { objective_function_value: objective, mip_dual_bound: bound, mip_gap: gap } = data;
  return {
    iterations: Number(mip_total_lp_iterations ?? simplex_iteration_count ?? ipm_iteration_count ?? 0),
    ...(finite(objective) ? { objective } : {}),
    ...(finite(bound) ? { bound } : {}),
    ...(finite(gap) ? { gap } : {}),
  };
}

const finite = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);
