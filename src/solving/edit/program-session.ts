/** An open program: kept here, edited in place, and mirrored in a solver's own copy that starts where it last ended. */
import { ClearwattError } from "../../errors.ts";
import { isDiscrete, isQuadratic, type Program, type SparseMatrix, validateProgram } from "../../program/index.ts";
import { fixedIntegers } from "../../reformulation/index.ts";
import { checkCapabilities } from "../capabilities.ts";
import { answerWithoutColumns } from "../check/no-columns.ts";
import { checkOptions } from "../check-options.ts";
import type { ProgramOutcome } from "../outcome.ts";
import type { Answer, NewColumns, NewRows, SolveOptions, Solver, SolverModel } from "../solver.ts";
import { verifyAnswer } from "../verify-answer.ts";
import { type Block, type BlockNames, type ColumnBlock, type Mutable, namesOfBlock, type RowBlock } from "./blocks.ts";
import { checkBounds, checkCosts, checkNewMatrix, columnOf, rowOf } from "./edit-checks.ts";
import { EditableProgram } from "./editable-program.ts";
import { type Edit, Edits } from "./edits.ts";
import { checkNewKinds } from "./new-columns.ts";
import type { ProgramChange } from "./program-change.ts";

/** Rows to add: their names, their matrix by row over the columns of the current program, and their ranges. */
export interface RowsToAdd extends BlockNames, NewRows {}

/** Columns to add: their names, their matrix by column over the rows of the current program, costs, bounds and kinds. */
export interface ColumnsToAdd extends BlockNames, NewColumns {}

/**
 * Opens a program in a solver. Throws a ClearwattError where the program is malformed or asks for something that the
 * solver cannot do. The arrays handed in are not changed by later edits, and must not be changed by their owner.
 */
export async function openProgram(solver: Solver, program: Program): Promise<ProgramSession> {
  validateProgram(program);
  checkCapabilities(solver, program);
  return new ProgramSession(solver, program, await solver.open(program));
}

export class ProgramSession implements AsyncDisposable {
  readonly #solver: Solver;
  readonly #model: SolverModel;
  readonly #edited: EditableProgram;
  readonly #edits: Edits;
  #blocks: Mutable<Block>[] = [];
  #state: "open" | "solving" | "disposed" = "open";
  #version = 0;

  /** Sessions are made by `openProgram`. */
  constructor(solver: Solver, program: Program, model: SolverModel) {
    this.#solver = solver;
    this.#model = model;
    this.#edited = new EditableProgram(program);
    this.#edits = new Edits(solver, model, this.#edited);
  }

  /** The program as it stands; its arrays are this session's own and follow its edits. */
  get program(): Program {
    return this.#edited.program;
  }

  /**
   * Changes data in place, all of it or, where any of it is refused with a ClearwattError, nothing: not the program,
   * nor the solver's copy, nor the explanation of an outcome before.
   */
  change(change: ProgramChange): void {
    this.#carryOut((edits) => edits.all(change));
  }

  /** Sets the costs of columns first, first + 1, ... */
  changeCosts(first: number, costs: Float64Array): void {
    this.#carryOut((edits) => [edits.costs(first, costs)]);
  }

  /** Sets the bounds of columns first, first + 1, ... */
  changeColumnBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#carryOut((edits) => [edits.columnBounds({ first, lower, upper })]);
  }

  /** Sets the ranges of rows first, first + 1, ... */
  changeRowBounds(first: number, lower: Float64Array, upper: Float64Array): void {
    this.#carryOut((edits) => [edits.rowBounds({ first, lower, upper })]);
  }

  /** Sets coefficients by their positions in the `values` of the program as it was opened, whatever was added since. */
  changeCoefficients(positions: Int32Array, values: Float64Array): void {
    this.#carryOut((edits) => [edits.coefficients([{ at: positions, values }])]);
  }

  /** Sets the constant of the objective. */
  changeOffset(offset: number): void {
    this.#carryOut((edits) => [edits.offset(offset)]);
  }

  /** Sets the whole Hessian: its lower triangle by columns, one for each column of the current program. */
  changeHessian(hessian: SparseMatrix): void {
    this.#carryOut((edits) => [edits.hessian(hessian)]);
  }

  /** Adds named rows behind the last; their duals stand in the next answer at `first` of the block. */
  addRows(rows: RowsToAdd): RowBlock {
    const program = this.#ready();
    const count = rows.lower.length;
    const names = namesOfBlock(rows, program.numRows, count, program.rowNames);
    const name = (row: number): string => rowOf({ ...program, rowNames: [names] })(program.numRows + row);
    checkBounds(rows.lower, rows.upper, name);
    checkNewMatrix(rows.matrix, count, program.numCols, name, columnOf(program));
    this.#version++;
    this.#edited.addRows(rows, names);
    this.#model.addRows({ matrix: rows.matrix, lower: rows.lower, upper: rows.upper });
    return this.#remember<RowBlock>({ kind: "rows", name: rows.name, first: names.first, count, dropped: false });
  }

  /** Adds named columns behind the last; their matrix enters them into the rows that are there. */
  addColumns(columns: ColumnsToAdd): ColumnBlock {
    const program = this.#ready();
    const { matrix, cost, lower, upper, kind } = columns;
    const count = cost.length;
    const names = namesOfBlock(columns, program.numCols, count, program.colNames);
    if (lower.length !== count || kind.length !== count) {
      throw new ClearwattError(
        `"${columns.name}" has ${count} costs, ${lower.length} bounds and ${kind.length} kinds: give as many.`,
        {
          code: "wrong-size",
          data: { what: "bounds and kinds", name: columns.name, found: [lower.length, kind.length], expected: count },
        },
      );
    }
    const name = (col: number): string => columnOf({ ...program, colNames: [names] })(program.numCols + col);
    checkCosts(cost, name);
    checkBounds(lower, upper, name);
    checkNewMatrix(matrix, count, program.numRows, name, rowOf(program));
    checkNewKinds(this.#solver, program, columns, names);
    this.#version++;
    this.#edited.addColumns(columns, names);
    this.#model.addColumns({ matrix, cost, lower, upper, kind });
    this.#renewHessian();
    return this.#remember<ColumnBlock>({
      kind: "columns",
      name: columns.name,
      first: names.first,
      count,
      dropped: false,
    });
  }

  /** Drops a block that was added; what stands behind it moves up. */
  drop(block: Block): void {
    this.#ready();
    const own = this.#blocks.find((candidate) => candidate === block);
    if (own === undefined) {
      const what = block.dropped ? "has been dropped already" : "was not added to this session";
      throw new ClearwattError(`"${block.name}" ${what}: it cannot be dropped.`, {
        code: "outdated",
        data: { name: block.name },
      });
    }
    const { first, count, kind } = own;
    this.#version++;
    if (kind === "rows") {
      this.#edited.dropRows(first, count);
      this.#model.dropRows(first, count);
    } else {
      this.#edited.dropColumns(first, count);
      this.#model.dropColumns(first, count);
      this.#renewHessian();
    }
    own.dropped = true;
    this.#blocks = this.#blocks.filter((other) => other !== own);
    for (const later of this.#blocks) if (later.kind === kind && later.first > first) later.first -= count;
  }

  /**
   * Solves the program as it stands. Only `optimal` carries values, and these have been checked. Rejects with the
   * signal's reason if that stops the solve.
   */
  async solve(options: SolveOptions = {}): Promise<ProgramOutcome> {
    const program = this.#ready();
    checkOptions(this.#solver, program, options);
    options.signal?.throwIfAborted();
    const version = this.#version;
    const started = performance.now();
    this.#state = "solving";
    try {
      const isCurrent = () => this.#version === version;
      const [claimed, outcome] = await this.#attempt(program, options, isCurrent);
      const refuted = claimed === "optimal" && outcome.status === "numerical trouble";
      const again = refuted && this.#mayDoBetterCold(program, options);
      const last = again ? (await this.#attempt(program, { ...options, start: "cold" }, isCurrent))[1] : outcome;
      return { ...last, seconds: (performance.now() - started) / 1000 };
    } finally {
      if (this.#state === "solving") this.#state = "open";
    }
  }

  /** What the solver claims, and what it comes to. */
  async #attempt(
    program: Program,
    options: SolveOptions,
    isCurrent: () => boolean,
  ): Promise<[Answer["status"], ProgramOutcome]> {
    const started = performance.now();
    const answer = program.numCols === 0 ? answerWithoutColumns(program) : await this.#model.run(program, options);
    if (answer.status !== "optimal") options.signal?.throwIfAborted();
    const seconds = (performance.now() - started) / 1000;
    return [
      answer.status,
      await verifyAnswer(answer, {
        solver: this.#solver,
        program,
        seconds,
        isCurrent,
        limitS: options.timeLimitS ?? Infinity,
      }),
    ];
  }

  /** A basis that was good before an edit can be a bad one to start from after it. */
  #mayDoBetterCold(program: Program, { start }: SolveOptions): boolean {
    const kept = this.#solver.capabilities.warmStart && start !== "cold";
    return kept && !isDiscrete(program) && !isQuadratic(program);
  }

  /**
   * Solves what is left of an integer program when its discrete columns are fixed at some values: a continuous program,
   * whose duals are the prices at these values. The session itself stays as it is.
   */
  async solveFixed(values: Float64Array, options: SolveOptions = {}): Promise<ProgramOutcome> {
    await using rest = await openProgram(this.#solver, fixedIntegers(this.program, values).program);
    return await rest.solve(options);
  }

  /** Gives the solver's copy back. Answers and explanations that were handed out stay usable. */
  async dispose(): Promise<void> {
    if (this.#state === "disposed") return;
    this.#state = "disposed";
    await this.#model[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #ready(): Program {
    if (this.#state === "disposed")
      throw new ClearwattError("this session has been disposed: open the program again.", {
        code: "misuse",
        data: { state: "disposed" },
      });
    if (this.#state === "solving") {
      throw new ClearwattError("this session is solving: await its outcome before it is changed or solved again.", {
        code: "misuse",
        data: { state: "solving" },
      });
    }
    return this.#edited.program;
  }

  /** Makes, and so checks, every edit before the first is carried out. */
  #carryOut(make: (edits: Edits) => readonly Edit[]): void {
    this.#ready();
    const edits = make(this.#edits);
    this.#version++;
    for (const edit of edits) edit();
  }

  #remember<B extends Block>(block: Mutable<B> & Mutable<Block>): B {
    this.#blocks.push(block);
    return block;
  }

  /** A solver's copy of a Hessian may not follow when columns come or go. */
  #renewHessian(): void {
    const { hessian } = this.#edited.program;
    if (hessian !== null) this.#model.changeHessian(hessian);
  }
}
