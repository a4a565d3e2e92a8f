/** Variables: the unknowns of a model, and columns that a session adds. */
import { ClearwattError } from "../../errors.ts";
import { callSite } from "../call-site.ts";
import { usesOfExpression } from "../compile/space/indices.ts";
import { checkDegree } from "../expressions/degree.ts";
import { type Constant, Expression, expression, type IndicesOf } from "../expressions/expression.ts";
import { checkUnit, checkVariableUnits } from "../expressions/units.ts";
import type { Variable } from "../handles.ts";
import { type Condition, WhereCondition } from "../sets/condition.ts";
import type { AnySet } from "../sets/set.ts";
import type { Axis, Index } from "../sets/symbolic-index.ts";
import type { VariableDeclaration } from "./declarations.ts";
import { type Closure, checkUses, type Filter, filter, independentAxes, located, named, written } from "./declaring.ts";
import { refuseUnknown } from "./options.ts";
import type { Owner } from "./owner.ts";
import { register } from "./registry.ts";

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

/** Options without the types that hold their indices and sets together. */
interface AnyOptions extends Filter {
  readonly lower?: number | Closure<Constant>;
  readonly upper?: number | Closure<Constant>;
  readonly kind?: VariableDeclaration["kind"];
  readonly unit?: string;
}

export function variableDeclaration(
  name: string,
  over: readonly AnySet[],
  options: AnyOptions,
  owner: Owner,
): VariableDeclaration {
  refuseUnknown(options, ["lower", "upper", "kind", "unit", "where"], "a variable");
  const { kind = "continuous", lower = 0, upper = kind === "binary" ? 1 : Infinity } = options;
  const lettering = [options.where, upper, lower].find((part) => typeof part === "function") ?? (() => {});
  const axes = independentAxes(over, lettering, name);
  if (kind === "binary") refuseBeyondBinary(name, lower, upper);
  const declaration: VariableDeclaration = {
    name,
    axes,
    site: callSite(),
    owner,
    lower: bound(lower, axes, owner),
    upper: bound(upper, axes, owner),
    kind: checkedKind(kind, name),
    unit: checkUnit(options.unit, `the variable "${name}"`),
    where: filter(options, axes, owner),
  };
  checkVariableUnits(name, declaration.unit, [declaration.lower, declaration.upper]);
  return declaration;
}

/** What users call at indices. */
export function variableHandle<Sets extends readonly AnySet[]>(
  declaration: VariableDeclaration,
  over: Sets,
): Variable<Sets>;
export function variableHandle(declaration: VariableDeclaration, over: readonly AnySet[]): Variable {
  const { name } = declaration;
  const at = (...indices: Index[]): Expression =>
    new Expression({ op: "variable", of: declaration, at: located(declaration, indices) }, 1);
  const has = (...indices: Index[]): Condition =>
    new WhereCondition({ test: "has", variable: declaration, at: located(declaration, indices) });
  return register(named(at, name, { over, has }), declaration);
}

function bound(value: number | Closure<Constant>, axes: readonly Axis[], owner: Owner): Expression {
  if (typeof value === "number") {
    if (Number.isNaN(value))
      throw new ClearwattError("A bound is NaN.", { code: "not-a-number", data: { what: "bound", found: value } });
    return new Expression({ op: "number", value }, 0);
  }
  const own = expression(typeof value === "function" ? written(value, axes) : value, "A bound");
  checkDegree("bound", own.degree, 0, "A bound must be data. Write a constraint for a limit with variables.");
  checkUses(usesOfExpression(own), axes, owner);
  return own;
}

function refuseBeyondBinary(name: string, ...bounds: readonly unknown[]): void {
  for (const value of bounds) {
    if (typeof value === "number" && (value < 0 || value > 1))
      throw new ClearwattError(
        `"${name}" is binary, 0 or 1, and has the bound ${value}. Make it an integer variable.`,
        { code: "out-of-range", data: { name, what: "bound", found: value, least: 0, most: 1 } },
      );
  }
}

const kinds = ["continuous", "integer", "binary", "semi-continuous"] as const;

function checkedKind(kind: VariableDeclaration["kind"], name: string): VariableDeclaration["kind"] {
  if (kinds.includes(kind)) return kind;
  throw new ClearwattError(`The kind of "${name}" is "${String(kind)}". Choose one of ${kinds.join(", ")}.`, {
    code: "unknown-name",
    data: { kind: "kind of variable", found: kind, known: kinds, name },
  });
}
