/** The values of an expression at every position of a space: data, or an expression in the variables at a point. */

import type { Expression } from "../../expressions/expression.ts";
import type { Columns } from "../columns.ts";
import { accumulate } from "../filling/kernels.ts";
import { Block } from "../space/block.ts";
import type { Space } from "../space/space.ts";
import type { Values } from "../values.ts";
import { flatten } from "./flatten.ts";
import type { Reading } from "./reading.ts";
import { layTerm, moveTerm, readyTerm, type Term } from "./term.ts";

/** How data and filters are read at these values and columns. */
export function reading(values: Values, columns: Columns): Reading {
  return {
    values,
    columns,
    evaluate: (expression, space, now, lenient) =>
      evaluateInto(new Float64Array(space.count), expression, space, now, columns, null, lenient),
  };
}

/** One value for each row of the space. `x` holds the value of every column, for expressions with variables. */
export function evaluate(
  expression: Expression,
  space: Space,
  values: Values,
  columns: Columns,
  x: Float64Array | null = null,
): Float64Array {
  return evaluateInto(new Float64Array(space.count), expression, space, values, columns, x);
}

/**
 * The same, into an array of zeros. Data that use a member which is not there are refused, unless `lenient` is given:
 * then they are NaN, as not every position needs to be used.
 */
export function evaluateInto(
  target: Float64Array,
  expression: Expression,
  space: Space,
  values: Values,
  columns: Columns,
  x: Float64Array | null = null,
  lenient = false,
): Float64Array {
  const { node } = expression;
  if (node.op === "number") return node.value === 0 ? target : target.fill(node.value);
  const read = reading(values, columns);
  const terms = flatten(expression).map((flat) => layTerm(flat, space, read, lenient));
  accumulateTerms(terms, space, values, target, x);
  return target;
}

/** Adds terms to one value for each row of the space. */
export function accumulateTerms(
  terms: readonly Term[],
  space: Space,
  values: Values,
  target: Float64Array,
  x: Float64Array | null = null,
): void {
  if (terms.length === 0) return;
  for (const term of terms) readyTerm(term, values);
  for (const block = new Block(space); block.next(); ) {
    for (const term of terms) {
      moveTerm(term, block);
      accumulate(term, block, target, x);
    }
  }
}
