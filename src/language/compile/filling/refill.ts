/** Coefficients that a parameter feeds: where they stand among the entries of a program, and what they are now. */
import type { CoefficientsChange } from "../../../solving/index.ts";
import type { ParameterDeclaration } from "../../declaring/declarations.ts";
import { Block } from "../space/block.ts";
import { lengthOf, moveTerm, readyTerm } from "../terms/term.ts";
import type { Values } from "../values.ts";
import { fillEvenly } from "./kernels.ts";
import { lattice } from "./loops.ts";
import type { AffineRows } from "./rows.ts";

/** Those of rows that have the same number of entries each and none twice, the first one at position `from`. */
export function refillEvenly(
  rows: AffineRows,
  from: number,
  parameter: ParameterDeclaration,
  values: Values,
): CoefficientsChange {
  const { space, terms, length } = rows;
  const fed = terms.filter((term) => term.parameters.has(parameter));
  const size = space.count * fed.reduce((sum, term) => sum + lengthOf(term), 0);
  const refill = { at: new Int32Array(size), values: new Float64Array(size) };
  let at = 0;
  let shift = 0;
  for (const term of terms) {
    const own = lengthOf(term);
    if (fed.includes(term)) {
      readyTerm(term, values);
      lattice(refill.at, at, space.count, own, from + shift, length);
      for (const block = new Block(space); block.next(); ) {
        moveTerm(term, block);
        fillEvenly(term, block, at + block.first * own, own, null, refill.values, false);
      }
      at += own * space.count;
    }
    shift += own;
  }
  return refill;
}
