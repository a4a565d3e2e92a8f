/** A model: the parameters, variables, constraints and the objective of a formulation. */
import { ClearwattError } from "../errors.ts";
import type { Program } from "../program/index.ts";
import type { Solver } from "../solving/index.ts";
import { callSite } from "./call-site.ts";
import { Compilation, type Declarations } from "./compile/compile.ts";
import { type Place, placeOf } from "./compile/place.ts";
import { usesOfExpression } from "./compile/space/indices.ts";
import { type ParameterData, readData, type TableColumns } from "./data/parameter-data.ts";
import { constraintDeclaration } from "./declaring/constraint.ts";
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  ExpressionDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "./declaring/declarations.ts";
import {
  type Closure,
  checkUses,
  type Filter,
  filter,
  independentAxes,
  located,
  named,
  type RowOptions,
  within,
  written,
} from "./declaring/declaring.ts";
import { refuseUnknown } from "./declaring/options.ts";
import { Owner } from "./declaring/owner.ts";
import { type AnyDeclaration, register, registered } from "./declaring/registry.ts";
import { type VariableOptions, variableDeclaration, variableHandle } from "./declaring/variable.ts";
import { type Cone, type NormCone, normCone, type RotatedCone, rotatedCone } from "./expressions/cone.ts";
import {
  type Affine,
  type Comparison,
  type Constant,
  Expression,
  expression,
  type IndicesOf,
  type Quadratic,
} from "./expressions/expression.ts";
import { checkObjectiveUnit, checkUnit, unitOf } from "./expressions/units.ts";
import type {
  AnyConstraint,
  AnyHandle,
  AnyVariable,
  ConeConstraint,
  Constraint,
  NamedExpression,
  Parameter,
  Variable,
} from "./handles.ts";
import { modelTeX } from "./print/tex.ts";
import { modelText } from "./print/text.ts";
import { openSession, type Session } from "./session.ts";
import type { AnySet } from "./sets/set.ts";
import type { Index } from "./sets/symbolic-index.ts";

interface Objective {
  readonly sense: "minimize" | "maximize";
  readonly expression: Expression;
  readonly unit: string | null;
}

/**
 * A formulation: what is declared in it is checked at once, and compiled to sparse arrays by `compile` and `open`. All
 * declarations throw a ClearwattError that names the declaration and says what to do.
 */
export class Model {
  readonly name: string;
  readonly #owner: Owner;
  readonly #parameters: ParameterDeclaration[] = [];
  readonly #variables: VariableDeclaration[] = [];
  readonly #expressions: ExpressionDeclaration[] = [];
  readonly #constraints: ConstraintDeclaration[] = [];
  readonly #cones: ConeDeclaration[] = [];
  readonly #taken = new Map<string, string>();
  #objective: Objective | null = null;

  /** Models are made by `model(name)`, and from an `origin` by its `extended`. */
  constructor(name: string, origin: Model | null = null) {
    this.name = name;
    this.#owner = origin === null ? Owner.ofModel(name) : origin.#owner.extended(name);
    if (origin === null) return;
    this.#parameters.push(...origin.#parameters);
    this.#variables.push(...origin.#variables);
    this.#expressions.push(...origin.#expressions);
    this.#constraints.push(...origin.#constraints);
    this.#cones.push(...origin.#cones);
    for (const [taken, what] of origin.#taken) this.#taken.set(taken, what);
    this.#objective = origin.#objective;
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
        owner: this.#owner,
        data: readData(name, ranges, data, columns),
        unit: checkUnit(unit, `the parameter "${name}"`),
      };
      this.#keep(this.#parameters, declaration);
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
      const declaration = variableDeclaration(name, over, options, this.#owner);
      this.#keep(this.#variables, declaration);
      return variableHandle(declaration, over);
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
    body: Closure<Expression>,
    options: object = {},
  ): NamedExpression<readonly AnySet[], Expression> {
    return this.#declare("expression", name, () => {
      refuseUnknown(options, [], "a named expression, which stands where it is used");
      const axes = independentAxes(over, body, name);
      const own = expression(written(body, axes), `The expression "${name}"`);
      checkUses(usesOfExpression(own), axes, this.#owner);
      unitOf(own);
      const declaration: ExpressionDeclaration = { name, axes, site: callSite(), owner: this.#owner, body: own };
      this.#keep(this.#expressions, declaration);
      const at = (...indices: Index[]): Expression => {
        const where = located(declaration, indices);
        return new Expression(
          { op: "named", name, axes, at: where, body: expression(body(...where), name) },
          own.degree,
        );
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
  constraint(name: string, over: readonly AnySet[], row: Closure<Comparison>, options: Filter = {}): Constraint {
    return this.#declare("constraint", name, () => {
      const declaration = constraintDeclaration(name, over, row, options, this.#owner);
      this.#keep(this.#constraints, declaration);
      return register({ name, over }, declaration);
    });
  }

  /** u'u <= v w with v, w >= 0 for every member of the sets: the branch-flow cone of a line. */
  rotatedCone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => RotatedCone,
    options?: RowOptions<Sets>,
  ): ConeConstraint<Sets>;
  rotatedCone(name: string, over: readonly AnySet[], cone: Closure<RotatedCone>, options: Filter = {}): ConeConstraint {
    return this.#declareCone(name, over, cone, (...at) => rotatedCone(cone(...at)), options);
  }

  /** ||u|| <= v for every member of the sets: the apparent power of a line. */
  cone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => NormCone,
    options?: RowOptions<Sets>,
  ): ConeConstraint<Sets>;
  cone(name: string, over: readonly AnySet[], cone: Closure<NormCone>, options: Filter = {}): ConeConstraint {
    return this.#declareCone(name, over, cone, (...at) => normCone(cone(...at)), options);
  }

  /** What is to be as small as possible, in `unit` where one is given. */
  minimize(cost: Affine | Quadratic | Constant, unit?: string): void {
    this.#setObjective("minimize", cost, unit);
  }

  /** What is to be as large as possible, in `unit` where one is given. */
  maximize(value: Affine | Quadratic | Constant, unit?: string): void {
    this.#setObjective("maximize", value, unit);
  }

  /**
   * Another model with all that this one has and more: what `write` declares in it (under names that are not taken), and
   * the expression that `write` returns, which is added to the objective as it stands; where that is maximized, a penalty
   * is returned with a minus. A model without an objective minimizes it, unless `write` says otherwise. This model stays
   * as it is, and its handles are handles of the other one, too.
   */
  extended(
    write: (extra: Model) => Affine | Quadratic | Constant | number,
    name: string = `${this.name}, extended`,
  ): Model {
    const extra = new Model(name, this);
    const added = write(extra);
    within(`model "${name}"`, () => extra.#addToObjective(added));
    return extra;
  }

  /** Was it declared in this model, or in the one from which this one was made with `extended`? */
  owns(handle: AnyHandle): boolean {
    return this.#owner.has(registered(handle, "A parameter, a variable, an expression or a constraint"));
  }

  /** The sparse program: rows as they were written, one column for each member of a variable, in order of declaration. */
  compile(): Program {
    return this.compilation().program;
  }

  /** Compiles once and keeps the solver's copy: change data in place, solve again. */
  async open(solver: Solver): Promise<Session> {
    return openSession(this.compilation(), solver);
  }

  /** Where each handle that is asked for stands in the program that `compile` gives. */
  places(): { readonly program: Program; placeOf(handle: AnyConstraint | AnyVariable): Place } {
    const compilation = this.compilation();
    return { program: compilation.program, placeOf: (handle) => placeOf(compilation, handle) };
  }

  /** The program with what is needed to change its data in place. */
  compilation(): Compilation {
    return new Compilation(this.declarations());
  }

  /** Everything that was declared, for printing and compiling. */
  declarations(): Declarations {
    return {
      name: this.name,
      owner: this.#owner,
      parameters: this.#parameters,
      variables: this.#variables,
      expressions: this.#expressions,
      constraints: this.#constraints,
      cones: this.#cones,
      sense: this.#objective?.sense ?? "minimize",
      objective: this.#objective?.expression ?? null,
    };
  }

  /** The model as algebra in plain text: sets, data, variables, objective and constraints by name. */
  toText(): string {
    return modelText(this.declarations());
  }

  /** The model as algebra in TeX, for amsmath and KaTeX. */
  toTeX(): string {
    return modelTeX(this.declarations());
  }

  #setObjective(sense: "minimize" | "maximize", value: Affine | Quadratic | Constant, unit: string | undefined): void {
    if (this.#objective !== null)
      throw new ClearwattError(`The model "${this.name}" has an objective already. A model has one; add the terms up.`);
    const own = expression(value, sense);
    checkUses(usesOfExpression(own), [], this.#owner);
    const checked = checkUnit(unit, "the objective");
    checkObjectiveUnit(own, checked);
    this.#objective = { sense, expression: own, unit: checked };
  }

  #addToObjective(value: Affine | Quadratic | Constant | number): void {
    const own = expression(value, "What is added to the objective");
    checkUses(usesOfExpression(own), [], this.#owner);
    const before = this.#objective ?? { sense: "minimize", expression: null, unit: null };
    const sum = before.expression?.plus(own) ?? own;
    checkObjectiveUnit(sum, before.unit);
    this.#objective = { ...before, expression: sum };
  }

  #declareCone(
    name: string,
    over: readonly AnySet[],
    lettering: Closure<unknown>,
    cone: Closure<Cone>,
    options: Filter,
  ): ConeConstraint {
    return this.#declare("constraint", name, () => {
      refuseUnknown(options, ["where"], "a cone");
      const axes = independentAxes(over, lettering, name);
      const own = written(cone, axes);
      for (const member of own.members) {
        if (member.degree > 1)
          throw new ClearwattError("The members of a cone must be affine; the squares are taken by the cone.");
        checkUses(usesOfExpression(member), axes, this.#owner);
        unitOf(member);
      }
      const declaration: ConeDeclaration = {
        name,
        axes,
        site: callSite(),
        owner: this.#owner,
        cone: own,
        where: filter(options, axes, this.#owner),
      };
      this.#keep(this.#cones, declaration);
      return register({ name, over }, declaration);
    });
  }

  #keep<Declaration extends AnyDeclaration>(list: Declaration[], declaration: Declaration): void {
    list.push(declaration);
    this.#owner.add(declaration);
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
