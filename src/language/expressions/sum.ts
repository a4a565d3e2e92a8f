/** Sums: over all members of sets, and of the terms of a list. */
import { ClearwattError } from "../../errors.ts";
import { refuseOr } from "../declaring/closure-text.ts";
import { refuseUnknown } from "../declaring/options.ts";
import { refuseUnused } from "../declaring/unused.ts";
import { described } from "../described.ts";
import { axesOf, indicesAlong } from "../sets/axes.ts";
import { type Condition, condition } from "../sets/condition.ts";
import type { AnySet } from "../sets/set.ts";
import type { Index } from "../sets/symbolic-index.ts";
import {
  type Affine,
  type Constant,
  Expression,
  expression,
  type IndicesOf,
  type Operand,
  type Quadratic,
} from "./expression.ts";

/** What a sum of such terms is: quadratic or affine where one of them is, or may be; else data. */
export type SumOf<Term> = [Extract<Term, Quadratic>] extends [never]
  ? [Extract<Term, Affine>] extends [never]
    ? Constant
    : Affine
  : Quadratic;

/** The sum of a list of terms, numbers among them; that of none is 0. */
export function sum<Term extends Constant | Affine | Quadratic | number>(terms: readonly Term[]): SumOf<Term>;
/** The sum of a term over all members of the sets; over the members behind a target with `relation.of(target)`. */
export function sum<const Sets extends readonly AnySet[], Term extends Constant | Affine | Quadratic>(
  over: Sets,
  term: (...at: IndicesOf<Sets>) => Term,
  options?: { readonly where?: (...at: IndicesOf<Sets>) => Condition },
): Term;
export function sum(
  over: readonly AnySet[] | readonly Operand[],
  term?: (...at: Index[]) => Operand,
  options: { readonly where?: (...at: Index[]) => Condition } = {},
): Expression {
  return term === undefined
    ? sumOfTerms(over as readonly Operand[])
    : sumOver(over as readonly AnySet[], term, options);
}

function sumOfTerms(terms: readonly Operand[]): Expression {
  if (!Array.isArray(terms))
    throw new ClearwattError("sum needs a list of sets and a term, or a list of terms.", {
      code: "wrong-type",
      data: { what: "sum", expected: "a list", found: described(terms) },
    });
  const all = terms.map((term) => expression(term, "A sum of terms"));
  const [first, ...others] = all.filter(({ node }) => node.op !== "number" || node.value !== 0);
  if (first === undefined) return expression(0, "sum");
  return others.reduce((sum, term) => sum.plus(term), first);
}

function sumOver(
  over: readonly AnySet[],
  term: (...at: Index[]) => Operand,
  options: { readonly where?: (...at: Index[]) => Condition },
): Expression {
  refuseUnknown(options, ["where"], "a sum");
  for (const closure of [term, options.where]) if (closure !== undefined) refuseOr(closure);
  const axes = axesOf(over, term, "sum");
  const at = indicesAlong(axes);
  const body = refuseUnused(() => expression(term(...at), "The term of a sum"));
  const where = options.where === undefined ? null : refuseUnused(() => condition(options.where!(...at)));
  return new Expression({ op: "sum", over: axes, where, body }, body.degree);
}
