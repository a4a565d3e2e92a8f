/** A program whose curves are cut: edited in place like any other, solved by rounds of cuts. */
import { hasCones, isDiscrete, isQuadratic, type Program, type SparseMatrix } from "../../src/program/index.ts";
import { continuousRelaxation } from "../../src/reformulation/index.ts";
import type { Answer, NewColumns, NewRows, SolveOptions, Solver, SolverModel } from "../../src/solving/index.ts";
import type { Effort } from "./approximate.ts";
import { solveContinuous } from "./continuous.ts";
import { ConvexSets } from "./convex-sets.ts";
import { Cuts } from "./cuts.ts";
import { solveInteger } from "./integer.ts";
import type { Settings } from "./options.ts";
import { Relaxation } from "./relaxation.ts";

/** Nothing to cut: the inner solver takes the program as it is. */
function isPlain(solver: Solver, program: Program): boolean {
  const squares = isQuadratic(program) && (isDiscrete(program) || !solver.capabilities.quadratic);
  return !squares && !hasCones(program);
}

export class OuterModel implements SolverModel {
  readonly #solver: Solver;
  readonly #settings: Settings;
  /** One of the two is there, unless an edit made both useless. */
  #plain: SolverModel | null = null;
  #relaxation: Relaxation | null = null;
  /** Cuts of the cones, for a relaxation that has to be made anew. */
  #kept: Cuts | null = null;

  private constructor(solver: Solver, settings: Settings) {
    this.#solver = solver;
    this.#settings = settings;
  }

  static async open(solver: Solver, program: Program, settings: Settings): Promise<OuterModel> {
    const opened = new OuterModel(solver, settings);
    await opened.#open(program);
    return opened;
  }

  changeCosts(first: number, costs: Float64Array): void {
    this.#copy?.changeCosts(first, costs);
  }

  changeColumnBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#copy?.changeColumnBounds(first, lower, upper);
  }

  changeRowBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#copy?.changeRowBounds(first, lower, upper);
  }

  changeCoefficients(rows: Int32Array, cols: Int32Array, values: Float64Array): void {
    this.#copy?.changeCoefficients(rows, cols, values);
  }

  changeOffset(offset: number): void {
    this.#copy?.changeOffset(offset);
  }

  /** The groups of columns may be others now. */
  changeHessian(hessian: SparseMatrix): void {
    if (this.#relaxation === null) this.#plain?.changeHessian(hessian);
    else this.#forget();
  }

  addRows(rows: NewRows): void {
    (this.#relaxation ?? this.#plain)?.addRows(rows);
  }

  dropRows(first: number, count: number): void {
    (this.#relaxation ?? this.#plain)?.dropRows(first, count);
  }

  addColumns(columns: NewColumns): void {
    if (this.#relaxation?.sets.groups.count) this.#forget();
    else
      this.#copy?.addColumns(
        this.#relaxation === null ? columns : { ...columns, kind: new Uint8Array(columns.kind.length) },
      );
  }

  dropColumns(first: number, count: number): void {
    if (this.#relaxation?.sets.groups.count) this.#forget();
    else this.#copy?.dropColumns(first, count);
  }

  async run(program: Program, options: SolveOptions): Promise<Answer> {
    if (isPlain(this.#solver, program) !== (this.#plain !== null)) this.#forget();
    await this.#dropUnused();
    if (this.#plain === null && this.#relaxation === null) await this.#open(program);
    if (this.#plain !== null) return this.#plain.run(program, options);
    const relaxation = this.#relaxation!;
    if (options.start === "cold") relaxation.forgetCuts();
    const discrete = isDiscrete(program);
    const limit = options.timeLimitS ?? Infinity;
    const deadline = performance.now() + 1000 * limit;
    const effort: Effort = { ...this.#settings, options, deadline, wantsDuals: !discrete, unit: 1 };
    const answer = await (discrete ? solveInteger : solveContinuous)(this.#solver, relaxation, program, effort);
    if (discrete) relaxation.model.changeColumnBounds(0, program.colLower, program.colUpper);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#forget();
    await this.#dropUnused();
  }

  get #copy(): Omit<SolverModel, "run" | "addRows" | "dropRows"> | null {
    return this.#relaxation?.model ?? this.#plain;
  }

  readonly #unused: AsyncDisposable[] = [];

  /** Edits do not wait: what is given up goes before the next run. */
  #forget(): void {
    if (this.#plain !== null) this.#unused.push(this.#plain);
    if (this.#relaxation !== null) {
      this.#unused.push(this.#relaxation);
      this.#kept = this.#relaxation.cuts;
    }
    this.#plain = null;
    this.#relaxation = null;
  }

  async #dropUnused(): Promise<void> {
    for (const unused of this.#unused.splice(0)) await unused[Symbol.asyncDispose]();
  }

  async #open(program: Program): Promise<void> {
    if (isPlain(this.#solver, program)) {
      this.#plain = await this.#solver.open(program);
      return;
    }
    const cuts = new Cuts(new ConvexSets(program));
    if (this.#kept !== null) cuts.addAllOf(this.#kept, 0);
    else addFirstCuts(cuts);
    this.#kept = null;
    this.#relaxation = await Relaxation.open(this.#solver, continuousRelaxation(program).program, cuts);
  }
}

/** The sides of a cone that have to be large are 0 or more. */
function addFirstCuts(cuts: Cuts): void {
  const { sets } = cuts;
  const w = new Float64Array(sets.numExpressions);
  for (let cone = 0; cone < sets.numCones; cone++) {
    const from = sets.starts[cone]!;
    for (let side = from; side < from + (sets.isRotated(cone) ? 2 : 1); side++) {
      w[side] = 1;
      cuts.add(cone, w, from);
      w[side] = 0;
    }
  }
}
