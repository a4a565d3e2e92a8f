/**
 * The inner solver's copy of a program without its curves: the program's rows and columns first, behind them one column
 * for each group of the quadratic objective, and the rows of the cuts.
 */
import { numberedNames, type Program } from "../../src/program/index.ts";
import type { Answer, NewRows, SolveOptions, Solver, SolverModel } from "../../src/solving/index.ts";
import type { ConvexSets, Place } from "./convex-sets.ts";
import type { Cuts } from "./cuts.ts";

export class Relaxation implements AsyncDisposable {
  readonly sets: ConvexSets;
  readonly cuts: Cuts;
  readonly #model: SolverModel;
  #numRows: number;
  /** Cuts that the inner solver has. */
  #known: number;

  private constructor(model: SolverModel, cuts: Cuts, numRows: number) {
    this.#model = model;
    this.cuts = cuts;
    this.sets = cuts.sets;
    this.#numRows = numRows;
    this.#known = cuts.count;
  }

  /** `program` says what the kinds and bounds of its columns are to be. */
  static async open(solver: Solver, program: Program, cuts: Cuts): Promise<Relaxation> {
    return new Relaxation(await solver.open(extended(program, cuts)), cuts, program.numRows);
  }

  /** Where edits go that keep the rows and columns; columns may come and go only where no group has its own behind them. */
  get model(): Omit<SolverModel, "run" | "addRows" | "dropRows"> {
    return this.#model;
  }

  /** The cuts stand behind all rows, and come back with the next run. */
  addRows(rows: NewRows): void {
    this.#withdraw();
    this.#model.addRows(rows);
    this.#numRows += rows.lower.length;
  }

  dropRows(first: number, count: number): void {
    this.#model.dropRows(first, count);
    this.#numRows -= count;
  }

  #withdraw(): void {
    if (this.#known > 0) this.#model.dropRows(this.#numRows, this.#known);
    this.#known = 0;
  }

  forgetCuts(): void {
    this.#withdraw();
    this.cuts.clear();
  }

  /** Takes out the cuts that have been idle for several rounds. */
  purge(place: Place, patience: number): void {
    const gone = this.cuts.idleAt(place, patience);
    if (gone === null) return;
    for (let last = gone.length - 1; last >= 0; last--) {
      if (gone[last] === 0) continue;
      let first = last;
      while (first > 0 && gone[first - 1] === 1) first--;
      this.#model.dropRows(this.#numRows + first, last - first + 1);
      this.#known -= last - first + 1;
      last = first;
    }
    this.cuts.drop(gone);
  }

  /** Solves with all cuts; duals of the rows are followed by those of the cuts. */
  run(program: Program, options: SolveOptions): Promise<Answer> {
    if (this.#known < this.cuts.count) this.#model.addRows(this.cuts.rows(this.#known));
    this.#known = this.cuts.count;
    return this.#model.run(extended(program, this.cuts), options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#model[Symbol.asyncDispose]();
  }
}

/** The program that the inner solver has. */
export function extended(program: Program, cuts: Cuts): Program {
  const { groups } = cuts.sets;
  const numCols = program.numCols + groups.count;
  const sign = program.sense === "minimize" ? 1 : -1;
  const numRows = program.numRows + cuts.count;
  const { lower, upper } = cuts.rows(0);
  return {
    ...program,
    ...cuts.below(program),
    numCols,
    numRows,
    hessian: null,
    cones: null,
    colCost: joined(
      program.colCost,
      groups.scales.map((scale) => sign * scale),
    ),
    colLower: joined(program.colLower, new Float64Array(groups.count)),
    colUpper: joined(program.colUpper, new Float64Array(groups.count).fill(Infinity)),
    colKind: groups.count === 0 ? program.colKind : joinedKinds(program.colKind, numCols),
    rowLower: joined(program.rowLower, lower),
    rowUpper: joined(program.rowUpper, upper),
    colNames: [...program.colNames, ...numberedNames("square", groups.count, program.numCols)],
    rowNames: [...program.rowNames, ...numberedNames("cut", cuts.count, program.numRows)],
  };
}

function joined(one: Float64Array, other: Float64Array): Float64Array {
  if (other.length === 0) return one;
  const both = new Float64Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function joinedKinds(kinds: Uint8Array, size: number): Uint8Array {
  const longer = new Uint8Array(size);
  longer.set(kinds);
  return longer;
}
