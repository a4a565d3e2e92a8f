/** Expressions at symbolic indices: constants, affine and quadratic ones, and the comparisons that make rows. */
import { ClearwattError } from "../../errors.ts";
import type { ParameterDeclaration, VariableDeclaration } from "../declaring/declarations.ts";
import { noteMade, noteUsed } from "../declaring/unused.ts";
import { described } from "../described.ts";
import { type Condition, compareConstants } from "../sets/condition.ts";
import type { AnySet, IndexSet } from "../sets/set.ts";
import type { Axis, Index, SymbolicIndex } from "../sets/symbolic-index.ts";
import { checkDegree } from "./degree.ts";

declare const kind: unique symbol;

/** Data at an index: a parameter, or arithmetic on parameters. */
export interface Constant {
  readonly [kind]?: "constant";
  plus(other: Constant | number): Constant;
  plus(other: Affine): Affine;
  plus(other: Quadratic): Quadratic;
  minus(other: Constant | number): Constant;
  minus(other: Affine): Affine;
  minus(other: Quadratic): Quadratic;
  times(factor: Constant | number): Constant;
  times(factor: Affine): Affine;
  times(factor: Quadratic): Quadratic;
  dividedBy(divisor: Constant | number): Constant;
  le(bound: Affine): Comparison;
  ge(bound: Affine): Comparison;
  eq(target: Affine): Comparison;
  /** Conditions for `where`. */
  above(other: Constant | number): Condition;
  below(other: Constant | number): Condition;
  equals(other: Constant | number): Condition;
}

/** Linear in the variables, plus a constant. */
export interface Affine {
  readonly [kind]?: "affine";
  plus(other: Affine | Constant | number): Affine;
  plus(other: Quadratic): Quadratic;
  minus(other: Affine | Constant | number): Affine;
  minus(other: Quadratic): Quadratic;
  times(factor: Constant | number): Affine;
  /** A product of two affine expressions; objectives take it where it is convex, constraints do not. */
  times(factor: Affine): Quadratic;
  dividedBy(divisor: Constant | number): Affine;
  squared(): Quadratic;
  le(bound: Affine | Constant | number): Comparison;
  ge(bound: Affine | Constant | number): Comparison;
  eq(target: Affine | Constant | number): Comparison;
  /** lower <= this <= upper, as one row. */
  between(lower: Constant | number, upper: Constant | number): Comparison;
}

export interface Quadratic {
  readonly [kind]?: "quadratic";
  plus(other: Quadratic | Affine | Constant | number): Quadratic;
  minus(other: Quadratic | Affine | Constant | number): Quadratic;
  times(factor: Constant | number): Quadratic;
  dividedBy(divisor: Constant | number): Quadratic;
}

/** A row: what `le`, `ge`, `eq` and `between` give. */
export interface Comparison {
  readonly [kind]?: "comparison";
  readonly relation: "<=" | ">=" | "=" | "between";
}

export type IndicesOf<Sets extends readonly AnySet[]> = {
  [K in keyof Sets]: Sets[K] extends IndexSet<infer Name> ? Index<Name> : never;
};

export type Node =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "parameter"; readonly of: ParameterDeclaration; readonly at: readonly SymbolicIndex[] }
  | { readonly op: "label"; readonly at: SymbolicIndex }
  | { readonly op: "variable"; readonly of: VariableDeclaration; readonly at: readonly SymbolicIndex[] }
  | { readonly op: "plus" | "minus"; readonly left: Expression; readonly right: Expression }
  | { readonly op: "times"; readonly left: Expression; readonly right: Expression }
  | { readonly op: "divide"; readonly left: Expression; readonly right: Expression }
  | { readonly op: "sum"; readonly over: readonly Axis[]; readonly where: Condition | null; readonly body: Expression }
  | {
      readonly op: "named";
      readonly name: string;
      readonly axes: readonly Axis[];
      readonly at: readonly SymbolicIndex[];
      readonly body: Expression;
    };

export type Operand = Constant | Affine | Quadratic | number;

/** The one implementation behind Constant, Affine and Quadratic; their types say which of its methods make sense. */
export class Expression {
  readonly node: Node;
  /** 0 for data, 1 for affine, 2 for quadratic. */
  readonly degree: 0 | 1 | 2;

  constructor(node: Node, degree: 0 | 1 | 2) {
    this.node = node;
    this.degree = degree;
    if (node.op !== "number") noteMade(this, () => unusedExpression(this));
  }

  plus(other: Operand): Expression {
    noteUsed(this);
    const right = expression(other, "plus");
    return new Expression({ op: "plus", left: this, right }, higher(this, right));
  }

  minus(other: Operand): Expression {
    noteUsed(this);
    const right = expression(other, "minus");
    return new Expression({ op: "minus", left: this, right }, higher(this, right));
  }

  times(factor: Operand): Expression {
    noteUsed(this);
    const right = expression(factor, "times");
    const degree = this.degree + right.degree;
    checkDegree(
      "product",
      degree,
      2,
      "A product of three variables is neither affine nor quadratic, and no solver here takes it.",
    );
    return new Expression({ op: "times", left: this, right }, degree as 0 | 1 | 2);
  }

  dividedBy(divisor: Constant | number): Expression {
    noteUsed(this);
    const right = expression(divisor, "dividedBy");
    checkDegree("divisor", right.degree, 0, "An expression can be divided by data only, not by one with variables.");
    if (right.node.op === "number" && right.node.value === 0)
      throw new ClearwattError("An expression is divided by 0.", {
        code: "out-of-range",
        data: { what: "divisor", found: 0 },
      });
    return new Expression({ op: "divide", left: this, right }, this.degree);
  }

  squared(): Expression {
    return this.times(this);
  }

  le(bound: Operand): Row {
    return new Row(this, "<=", expression(bound, "le"), null);
  }

  ge(bound: Operand): Row {
    return new Row(this, ">=", expression(bound, "ge"), null);
  }

  eq(target: Operand): Row {
    return new Row(this, "=", expression(target, "eq"), null);
  }

  between(lower: Constant | number, upper: Constant | number): Row {
    return new Row(this, "between", expression(lower, "between"), expression(upper, "between"));
  }

  above(other: Constant | number): Condition {
    return compareConstants(this, ">", expression(other, "above"));
  }

  below(other: Constant | number): Condition {
    return compareConstants(this, "<", expression(other, "below"));
  }

  equals(other: Constant | number): Condition {
    return compareConstants(this, "=", expression(other, "equals"));
  }

  [Symbol.toPrimitive](): never {
    throw new ClearwattError(
      "An expression has no value before a solve, so JavaScript's own operators do not work on it. " +
        "Write plus, minus, times, dividedBy, le, ge and eq.",
      { code: "misuse" },
    );
  }
}

const notLinear = "A constraint must be linear; a product of variables belongs into a convex objective or a cone.";
const notData = "between(lower, upper) takes data as its limits. Write two constraints for limits with variables.";

/** left <= right, left >= right, left = right, or right <= left <= upper for "between". */
export class Row implements Comparison {
  readonly left: Expression;
  readonly relation: "<=" | ">=" | "=" | "between";
  readonly right: Expression;
  readonly upper: Expression | null;
  /** How many there have been: a closure makes one, or it has lost one in an && or a branch. */
  static made = 0;

  constructor(left: Expression, relation: "<=" | ">=" | "=" | "between", right: Expression, upper: Expression | null) {
    this.left = left;
    this.relation = relation;
    this.right = right;
    this.upper = upper;
    Row.made++;
    noteUsed(left);
    for (const side of upper === null ? [left, right] : [left, right, upper]) {
      checkDegree("constraint", side.degree, 1, notLinear);
    }
    if (upper !== null) checkDegree("between", Math.max(right.degree, upper.degree), 0, notData);
  }
}

/** What is said of an expression that went nowhere: which one, by the first quantity in it. */
function unusedExpression(expression: Expression): string {
  const quantity = quantityIn(expression);
  return (
    `${quantity === null ? "An expression" : `An expression of "${quantity}"`} was made and not used: it has no truth value, so if, ?:, && and || do not see it, ` +
    "and plus, minus and times give a new expression and leave the old one as it was. Filter with where, and use what they give."
  );
}

function quantityIn({ node }: Expression): string | null {
  if (node.op === "parameter" || node.op === "variable") return node.of.name;
  if (node.op === "named") return node.name;
  if (node.op === "sum") return quantityIn(node.body);
  if (node.op === "number" || node.op === "label") return null;
  return quantityIn(node.left) ?? quantityIn(node.right);
}

function higher(left: Expression, right: Expression): 0 | 1 | 2 {
  return left.degree > right.degree ? left.degree : right.degree;
}

/** An operand as an expression; throws on NaN, infinities and anything that is neither a number nor an expression. */
export function expression(value: Operand | Comparison | undefined, where: string): Expression {
  if (value instanceof Expression) {
    noteUsed(value);
    return value;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      throw new ClearwattError(`${where} was handed ${value}. Numbers in expressions must be finite.`, {
        code: "out-of-range",
        data: { what: where, found: value },
      });
    return new Expression({ op: "number", value }, 0);
  }
  const found = value instanceof Row ? "a comparison" : described(value);
  const advice =
    value === undefined
      ? " Does the closure return its expression?"
      : typeof value === "function"
        ? " Call it at its indices, as in load(j, t)."
        : "";
  throw new ClearwattError(`${where} needs a number or an expression and got ${found}.${advice}`, {
    code: "wrong-type",
    data: { what: where, expected: "an expression", found },
  });
}

export function numberAt(index: SymbolicIndex): Constant {
  return new Expression({ op: "label", at: index }, 0);
}

/** Whether an expression is data: nothing in it is decided. */
export function isData(value: Constant | Affine | Quadratic): value is Constant {
  return value instanceof Expression && value.degree === 0;
}
