/** The values of an expression at every position of a space: data, or an expression in the variables at a point. */
import type { Expression } from "../expression.ts";
import type { Columns } from "./columns.ts";
import { flatten } from "./flatten.ts";
import { accumulate } from "./kernels.ts";
import type { Space } from "./space.ts";
import { layTerm, moveTerm, readyTerm, type Term } from "./term.ts";
import type { Values } from "./values.ts";

/** One value for each row of the space. `x` holds the value of every column, for expressions with variables. */
export function evaluate(
  expression: Expression,
  space: Space,
  values: Values,
  columns: Columns,
  x: Float64Array | null = null,
): Float64Array {
  const target = new Float64Array(space.count);
  const { node } = expression;
  if (node.op === "number") return target.fill(node.value);
  const terms = flatten(expression).map((flat) => layTerm(flat, space, values, columns));
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
  for (const term of terms) readyTerm(term, values);
  eachRowChunk(space, (outer, first, rows) => {
    for (const term of terms) {
      moveTerm(term, outer);
      accumulate(term, space.chunk, first, rows, target, x);
    }
  });
}

/** Visits every chunk of a space: row i of it is first + i, or rows[i] (-1: none) where some positions do not exist. */
export function eachRowChunk(
  space: Space,
  visit: (outer: Int32Array, first: number, rows: Int32Array | null) => void,
): void {
  space.eachChunk((outer, first) => {
    visit(outer, first, space.rows === null ? null : space.rows.subarray(first, first + space.chunk));
  });
}
