/** HiGHS's own copy of a program: edited in place, solved from the last basis, made anew after a crash. */
import type { Basis, Highs, Model } from "highs";
import { ClearwattError } from "../../src/errors.ts";
import { isQuadratic, type Program, type SparseMatrix } from "../../src/program/index.ts";
import type { Answer, NewColumns, NewRows, SolveOptions, Solver, SolverModel } from "../../src/solving/index.ts";
import { linearOnly } from "./capabilities.ts";
import { columnData, hessianInput, modelData, rowData } from "./model-data.ts";
import { applyOptions, type HighsOptions } from "./options.ts";
import { mostSkipped } from "./quadratic.ts";
import { abandonRuntime, isCrash, runtimeAt } from "./runtime.ts";
import { checkSemiContinuous } from "./semi-continuous.ts";
import { isSeparableSemidefinite, solveByTangents } from "./separable.ts";
import { Solve } from "./solve.ts";

/**
 * Coefficients go one by one at 1 to 2.4 us each, the whole model at about 0.3 us for each of its nonzeros (basis
 * included): from this share of the nonzeros on, passing the model again is cheaper.
 */
const shareToPassAgain = 0.15;

export class HighsModel implements SolverModel {
  readonly #options: HighsOptions;
  #highs: Highs;
  /** Null after a crash, and where it is cheaper to pass the program again than to follow its edits. */
  #model: Model | null = null;
  #basis: Basis | null = null;
  #numEntries = 0;
  /** Whether HiGHS's copy has been solved before. */
  #isUsed = false;

  private constructor(highs: Highs, options: HighsOptions) {
    this.#highs = highs;
    this.#options = options;
  }

  static async open(program: Program, options: HighsOptions): Promise<HighsModel> {
    const opened = new HighsModel(await runtimeAt(options.wasmUrl), options);
    try {
      opened.#load(program);
    } catch (error) {
      if (!isCrash(error)) throw error;
      await opened.#abandon();
      throw new ClearwattError(
        `HiGHS ran out of memory on ${program.numRows} rows and ${program.numCols} columns: ${String(error)}`,
        { code: "too-large", data: { solver: "HiGHS", rows: program.numRows, columns: program.numCols } },
      );
    }
    return opened;
  }

  changeCosts(first: number, costs: Float64Array): void {
    this.#edit((model) => model.changeColsCost(range(first, costs.length), costs));
  }

  changeColumnBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#edit((model) => model.changeColsBounds(range(first, lower.length), lower, upper));
  }

  changeRowBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#edit((model) => model.changeRowsBounds(range(first, lower.length), lower, upper));
  }

  changeCoefficients(rows: Int32Array, cols: Int32Array, values: Float64Array): void {
    if (values.length > shareToPassAgain * this.#numEntries) {
      this.#forget();
      return;
    }
    this.#edit((model) => {
      for (let k = 0; k < values.length; k++) {
        const { status } = model.raw.changeCoeff(rows[k]!, cols[k]!, values[k]!);
        if (status === this.#highs.constants.status.error) throw new Error("HiGHS did not take a coefficient");
      }
    });
  }

  changeOffset(offset: number): void {
    this.#edit((model) => model.changeObjectiveOffset(offset));
  }

  changeHessian(hessian: SparseMatrix): void {
    this.#edit((model) => model.passHessian(hessianInput(hessian)));
  }

  addRows(rows: NewRows): void {
    this.#reshape((model) => model.addRows(rowData(rows, model.getDimensions().numCols)));
  }

  addColumns(columns: NewColumns): void {
    this.#reshape((model) => {
      const { numCols, numRows } = model.getDimensions();
      model.addCols(columnData(columns, numRows));
      if (!columns.kind.some((kind) => kind !== 0)) return;
      model.changeColsIntegrality(range(numCols, columns.kind.length), Int32Array.from(columns.kind));
    });
  }

  dropRows(first: number, count: number): void {
    this.#reshape((model) => model.deleteRows(range(first, count)));
  }

  dropColumns(first: number, count: number): void {
    this.#reshape((model) => model.deleteCols(range(first, count)));
  }

  async run(program: Program, options: SolveOptions): Promise<Answer> {
    checkSemiContinuous(program);
    if (!isSeparableSemidefinite(program)) return this.#runDirectly(program, options);
    const started = performance.now();
    const answer = await solveByTangents(this.#linear(), program, options);
    if (answer !== null) return answer;
    return this.#runDirectly(program, withTimeLeft(options, started));
  }

  #linear(): Solver {
    return {
      name: "HiGHS",
      capabilities: linearOnly,
      open: (program) => HighsModel.open(program, this.#options),
    };
  }

  async #runDirectly(program: Program, options: SolveOptions): Promise<Answer> {
    const attempts = isQuadratic(program) ? mostSkipped : 0;
    for (let skip = 0; ; skip++) {
      try {
        return await this.#runOnce(program, options, skip);
      } catch (error) {
        if (!isCrash(error)) throw error;
        await this.#abandon();
        if (skip < attempts) continue;
        const reason = `HiGHS broke down (${String(error)}); the next solve starts it afresh.`;
        return { status: "numerical trouble", reason };
      }
    }
  }

  /** A copy that has followed many edits may end without an answer, even cold, where one that is made anew has one. */
  async #runOnce(program: Program, options: SolveOptions, skip: number): Promise<Answer> {
    const wasUsed = this.#isUsed;
    const started = performance.now();
    const answer = await this.#solve(program, options, skip);
    if (answer.status !== "numerical trouble" || !wasUsed || isQuadratic(program)) return answer;
    this.#forget();
    this.#basis = null;
    return this.#solve(program, withTimeLeft(options, started), skip);
  }

  async #solve(program: Program, options: SolveOptions, skip: number): Promise<Answer> {
    const model = this.#model ?? (await this.#loadAgain(program));
    const answer = new Solve(this.#highs, model, program, options, this.#options).run(skip);
    const basic = answer.status === "optimal" && answer.rowDuals !== null && !isQuadratic(program);
    this.#basis = basic ? model.getBasis() : null;
    this.#isUsed = true;
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#forget();
  }

  /** What HiGHS does not follow, the next run passes as a whole. */
  #edit(change: (model: Model) => unknown): void {
    if (this.#model === null) return;
    try {
      change(this.#model);
    } catch {
      this.#forget();
    }
  }

  /** A basis of the old shape is of no use to a program that has to be passed again. */
  #reshape(change: (model: Model) => unknown): void {
    this.#basis = null;
    this.#edit(change);
  }

  #load(program: Program): Model {
    const model = this.#highs.createModel();
    this.#model = model;
    try {
      applyOptions(model, this.#options);
      model.passModel(modelData(this.#highs, program));
    } catch (error) {
      if (isCrash(error)) throw error;
      this.#forget();
      if (error instanceof ClearwattError) throw error;
      throw new ClearwattError(`HiGHS does not take the program: ${String(error)}`, {
        code: "solver-failure",
        data: { solver: "HiGHS" },
      });
    }
    this.#numEntries = program.values.length;
    this.#isUsed = false;
    return model;
  }

  async #loadAgain(program: Program): Promise<Model> {
    this.#highs = await runtimeAt(this.#options.wasmUrl);
    const model = this.#load(program);
    const basis = this.#basis;
    if (basis !== null) model.setBasis(basis);
    return model;
  }

  #forget(): void {
    try {
      this.#model?.dispose();
    } catch {
      // The runtime is gone, and the model with it.
    }
    this.#model = null;
  }

  async #abandon(): Promise<void> {
    this.#forget();
    await abandonRuntime(this.#highs);
  }
}

/** `started` as performance.now() counts. */
function withTimeLeft(options: SolveOptions, started: number): SolveOptions {
  const { timeLimitS } = options;
  if (timeLimitS === undefined) return options;
  return { ...options, timeLimitS: Math.max(1e-3, timeLimitS - (performance.now() - started) / 1000) };
}

function range(first: number, count: number): { kind: "range"; from: number; to: number } {
  return { kind: "range", from: first, to: first + count - 1 };
}
