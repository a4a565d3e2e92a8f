/**
 * From expressions as they were written to formulas as they are read: `a - b` for `a + -1 b`, `2 x` for `x * 2`; and from
 * conditions of `where`, which compare expressions and stand in sums, to clauses.
 */

import type { Expression, Node } from "../expressions/expression.ts";
import { condition, type WhereCondition } from "../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../sets/symbolic-index.ts";
import { presentWhere } from "./absence.ts";
import {
  all,
  type Clause,
  type Formula,
  number,
  type Order,
  type Place,
  type Sign,
  symbol,
  type Term,
} from "./formula.ts";
import type { Scope } from "./scope.ts";

export function formulaOf(expression: Expression, scope: Scope): Formula {
  return joined(termsOf(expression, scope));
}

/** The square of an expression, for which the sign of a single term does not matter. */
export function squareOf(expression: Expression, scope: Scope): Formula {
  return { form: "square", of: unsigned(termsOf(expression, scope)).of };
}

export function productOf(factors: readonly Expression[], scope: Scope): Formula {
  const made = new Product();
  for (const factor of factors) factorInto(made, factor, scope);
  return joined(made.terms());
}

/** The terms of an expression with their signs. A stack stands for recursion, as sums built in a loop nest deeply. */
function termsOf(root: Expression, scope: Scope): Term[] {
  const terms: Term[] = [];
  const stack = [{ expression: root, negative: false }];
  for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
    const { expression, negative } = work;
    const { node } = expression;
    if (node.op === "plus" || node.op === "minus") {
      stack.push({ expression: node.right, negative: negative !== (node.op === "minus") });
      stack.push({ expression: node.left, negative });
    } else {
      for (const term of simpleTerms(expression, scope)) terms.push(negative ? opposite(term) : term);
    }
  }
  const present = terms.filter(({ of }) => of.form !== "number" || of.value !== 0);
  return present.length > 0 ? present : [{ negative: false, of: number(0) }];
}

/** Terms of anything but a sum or difference of two: more than one only for (a + b) times 1 or -1. */
function simpleTerms({ node }: Expression, scope: Scope): readonly Term[] {
  switch (node.op) {
    case "number":
      return [signed(node.value)];
    case "label":
      return [labelTerm(node.at, scope)];
    case "parameter":
    case "variable":
      return [quantity(node.of.name, node.at, scope)];
    case "named":
      return [quantity(node.name, node.at, scope)];
    case "times":
      return product(node, scope);
    case "divide":
      return [quotient(node, scope)];
    case "sum":
      return [sum(node, scope)];
    default:
      return [];
  }
}

function signed(value: number): Term {
  return { negative: value < 0, of: number(Math.abs(value)) };
}

function opposite({ negative, of }: Term): Term {
  return { negative: !negative, of };
}

function quantity(name: string, at: readonly SymbolicIndex[], scope: Scope): Term {
  return {
    negative: false,
    of: symbol(
      name,
      at.map((index) => scope.place(index)),
    ),
  };
}

/** The label of a fixed member is a number; that of any other stands as the letter. */
function labelTerm(index: SymbolicIndex, scope: Scope): Term {
  const value = index.axis === null ? Number(index.text) : Number.NaN;
  if (Number.isFinite(value)) return signed(value);
  return { negative: false, of: { form: "place", at: scope.place(index) } };
}

function joined(terms: readonly Term[]): Formula {
  const [first] = terms;
  return terms.length === 1 && !first!.negative ? first!.of : { form: "terms", terms };
}

/** Terms without the sign of a single one, and that sign. */
function unsigned(terms: readonly Term[]): Term {
  const [first] = terms;
  return terms.length === 1 ? first! : { negative: false, of: joined(terms) };
}

interface Factor {
  readonly of: Formula;
  readonly degree: number;
}

class Product {
  scale = 1;
  readonly factors: Factor[] = [];

  add(formula: Formula, degree: number): void {
    if (formula.form === "number") this.scale *= formula.value;
    else if (formula.form === "product") for (const factor of formula.factors) this.add(factor, degree);
    else this.factors.push({ of: formula, degree });
  }

  /** Numbers first, then data, then variables, each in the order in which they were written. */
  terms(): readonly Term[] {
    const { scale } = this;
    const factors = this.factors.toSorted((a, b) => a.degree - b.degree).map(({ of }) => of);
    const [first] = factors;
    if (scale === 0 || first === undefined) return [signed(scale)];
    const negative = scale < 0;
    const size = Math.abs(scale);
    if (factors.length === 1 && size === 1 && first.form === "terms")
      return negative ? first.terms.map(opposite) : first.terms;
    const shown = size === 1 ? factors : [number(size), ...factors];
    return [{ negative, of: shown.length === 1 ? first : { form: "product", factors: shown } }];
  }
}

type Operation<Op> = Extract<Node, { readonly op: Op }>;

function product(node: Operation<"times">, scope: Scope): readonly Term[] {
  const made = new Product();
  multiplyInto(made, node, scope);
  return made.terms();
}

function multiplyInto(made: Product, { left, right }: Operation<"times">, scope: Scope): void {
  if (left === right && left.node.op !== "number") {
    made.add(squareOf(left, scope), left.degree);
    return;
  }
  for (const factor of [left, right]) {
    if (factor.node.op === "times") multiplyInto(made, factor.node, scope);
    else factorInto(made, factor, scope);
  }
}

function factorInto(made: Product, factor: Expression, scope: Scope): void {
  const { negative, of } = unsigned(termsOf(factor, scope));
  made.add(of, factor.degree);
  if (negative) made.scale *= -1;
}

function quotient({ left, right }: Operation<"divide">, scope: Scope): Term {
  const over = unsigned(termsOf(left, scope));
  const under = unsigned(termsOf(right, scope));
  const negative = over.negative !== under.negative;
  if (over.of.form === "number" && under.of.form === "number")
    return { negative, of: number(over.of.value / under.of.value) };
  return { negative, of: { form: "quotient", over: over.of, under: under.of } };
}

/** Sums directly inside a sum are read as one. */
function sum(node: Operation<"sum">, scope: Scope): Term {
  const axes: Axis[] = [];
  const filters: WhereCondition[] = [];
  let body: Expression | null = null;
  for (let next: Node = node; next.op === "sum"; next = body.node) {
    axes.push(...next.over);
    if (next.where !== null) filters.push(condition(next.where));
    body = next.body;
  }
  const inside = scope.within(axes);
  const loops = axes.map((axis) => inside.loop(axis));
  const present = presentWhere([body!], axes, filters, inside);
  const where = all([...filters.map((filter) => clauseOf(filter, inside)), ...present]);
  const { negative, of } = unsigned(termsOf(body!, inside));
  return { negative, of: { form: "sum", loops, where, body: of } };
}

const inverse = { ">": "<=", "<": ">=", "=": "!=" } as const;

/** A condition as it is read, with negations carried to where they are read most easily. */
export function clauseOf({ node }: WhereCondition, scope: Scope, negated = false): Clause {
  switch (node.test) {
    case "not":
      return clauseOf(node.of, scope, !negated);
    case "and":
    case "or": {
      const clause = (node.test === "and") === negated ? "or" : "and";
      const parts = [node.left, node.right].map((part) => clauseOf(part, scope, negated));
      return { clause, parts: parts.flatMap((part) => (part.clause === clause ? part.parts : [part])) };
    }
    case "same":
      return compare(placed(node.left, scope), negated ? "!=" : "=", placed(node.right, scope));
    case "before":
      return inOrder(node.left, node.right, scope, negated);
    case "in":
      scope.catalog.addChosen(node.title, node.index.root, node.chosen);
      return { clause: "member", of: scope.place(node.index), set: node.title, negated };
    case "has": {
      const at = node.at.map((index) => scope.place(index));
      return { clause: "exists", of: symbol(node.variable.name, at), negated };
    }
    default: {
      const sign = negated ? inverse[node.test] : node.test;
      return compare(formulaOf(node.left, scope), sign, formulaOf(node.right, scope));
    }
  }
}

function compare(left: Formula, sign: Sign, right: Formula): Clause {
  return { clause: "compare", left, sign, right };
}

function placed(index: SymbolicIndex, scope: Scope): Formula {
  return { form: "place", at: scope.place(index) };
}

/** `18 before t` is read as `t after 18`. */
function inOrder(left: SymbolicIndex, right: SymbolicIndex, scope: Scope, negated: boolean): Clause {
  const turned = left.axis === null;
  const [first, second]: Place[] = [scope.place(turned ? right : left), scope.place(turned ? left : right)];
  const order: Order = `${negated ? "not " : ""}${turned ? "after" : "before"}`;
  return { clause: "order", left: first!, order, right: second! };
}
