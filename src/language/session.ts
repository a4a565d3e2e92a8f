/** A model that is open in a solver: change its data in place, add and drop rows and columns, solve again. */
import { ClearwattError } from "../errors.ts";
import type { Program } from "../program/index.ts";
import { ColumnKind } from "../program/index.ts";
import {
  type ColumnBlock,
  type Conflict,
  openProgram,
  type ProgramOutcome,
  type ProgramSession,
  type Residuals,
  type RowBlock,
  type SolveOptions,
  type Solver,
  type UnsolvedOutcome,
} from "../solving/index.ts";
import { Columns } from "./compile/columns.ts";
import type { Compilation } from "./compile/compile.ts";
import { ConstraintBlock } from "./compile/constraint.ts";
import { memberNames } from "./compile/naming.ts";
import { Space } from "./compile/space/space.ts";
import { update } from "./compile/update.ts";
import { type ParameterData, readData, type TableColumns } from "./data/parameter-data.ts";
import { constraintDeclaration } from "./declaring/constraint.ts";
import type { ConstraintDeclaration, VariableDeclaration } from "./declaring/declarations.ts";
import { type RowOptions, within } from "./declaring/declaring.ts";
import { refuseUnknown } from "./declaring/options.ts";
import type { Owner } from "./declaring/owner.ts";
import { constraintBehind, parameterBehind, register, variableBehind } from "./declaring/registry.ts";
import { variableDeclaration, variableHandle } from "./declaring/variable.ts";
import type { Comparison, IndicesOf } from "./expressions/expression.ts";
import type { AnyConstraint, AnyParameter, Constraint, Variable } from "./handles.ts";
import type { AnySet } from "./sets/set.ts";
import { type Layout, type RowsOf, Solution } from "./solution.ts";

/** Values exist only where there is an optimum: any other outcome says why, in the model's own names. */
export type Outcome =
  | {
      readonly status: "optimal";
      readonly objective: number;
      readonly solution: Solution;
      readonly residuals: Residuals;
      readonly iterations: number;
      readonly seconds: number;
      /** Relative gap and best bound of an integer program. */
      readonly gap?: number;
      readonly bound?: number;
    }
  | {
      readonly status: "infeasible";
      readonly reason: string;
      readonly seconds: number;
      explain(options?: { readonly timeLimitS?: number }): Promise<readonly Conflict[]>;
    }
  | {
      readonly status: "unbounded" | "time limit" | "numerical trouble";
      readonly reason: string;
      readonly seconds: number;
      /** At a time limit: the best feasible point so far, not proven optimal. Its solution has values only. */
      readonly incumbent?: BestPoint;
    };

export interface BestPoint {
  readonly objective: number;
  readonly solution: Solution;
  /** No objective is better than this; and the relative gap to it. */
  readonly bound?: number;
  readonly gap?: number;
}

/** A column to add: where it enters the rows that are there. */
export interface NewColumn {
  readonly cost: number;
  /** 0 where it is not given. */
  readonly lower?: number;
  /** No limit where it is not given. */
  readonly upper?: number;
  readonly kind?: "continuous" | "integer";
  readonly unit?: string;
  /** Constraint, labels of the row, coefficient. */
  readonly entries: readonly (readonly [
    constraint: Constraint,
    labels: readonly (string | number)[],
    coefficient: number,
  ])[];
}

/** Compiles nothing itself: takes a compilation and the solver it is to stand in. */
export async function openSession(compilation: Compilation, solver: Solver): Promise<Session> {
  return new Session(compilation, await openProgram(solver, compilation.program));
}

interface Added<Block, Declaration> {
  readonly block: Block;
  readonly declaration: Declaration;
}

/** Made by `model.open(solver)`; give it back with `dispose()` or `await using`. */
export class Session implements AsyncDisposable {
  readonly #compilation: Compilation;
  readonly #program: ProgramSession;
  readonly #owner: Owner;
  #rows: (Added<RowBlock, ConstraintDeclaration> & {
    readonly space: Space;
    readonly parameters: ReadonlySet<object>;
  })[] = [];
  #columns: Added<ColumnBlock, VariableDeclaration>[] = [];

  /** Sessions are made by `model.open`. */
  constructor(compilation: Compilation, program: ProgramSession) {
    this.#compilation = compilation;
    this.#program = program;
    this.#owner = compilation.declarations.owner.session();
  }

  /** The program as it stands. */
  get program(): Program {
    return this.#program.program;
  }

  /** New data for a parameter. Only the costs, bounds and coefficients that it feeds are changed; on an error none is. */
  set(parameter: AnyParameter, data: ParameterData, columns: TableColumns = {}): void {
    const declaration = parameterBehind(parameter);
    this.#owner.refuseForeign(declaration);
    const added = this.#rows.find((row) => row.parameters.has(declaration));
    if (added !== undefined) {
      throw new ClearwattError(
        `"${declaration.name}" stands in "${added.declaration.name}", which was added to this session. Drop that first.`,
        {
          code: "unsupported",
          data: { what: "change of an added constraint", name: declaration.name, constraint: added.declaration.name },
        },
      );
    }
    const ranges = declaration.axes.map((axis) => axis.range);
    const values = readData(declaration.name, ranges, data, columns);
    update(this.#compilation, declaration, values, (change) => this.#program.change(change));
  }

  /** Adds rows written as in the model, over its variables and those added since: a cut. */
  addConstraint<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    row: (...at: IndicesOf<Sets>) => Comparison,
    options?: RowOptions<Sets>,
  ): Constraint<Sets>;
  addConstraint(
    name: string,
    over: readonly AnySet[],
    row: () => Comparison,
    options: RowOptions<readonly AnySet[]> = {},
  ): Constraint {
    const declaration = within(`constraint "${name}"`, () =>
      constraintDeclaration(name, over, row, options, this.#owner),
    );
    const block = new ConstraintBlock(declaration, 0, this.#compilation.values, this.#currentColumns());
    const { space } = block;
    if (space.count === 0)
      throw new ClearwattError(`"${name}" has no rows: where leaves none, or every step goes past the end of a set.`, {
        code: "missing-data",
        data: { what: "rows", name },
      });
    const made = block.standAlone(this.#compilation.values);
    const added = this.#program.addRows({ ...memberNames(declaration, space), ...made });
    this.#owner.add(declaration);
    this.#rows.push({ block: added, declaration, space, parameters: block.parameters });
    return register({ name, over }, declaration);
  }

  /** Adds a column to rows that are there: a generated pattern, an extreme point. */
  addVariable(name: string, column: NewColumn): Variable<readonly []> {
    refuseUnknown(column, ["cost", "lower", "upper", "kind", "unit", "entries"], "a column that is added");
    const { cost, entries: places, ...options } = column;
    const { lower = 0, upper = Infinity, kind = "continuous" } = options;
    if (kind !== "continuous" && kind !== "integer") {
      throw new ClearwattError(
        `The kind of "${name}" is "${String(kind)}". A column that is added is continuous or integer.`,
        {
          code: "unknown-name",
          data: { kind: "kind of variable", found: kind, known: ["continuous", "integer"], name },
        },
      );
    }
    const declaration = within(`variable "${name}"`, () => variableDeclaration(name, [], options, this.#owner));
    const entries = places.map(([constraint, labels, coefficient]) => ({
      row: this.#rowAt(constraint, labels),
      coefficient,
    }));
    const block = this.#program.addColumns({
      name,
      matrix: {
        starts: Int32Array.of(0, entries.length),
        indices: Int32Array.from(entries, ({ row }) => row),
        values: Float64Array.from(entries, ({ coefficient }) => coefficient),
      },
      cost: Float64Array.of(cost),
      lower: Float64Array.of(lower),
      upper: Float64Array.of(upper),
      kind: Uint8Array.of(kind === "integer" ? ColumnKind.integer : ColumnKind.continuous),
    });
    this.#owner.add(declaration);
    this.#columns.push({ block, declaration });
    return variableHandle(declaration, []);
  }

  /** Drops what was added to this session. */
  drop(added: Constraint | Variable<readonly []>): void {
    const rows = this.#rows.find(
      ({ declaration }) => typeof added !== "function" && declaration === constraintBehind(added),
    );
    const column = this.#columns.find(
      ({ declaration }) => typeof added === "function" && declaration === variableBehind(added),
    );
    const found = rows ?? column;
    if (found === undefined)
      throw new ClearwattError(`"${added.name}" was not added to this session, or has been dropped already.`, {
        code: "outdated",
        data: { name: added.name },
      });
    this.#program.drop(found.block);
    this.#owner.drop(found.declaration);
    this.#rows = this.#rows.filter((other) => other !== rows);
    this.#columns = this.#columns.filter((other) => other !== column);
  }

  /** Solves the program as it stands, from the last basis unless the options say otherwise. */
  async solve(options: SolveOptions = {}): Promise<Outcome> {
    const layout = this.#layout();
    return outcomeOf(await this.#program.solve(options), layout);
  }

  /**
   * Solves what is left of an integer program when its discrete variables are fixed as in a solution: a continuous
   * program, whose duals are the prices at that solution.
   */
  async solveFixed(solution: Solution, options: SolveOptions = {}): Promise<Outcome> {
    const layout = this.#layout();
    return outcomeOf(await this.#program.solveFixed(solution.columns, options), layout);
  }

  #layout(): Layout {
    this.#compilation.refuseAdditions();
    return {
      owner: this.#owner,
      columns: this.#currentColumns(),
      rows: this.#currentRows(),
      cones: this.#compilation.cones.places,
      values: this.#compilation.values.snapshot(),
      objective: this.#compilation.declarations.objective,
    };
  }

  /** Gives the solver's copy back. Outcomes that were handed out stay usable. */
  dispose(): Promise<void> {
    return this.#program.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #currentColumns(): Columns {
    const { columns } = this.#compilation;
    if (this.#columns.length === 0) return columns;
    const added = this.#columns.map(({ block, declaration }) => ({
      variable: declaration,
      first: block.first,
      space: new Space([]),
      lookup: null,
    }));
    return new Columns([...columns.blocks.values(), ...added]);
  }

  #currentRows(): ReadonlyMap<ConstraintDeclaration, RowsOf> {
    const rows = new Map<ConstraintDeclaration, RowsOf>();
    for (const { declaration, firstRow, space } of this.#compilation.constraints)
      rows.set(declaration, { first: firstRow, space });
    for (const { declaration, block, space } of this.#rows) rows.set(declaration, { first: block.first, space });
    return rows;
  }

  #rowAt(constraint: AnyConstraint, labels: readonly (string | number)[]): number {
    const declaration = constraintBehind(constraint);
    const rows = this.#currentRows().get(declaration);
    if (rows === undefined) {
      this.#owner.refuseForeign(declaration);
      throw new ClearwattError(`"${constraint.name}" was declared after the model was opened: open it anew.`, {
        code: "outdated",
        data: { name: constraint.name },
      });
    }
    return rows.first + rows.space.row(labels, constraint.name);
  }
}

function outcomeOf(outcome: ProgramOutcome, layout: Layout): Outcome {
  if (outcome.status === "infeasible") return outcome;
  if (outcome.status !== "optimal") return unsolvedOf(outcome, layout);
  const { status, objective, residuals, iterations, seconds, gap, bound } = outcome;
  return {
    status,
    objective,
    solution: new Solution(outcome, layout),
    residuals,
    iterations,
    seconds,
    ...(gap === undefined ? {} : { gap }),
    ...(bound === undefined ? {} : { bound }),
  };
}

function unsolvedOf({ incumbent, ...outcome }: UnsolvedOutcome, layout: Layout): Outcome {
  if (incumbent === undefined) return outcome;
  const { values, residuals: _, ...known } = incumbent;
  const nothing = { rowDuals: null, reducedCosts: null, slacks: null, coneDuals: null, coneExpressions: null };
  const solution = new Solution({ values, ...nothing }, layout);
  return { ...outcome, incumbent: { ...known, solution } };
}
