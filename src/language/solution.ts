/** The numbers of an optimum, by name and label. */
import { ClearwattError } from "../errors.ts";
import type { ColumnBlock, Columns } from "./compile/columns.ts";
import type { ConesOf } from "./compile/cones.ts";
import { rowSpace } from "./compile/space/row-space.ts";
import { Space } from "./compile/space/space.ts";
import { evaluate } from "./compile/terms/evaluate.ts";
import type { Values } from "./compile/values.ts";
import { coneDuals, coneSlacks } from "./cone-readings.ts";
import { Labelled } from "./data/labelled.ts";
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  Declaration,
  VariableDeclaration,
} from "./declaring/declarations.ts";
import type { Owner } from "./declaring/owner.ts";
import { coneBehind, constraintBehind, registered, variableBehind } from "./declaring/registry.ts";
import { largeSide } from "./expressions/cone.ts";
import { Expression } from "./expressions/expression.ts";
import { quotientText, unitText } from "./expressions/units.ts";
import type { AnyConstraint, AnyExpression, AnyParameter, AnyVariable } from "./handles.ts";
import { indicesAlong } from "./sets/axes.ts";

/** Rows of a constraint in the program that was solved. */
export interface RowsOf {
  readonly first: number;
  readonly space: Space;
}

/** Where everything stood when the program was solved. */
export interface Layout {
  readonly owner: Owner;
  readonly columns: Columns;
  readonly rows: ReadonlyMap<ConstraintDeclaration, RowsOf>;
  readonly cones: readonly ConesOf[];
  readonly values: Values;
  readonly objective: Expression | null;
}

/** What is read from a solution; a point that is not an optimum has values only. */
interface Numbers {
  readonly values: Float64Array;
  readonly rowDuals: Float64Array | null;
  readonly reducedCosts: Float64Array | null;
  readonly slacks: Float64Array | null;
  /** Multipliers and values of the cones' expressions. */
  readonly coneDuals: Float64Array | null;
  readonly coneExpressions: Float64Array | null;
}

/** The values of an optimum (or of a best point so far), by handle and label; it keeps them whatever the session does next. */
export class Solution {
  readonly #outcome: Numbers;
  readonly #layout: Layout;

  /** Solutions are made by `session.solve`. */
  constructor(outcome: Numbers, layout: Layout) {
    this.#outcome = outcome;
    this.#layout = layout;
  }

  /** Values of a variable, of a named expression at this solution, or of a parameter as it was when solved. */
  value<Handle extends AnyVariable | AnyExpression | AnyParameter>(handle: Handle): Labelled<Handle["over"]> {
    const { columns, values } = this.#layout;
    const declaration = registered(handle, "A variable, an expression or a parameter");
    if ("kind" in declaration) {
      const { first, space } = this.#columnsOf(declaration);
      const data = this.#outcome.values.slice(first, first + space.count);
      return new Labelled(declaration.name, handle.over, declaration.unit, data, space);
    }
    this.#layout.owner.refuseForeign(declaration);
    if ("data" in declaration) {
      const space = new Space(declaration.axes);
      return new Labelled(declaration.name, handle.over, declaration.unit, values.of(declaration).slice(), space);
    }
    if (!("body" in declaration))
      throw new ClearwattError(`"${declaration.name}" is a constraint. Read its dual or its slack.`, {
        code: "wrong-type",
        data: { name: declaration.name, expected: "a quantity" },
      });
    const space = rowSpace(declaration.axes, null, [declaration.body], values, columns);
    const data = evaluate(declaration.body, space, values, columns, this.#outcome.values);
    return new Labelled(declaration.name, handle.over, unitText(declaration.body), data, space);
  }

  /**
   * d objective / d right-hand side of every row, whichever way the objective points, in the objective's unit per that of
   * the row. Of a cone: d objective / d what is added to its larger side, v of ||u|| <= v or v w of u'u <= v w; infinite
   * where v and w are both 0, as no rate holds there. Throws for integer programs.
   */
  dual<Handle extends AnyConstraint>(constraint: Handle): Labelled<Handle["over"]> {
    const cone = coneBehind(constraint);
    if (cone !== null) return this.#coneDual(constraint, cone);
    const { row } = constraintBehind(constraint);
    const all = this.#outcome.rowDuals ?? this.#noDuals(constraint.name);
    return this.#rows("dual of", constraint, all, quotientText(this.#layout.objective, row.left));
  }

  /** Distance of every row from its nearer side, Infinity where it has none; v - ||u|| or v w - u'u of a cone. */
  slack<Handle extends AnyConstraint>(constraint: Handle): Labelled<Handle["over"]> {
    const cone = coneBehind(constraint);
    if (cone !== null) {
      const place = this.#placeOf(cone);
      const data = coneSlacks(place, this.#outcome.coneExpressions ?? this.#noSlacks(constraint.name));
      const unit = unitText(largeSide(cone.cone));
      return new Labelled(`slack of ${constraint.name}`, constraint.over, unit, data, place.space);
    }
    const all = this.#outcome.slacks ?? this.#noSlacks(constraint.name);
    return this.#rows("slack of", constraint, all, unitText(constraintBehind(constraint).row.left));
  }

  /**
   * d objective / d bound of every member, whichever way the objective points, in the objective's unit per that of the
   * variable. Throws for integer programs.
   */
  reducedCost<Handle extends AnyVariable>(variable: Handle): Labelled<Handle["over"]> {
    const declaration = variableBehind(variable);
    const { first, space } = this.#columnsOf(declaration);
    const all = this.#outcome.reducedCosts ?? this.#noDuals(variable.name);
    const unit = quotientText(this.#layout.objective, memberOf(declaration));
    return new Labelled(
      `reduced cost of ${variable.name}`,
      variable.over,
      unit,
      all.slice(first, first + space.count),
      space,
    );
  }

  /** Values of all columns in the order of the program, as `solve` takes them for a start. */
  get columns(): Float64Array {
    return this.#outcome.values;
  }

  #coneDual<Handle extends AnyConstraint>(constraint: Handle, cone: ConeDeclaration): Labelled<Handle["over"]> {
    const place = this.#placeOf(cone);
    const { coneDuals: multipliers, coneExpressions: expressions } = this.#outcome;
    if (multipliers === null || expressions === null) return this.#noDuals(constraint.name);
    const unit = quotientText(this.#layout.objective, largeSide(cone.cone));
    const data = coneDuals(place, expressions, multipliers);
    return new Labelled(`dual of ${constraint.name}`, constraint.over, unit, data, place.space);
  }

  #columnsOf(declaration: VariableDeclaration): ColumnBlock {
    return this.#layout.columns.blocks.get(declaration) ?? this.#notSolved(declaration);
  }

  #placeOf(cone: ConeDeclaration): ConesOf {
    return this.#layout.cones.find(({ declaration }) => declaration === cone) ?? this.#notSolved(cone);
  }

  /** Says why something is not in this solution. */
  #notSolved(declaration: Declaration): never {
    this.#layout.owner.refuseForeign(declaration);
    throw new ClearwattError(`"${declaration.name}" was not in the program that was solved: it came later.`, {
      code: "outdated",
      data: { name: declaration.name },
    });
  }

  #rows<Handle extends AnyConstraint>(
    what: string,
    constraint: Handle,
    all: Float64Array,
    unit: string | null,
  ): Labelled<Handle["over"]> {
    const declaration = constraintBehind(constraint);
    const rows = this.#layout.rows.get(declaration) ?? this.#notSolved(declaration);
    const data = all.slice(rows.first, rows.first + rows.space.count);
    return new Labelled(`${what} ${constraint.name}`, constraint.over, unit, data, rows.space);
  }

  #noDuals(name: string): never {
    const isWhole = ({ variable }: { readonly variable: VariableDeclaration }) => variable.kind !== "continuous";
    if (this.#outcome.slacks !== null && ![...this.#layout.columns.blocks.values()].some(isWhole)) {
      throw new ClearwattError(
        `"${name}" has no duals: the program has cones, and the solver gives no multipliers of these, without which the others prove nothing.`,
        { code: "no-duals", data: { name, because: "cones" } },
      );
    }
    throw new ClearwattError(
      `"${name}" has no duals: the program has integer variables. session.solveFixed(solution) fixes them and solves the rest, which has duals.`,
      { code: "no-duals", data: { name, because: "integers" } },
    );
  }

  #noSlacks(name: string): never {
    throw new ClearwattError(`"${name}" has no slacks here: this is a best point so far, and has values only.`, {
      code: "no-duals",
      data: { name, because: "incumbent" },
    });
  }
}

function memberOf(declaration: VariableDeclaration): Expression {
  const at = indicesAlong(declaration.axes);
  return new Expression({ op: "variable", of: declaration, at }, 1);
}
