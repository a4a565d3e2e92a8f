/** What variables, named expressions, constraints and cones claim. */
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  ExpressionDeclaration,
  VariableDeclaration,
} from "../declaring/declarations.ts";
import type { Expression } from "../expressions/expression.ts";
import type { Axis } from "../sets/symbolic-index.ts";
import { formulaOf, productOf, squareOf } from "./algebra.ts";
import { type Claim, type Formula, number, relation, symbol } from "./formula.ts";
import type { Scope } from "./scope.ts";

/** Bounds and kind: `0 <= n <= 4, n is integer`. */
export function claimsOfVariable({ name, axes, lower, upper, kind }: VariableDeclaration, scope: Scope): Claim[] {
  const own = ownSymbol(name, axes, scope);
  const bounds = boundsOf(own, lower, upper, scope);
  const free: Claim = { claim: "kind", of: own, kind: "free" };
  if (kind === "continuous") return bounds.length === 0 ? [free] : bounds;
  if (kind === "semi-continuous") return [{ claim: "either", parts: [relation(own, "=", number(0)), ...bounds] }];
  const usual = kind === "binary" && isNumber(lower, 0) && isNumber(upper, 1);
  return [...(usual ? [] : bounds), { claim: "kind", of: own, kind }];
}

export function claimsOfExpression({ name, axes, body }: ExpressionDeclaration, scope: Scope): Claim[] {
  return [relation(ownSymbol(name, axes, scope), "=", formulaOf(body, scope))];
}

export function claimsOfConstraint({ row }: ConstraintDeclaration, scope: Scope): Claim[] {
  const left = formulaOf(row.left, scope);
  const right = formulaOf(row.right, scope);
  if (row.relation !== "between") return [relation(left, row.relation, right)];
  return [{ claim: "relation", sides: [right, left, formulaOf(row.upper!, scope)], sign: "<=" }];
}

/** u'u <= v w with v, w >= 0, or sqrt(u'u) <= v. */
export function claimsOfCone({ cone }: ConeDeclaration, scope: Scope): Claim[] {
  const bounds = cone.rotated ? 2 : 1;
  const product = cone.members.slice(0, bounds);
  const squares = cone.members.slice(bounds).map((member) => squareOf(member, scope));
  const terms = squares.map((of) => ({ negative: false, of }));
  const norm: Formula = terms.length === 1 ? squares[0]! : { form: "terms", terms };
  if (!cone.rotated) return [relation({ form: "root", of: norm }, "<=", productOf(product, scope))];
  const factors = product.filter(({ node }) => node.op !== "number").map((factor) => formulaOf(factor, scope));
  return [
    relation(norm, "<=", productOf(product, scope)),
    ...factors.map((factor) => relation(factor, ">=", number(0))),
  ];
}

function ownSymbol(name: string, axes: readonly Axis[], scope: Scope): Formula {
  return symbol(
    name,
    axes.map((axis) => ({ place: "letter", letter: scope.loop(axis).letter })),
  );
}

function boundsOf(own: Formula, lower: Expression, upper: Expression, scope: Scope): Claim[] {
  const above = isNumber(lower, -Infinity) ? null : formulaOf(lower, scope);
  const below = isNumber(upper, Infinity) ? null : formulaOf(upper, scope);
  if (above !== null && below !== null) {
    const fixed = lower.node.op === "number" && isNumber(upper, lower.node.value);
    return [fixed ? relation(own, "=", below) : { claim: "relation", sides: [above, own, below], sign: "<=" }];
  }
  if (above !== null) return [relation(own, ">=", above)];
  return below === null ? [] : [relation(own, "<=", below)];
}

function isNumber({ node }: Expression, value: number): boolean {
  return node.op === "number" && node.value === value;
}
