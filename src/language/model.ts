/** A model: the parameters, variables, constraints and the objective of a formulation. */
import { ClearwattError } from "../errors.ts";
import type { Program } from "../program/program.ts";
import type { Solver } from "../solving/solver.ts";
import { callSite } from "./call-site.ts";
import { Compilation, type Declarations } from "./compile/compile.ts";
import { freeAxes, type Uses, usesOfCondition, usesOfExpression } from "./compile/indices.ts";
import { type Condition, condition, WhereCondition } from "./condition.ts";
import { type Cone, type NormCone, normCone, type RotatedCone, rotatedCone } from "./cone.ts";
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  ExpressionDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "./declarations.ts";
import {
  type Affine,
  axesOf,
  type Comparison,
  type Constant,
  Expression,
  expression,
  type IndicesOf,
  indicesAlong,
  type Quadratic,
  Row,
} from "./expression.ts";
import { type ParameterData, readData, type TableColumns } from "./parameter-data.ts";
import { register } from "./registry.ts";
import { Session } from "./session.ts";
import type { AnySet } from "./set.ts";
import { type Axis, type Index, type SymbolicIndex, symbolicIndex } from "./symbolic-index.ts";
import { checkObjectiveUnit, checkRowUnits, checkUnit, checkVariableUnits, unitOf } from "./units.ts";

/** Data by member. Call it at indices: `load(j, t)`. */
export interface Parameter<Sets extends readonly AnySet[] = readonly AnySet[]> {
  (...at: IndicesOf<Sets>): Constant;
  readonly name: string;
  readonly over: Sets;
}

/** Unknowns by member. Call it at indices: `sold(j, t)`. */
export interface Variable<Sets extends readonly AnySet[] = readonly AnySet[]> {
  (...at: IndicesOf<Sets>): Affine;
  readonly name: string;
  readonly over: Sets;
  /** Condition for `where`: the variable has a member there. */
  has(...at: IndicesOf<Sets>): Condition;
}

/** An expression with a name, to be used in several constraints and read in the solution. */
export interface NamedExpression<Sets extends readonly AnySet[] = readonly AnySet[], Kind = Affine> {
  (...at: IndicesOf<Sets>): Kind;
  readonly name: string;
  readonly over: Sets;
}

/** The rows of a constraint, to read its duals and slacks by. */
export interface Constraint<Sets extends readonly AnySet[] = readonly AnySet[]> {
  readonly name: string;
  readonly over: Sets;
}

export type Bound<Sets extends readonly AnySet[]> = number | ((...at: IndicesOf<Sets>) => Constant);

export interface VariableOptions<Sets extends readonly AnySet[]> {
  /** 0 where it is not given. */
  readonly lower?: Bound<Sets>;
  /** No limit where it is not given; 1 for binary variables. */
  readonly upper?: Bound<Sets>;
  /** A semi-continuous variable is 0 or within its bounds. */
  readonly kind?: VariableDeclaration["kind"];
  readonly unit?: string;
  /** Members for which it does not hold do not exist. */
  readonly where?: (...at: IndicesOf<Sets>) => Condition;
}

export interface RowOptions<Sets extends readonly AnySet[]> {
  /** Rows for which it does not hold do not exist. */
  readonly where?: (...at: IndicesOf<Sets>) => Condition;
}

type LooseClosure<Result> = (...at: Index[]) => Result;
interface LooseOptions {
  readonly where?: LooseClosure<Condition>;
}

interface Objective {
  readonly sense: "minimize" | "maximize";
  readonly expression: Expression;
}

export class Model {
  readonly name: string;
  readonly #parameters: ParameterDeclaration[] = [];
  readonly #variables: VariableDeclaration[] = [];
  readonly #expressions: ExpressionDeclaration[] = [];
  readonly #constraints: ConstraintDeclaration[] = [];
  readonly #cones: ConeDeclaration[] = [];
  readonly #taken = new Map<string, string>();
  #objective: Objective | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /**
   * Data over sets: a number for all, an array (the last set fastest), a record by label, a table or a function of the
   * labels. Every member needs exactly one number; infinite ones are for bounds.
   */
  parameter<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    data: ParameterData,
    unit?: string,
    columns?: TableColumns,
  ): Parameter<Sets>;
  parameter(
    name: string,
    over: readonly AnySet[],
    data: ParameterData,
    unit?: string,
    columns: TableColumns = {},
  ): Parameter {
    return this.#declare("parameter", name, () => {
      const axes = independentAxes(over, () => {}, name);
      const ranges = axes.map((axis) => axis.range);
      const declaration: ParameterDeclaration = {
        name,
        axes,
        site: callSite(),
        data: readData(name, ranges, data, columns),
        unit: checkUnit(unit, `the parameter "${name}"`),
      };
      this.#parameters.push(declaration);
      const at = (...indices: Index[]): Expression =>
        new Expression({ op: "parameter", of: declaration, at: located(declaration, indices) }, 0);
      return register(named(at, name, { over }), declaration);
    });
  }

  /** Unknowns over sets: continuous, >= 0 and without upper bound unless the options say otherwise. */
  variable<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    options?: VariableOptions<Sets>,
  ): Variable<Sets>;
  variable(name: string, over: readonly AnySet[], options: VariableOptions<readonly AnySet[]> = {}): Variable {
    return this.#declare("variable", name, () => {
      const { kind = "continuous", lower = 0, upper = kind === "binary" ? 1 : Infinity } = options;
      const letters = [options.where, upper, lower].find((part) => typeof part === "function") ?? (() => {});
      const axes = independentAxes(over, letters as LooseClosure<unknown>, name);
      const indices = indicesAlong(axes);
      const declaration: VariableDeclaration = {
        name,
        axes,
        site: callSite(),
        lower: bound(lower, indices, axes),
        upper: bound(upper, indices, axes),
        kind: checkedKind(kind, name),
        unit: checkUnit(options.unit, `the variable "${name}"`),
        where: filter(options as LooseOptions, axes),
      };
      checkVariableUnits(name, declaration.unit, [declaration.lower, declaration.upper]);
      this.#variables.push(declaration);
      const at = (...where: Index[]): Expression =>
        new Expression({ op: "variable", of: declaration, at: located(declaration, where) }, 1);
      const has = (...where: Index[]): Condition =>
        new WhereCondition({ test: "has", variable: declaration, at: located(declaration, where) });
      return register(named(at, name, { over, has }), declaration);
    });
  }

  /** An expression with a name. It is written out where it is used; its value is read with `solution.value`. */
  expression<const Sets extends readonly AnySet[], Kind extends Constant | Affine | Quadratic>(
    name: string,
    over: Sets,
    body: (...at: IndicesOf<Sets>) => Kind,
  ): NamedExpression<Sets, Kind>;
  expression(
    name: string,
    over: readonly AnySet[],
    body: LooseClosure<Expression>,
  ): NamedExpression<readonly AnySet[], Expression> {
    return this.#declare("expression", name, () => {
      const axes = independentAxes(over, body, name);
      const own = expression(body(...indicesAlong(axes)), `The expression "${name}"`);
      refuseLooseIndices(usesOfExpression(own), axes);
      unitOf(own);
      const declaration: ExpressionDeclaration = { name, axes, site: callSite(), body: own };
      this.#expressions.push(declaration);
      const at = (...indices: Index[]): Expression => {
        const where = located(declaration, indices);
        return new Expression({ op: "named", name, at: where, body: expression(body(...where), name) }, own.degree);
      };
      return register(named(at, name, { over }), declaration);
    });
  }

  /** A row for every member of the sets. The closure is called once, with symbolic indices. */
  constraint<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    row: (...at: IndicesOf<Sets>) => Comparison,
    options?: RowOptions<Sets>,
  ): Constraint<Sets>;
  constraint(
    name: string,
    over: readonly AnySet[],
    row: LooseClosure<Comparison>,
    options: LooseOptions = {},
  ): Constraint {
    return this.#declare("constraint", name, () => {
      const declaration = constraintDeclaration(name, over, row, options);
      this.#constraints.push(declaration);
      return register({ name, over }, declaration);
    });
  }

  /** u'u <= v w with v, w >= 0 for every member of the sets: the branch-flow cone of a line. */
  rotatedCone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => RotatedCone,
    options?: RowOptions<Sets>,
  ): Constraint<Sets>;
  rotatedCone(
    name: string,
    over: readonly AnySet[],
    cone: LooseClosure<RotatedCone>,
    options: LooseOptions = {},
  ): Constraint {
    return this.#declareCone(name, over, (...at) => rotatedCone(cone(...at)), options);
  }

  /** ||u|| <= v for every member of the sets: the apparent power of a line. */
  cone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => NormCone,
    options?: RowOptions<Sets>,
  ): Constraint<Sets>;
  cone(name: string, over: readonly AnySet[], cone: LooseClosure<NormCone>, options: LooseOptions = {}): Constraint {
    return this.#declareCone(name, over, (...at) => normCone(cone(...at)), options);
  }

  /** What is to be as small as possible, in `unit` where one is given. */
  minimize(cost: Affine | Quadratic | Constant, unit?: string): void {
    this.#setObjective("minimize", cost, unit);
  }

  /** What is to be as large as possible, in `unit` where one is given. */
  maximize(value: Affine | Quadratic | Constant, unit?: string): void {
    this.#setObjective("maximize", value, unit);
  }

  /** The sparse program: rows as they were written, one column for each member of a variable, in order of declaration. */
  compile(): Program {
    return this.compilation().program;
  }

  /** Compiles once and keeps the solver's copy: change data in place, solve again. */
  async open(solver: Solver): Promise<Session> {
    return Session.open(this.compilation(), solver);
  }

  /** The program with what is needed to change its data in place. */
  compilation(): Compilation {
    if (this.#variables.length === 0)
      throw new ClearwattError(`The model "${this.name}" has no variables. Declare some with m.variable(name, sets).`);
    return new Compilation(this.declarations());
  }

  /** Everything that was declared, for printing and compiling. */
  declarations(): Declarations {
    return {
      name: this.name,
      parameters: this.#parameters,
      variables: this.#variables,
      expressions: this.#expressions,
      constraints: this.#constraints,
      cones: this.#cones,
      sense: this.#objective?.sense ?? "minimize",
      objective: this.#objective?.expression ?? null,
    };
  }

  #setObjective(sense: "minimize" | "maximize", value: Affine | Quadratic | Constant, unit: string | undefined): void {
    if (this.#objective !== null)
      throw new ClearwattError(`The model "${this.name}" has an objective already. A model has one; add the terms up.`);
    const own = expression(value, sense);
    refuseLooseIndices(usesOfExpression(own), []);
    checkObjectiveUnit(own, checkUnit(unit, "the objective"));
    this.#objective = { sense, expression: own };
  }

  #declareCone(name: string, over: readonly AnySet[], cone: LooseClosure<Cone>, options: LooseOptions): Constraint {
    return this.#declare("constraint", name, () => {
      const axes = independentAxes(over, cone, name);
      const own = cone(...indicesAlong(axes));
      for (const member of own.members) {
        if (member.degree > 1)
          throw new ClearwattError("The members of a cone must be affine; the squares are taken by the cone.");
        refuseLooseIndices(usesOfExpression(member), axes);
        unitOf(member);
      }
      const declaration: ConeDeclaration = { name, axes, site: callSite(), cone: own, where: filter(options, axes) };
      this.#cones.push(declaration);
      return register({ name, over }, declaration);
    });
  }

  /** Checks the name, and says in which declaration something went wrong. */
  #declare<Result>(what: string, name: string, make: () => Result): Result {
    if (typeof name !== "string" || name.trim() === "") throw new ClearwattError(`A ${what} needs a name.`);
    const room = what === "constraint" ? "rows" : "quantities";
    const before = this.#taken.get(`${room}:${name}`);
    if (before !== undefined)
      throw new ClearwattError(
        `The name "${name}" is taken: the model "${this.name}" has a ${before} of that name. Choose another.`,
      );
    const made = within(`${what} "${name}"`, make);
    this.#taken.set(`${room}:${name}`, what);
    return made;
  }
}

/** A new and empty model. */
export function model(name: string): Model {
  return new Model(name);
}

/** Runs what makes a declaration and puts its name before the message of an error. */
function within<Result>(what: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (error instanceof ClearwattError && !error.message.startsWith("In the ")) {
      throw new ClearwattError(`In the ${what}: ${error.message}`);
    }
    throw error;
  }
}

/** The row of a constraint as it is written; also for rows that a session adds. */
export function constraintDeclaration(
  name: string,
  over: readonly AnySet[],
  row: LooseClosure<Comparison>,
  options: LooseOptions,
): ConstraintDeclaration {
  const axes = independentAxes(over, row, name);
  const own = row(...indicesAlong(axes));
  if (!(own instanceof Row)) {
    throw new ClearwattError(
      `The closure must return a comparison and returned ${own === undefined ? "nothing" : "something else"}. End it with .le(...), .ge(...), .eq(...) or .between(...).`,
    );
  }
  for (const side of own.upper === null ? [own.left, own.right] : [own.left, own.right, own.upper])
    refuseLooseIndices(usesOfExpression(side), axes);
  checkRowUnits(own);
  return { name, axes, site: callSite(), row: own, where: filter(options, axes) };
}

function independentAxes(over: readonly AnySet[], closure: LooseClosure<unknown>, name: string): readonly Axis[] {
  const axes = axesOf(over, closure, `"${name}"`);
  for (const { range } of axes) {
    if (range.members !== null)
      throw new ClearwattError(
        `${range.title} depends on an index: sum over it. Declarations range over whole sets and subsets.`,
      );
  }
  return axes;
}

function filter(options: LooseOptions, axes: readonly Axis[]): WhereCondition | null {
  if (options.where === undefined) return null;
  const where = condition(options.where(...indicesAlong(axes)));
  refuseLooseIndices(usesOfCondition(where), axes);
  return where;
}

function bound(value: Bound<readonly AnySet[]>, indices: readonly Index[], axes: readonly Axis[]): Expression {
  if (typeof value === "number") {
    if (Number.isNaN(value)) throw new ClearwattError("A bound is NaN.");
    return new Expression({ op: "number", value }, 0);
  }
  const own = expression((value as LooseClosure<Constant>)(...indices), "A bound");
  if (own.degree > 0) throw new ClearwattError("A bound must be data. Write a constraint for a limit with variables.");
  refuseLooseIndices(usesOfExpression(own), axes);
  return own;
}

const kinds = ["continuous", "integer", "binary", "semi-continuous"] as const;

function checkedKind(kind: VariableDeclaration["kind"], name: string): VariableDeclaration["kind"] {
  if (kinds.includes(kind)) return kind;
  throw new ClearwattError(`The kind of "${name}" is "${String(kind)}". Choose one of ${kinds.join(", ")}.`);
}

/** The indices at which a declaration is used, checked one by one. */
function located(
  declaration: { readonly name: string; readonly axes: readonly Axis[] },
  at: readonly Index[],
): SymbolicIndex[] {
  const { name, axes } = declaration;
  if (at.length !== axes.length) {
    throw new ClearwattError(
      `"${name}" ranges over ${axes.length === 0 ? "no sets" : axes.map((axis) => axis.range.title).join(" x ")} and was called with ${at.length} indices.`,
    );
  }
  return axes.map((axis, k) => symbolicIndex(at[k], axis.range.root, `"${name}"`));
}

/** Throws where an index is used outside the closure it belongs to. */
function refuseLooseIndices(uses: Uses, axes: readonly Axis[]): void {
  const loose = freeAxes(uses).find((axis) => !axes.includes(axis));
  if (loose === undefined) return;
  throw new ClearwattError(
    `The index ${loose.letter} of "${loose.range.name}" is used outside the closure that it was made for. Use the indices that the closure is called with.`,
  );
}

function named<Call extends (...at: Index[]) => Expression, Rest extends object>(
  call: Call,
  name: string,
  rest: Rest,
): Call & Rest {
  Object.defineProperty(call, "name", { value: name });
  return Object.assign(call, rest);
}
