/** Conditions of `where`: which rows, members or summands there are. Evaluated over arrays when the model is compiled. */
import { ClearwattError } from "../../errors.ts";
import type { VariableDeclaration } from "../declaring/declarations.ts";
import { noteMade, noteUsed } from "../declaring/unused.ts";
import { described } from "../described.ts";
import { checkDegree } from "../expressions/degree.ts";
import type { Expression } from "../expressions/expression.ts";
import { labelSet } from "./label-set.ts";
import type { IndexSet } from "./set.ts";
import type { SymbolicIndex } from "./symbolic-index.ts";

/** A condition on symbolic indices and data. It has no truth value of its own: combine with and, or, not. */
export interface Condition {
  and(other: Condition): Condition;
  or(other: Condition): Condition;
  not(): Condition;
}

type Test =
  | { readonly test: "same" | "before"; readonly left: SymbolicIndex; readonly right: SymbolicIndex }
  | { readonly test: "in"; readonly index: SymbolicIndex; readonly chosen: Uint8Array; readonly title: string }
  | { readonly test: ">" | "<" | "="; readonly left: Expression; readonly right: Expression }
  | { readonly test: "has"; readonly variable: VariableDeclaration; readonly at: readonly SymbolicIndex[] }
  | { readonly test: "and" | "or"; readonly left: WhereCondition; readonly right: WhereCondition }
  | { readonly test: "not"; readonly of: WhereCondition };

const unusedCondition = (): string =>
  "A condition was made and not used: it has no truth value, so if, ?:, && and || do not see it. " +
  "Hand it to where, and combine conditions with .and(...), .or(...) and .not().";

export class WhereCondition implements Condition {
  readonly node: Test;

  constructor(node: Test) {
    this.node = node;
    noteMade(this, unusedCondition);
  }

  and(other: Condition): Condition {
    return new WhereCondition({ test: "and", left: condition(this), right: condition(other) });
  }

  or(other: Condition): Condition {
    return new WhereCondition({ test: "or", left: condition(this), right: condition(other) });
  }

  not(): Condition {
    return new WhereCondition({ test: "not", of: condition(this) });
  }

  [Symbol.toPrimitive](): never {
    throw new ClearwattError(
      "A condition on indices has no truth value here: it holds for some members and not for others. Hand it to where.",
      { code: "misuse" },
    );
  }
}

/** What `where` was handed, or what is combined with another condition. */
export function condition(value: unknown): WhereCondition {
  if (value instanceof WhereCondition) {
    noteUsed(value);
    return value;
  }
  throw new ClearwattError(
    `where needs a condition such as i.isNot(j) or load(j).above(0) and got ${described(value)}.`,
    { code: "wrong-type", data: { what: "where", expected: "a condition", found: described(value) } },
  );
}

export function indexIs(left: SymbolicIndex, right: SymbolicIndex): Condition {
  return new WhereCondition({ test: "same", left, right });
}

export function indexBefore(left: SymbolicIndex, right: SymbolicIndex): Condition {
  return new WhereCondition({ test: "before", left, right });
}

export function indexIn(index: SymbolicIndex, subset: IndexSet): Condition {
  const set = labelSet(subset, "in");
  if (set.members !== null)
    throw new ClearwattError(
      `${index.text} cannot be tested for ${set.title}. Compare the targets: relation(i).is(k).`,
      { code: "misuse", data: { index: index.text, set: set.title } },
    );
  if (set.root !== index.root)
    throw new ClearwattError(
      `${index.text} is an index of "${index.set}", and "${set.title}" is a subset of "${set.name}".`,
      { code: "wrong-set", data: { index: index.text, found: set.name, expected: index.set } },
    );
  const chosen = new Uint8Array(set.root.size);
  for (let k = 0; k < set.size; k++) chosen[set.rootPosition(k)] = 1;
  return new WhereCondition({ test: "in", index, chosen, title: set.title });
}

export function compareConstants(left: Expression, test: ">" | "<" | "=", right: Expression): Condition {
  const degree = Math.max(left.degree, right.degree);
  checkDegree("condition", degree, 0, "A condition can compare data only: the values of variables are not known yet.");
  noteUsed(left);
  noteUsed(right);
  return new WhereCondition({ test, left, right });
}
