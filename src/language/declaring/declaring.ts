/** What all declarations share: their loops, filters and indices, checked where they are written. */
import { ClearwattError } from "../../errors.ts";
import { freeAxes, type Uses, usesOfCondition } from "../compile/space/indices.ts";
import type { Expression, IndicesOf } from "../expressions/expression.ts";
import { axesOf, indicesAlong } from "../sets/axes.ts";
import { type Condition, condition, type WhereCondition } from "../sets/condition.ts";
import type { AnySet } from "../sets/set.ts";
import { type Axis, type Index, type SymbolicIndex, symbolicIndex } from "../sets/symbolic-index.ts";
import { refuseOr } from "./closure-text.ts";
import type { Owner } from "./owner.ts";
import { refuseUnused } from "./unused.ts";

export interface RowOptions<Sets extends readonly AnySet[]> {
  /** Rows for which it does not hold do not exist. */
  readonly where?: (...at: IndicesOf<Sets>) => Condition;
}

/** A closure of a declaration without the types that hold its indices and sets together. */
export type Closure<Result> = (...at: Index[]) => Result;
export interface Filter {
  readonly where?: Closure<Condition>;
}

/** Runs what makes a declaration and puts its name before the message of an error. */
export function within<Result>(what: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (error instanceof ClearwattError && !error.message.startsWith("In the ")) {
      const { message, code, data, cause } = error;
      throw new ClearwattError(`In the ${what}: ${message}`, { code, data: { ...data, declaration: what }, cause });
    }
    throw error;
  }
}

export function independentAxes(over: readonly AnySet[], closure: Closure<unknown>, name: string): readonly Axis[] {
  const axes = axesOf(over, closure, `"${name}"`);
  for (const { range } of axes) {
    if (range.members !== null)
      throw new ClearwattError(
        `${range.title} depends on an index: sum over it. Declarations range over whole sets and subsets.`,
        { code: "misuse", data: { set: range.title } },
      );
  }
  return axes;
}

export function filter(options: Filter, axes: readonly Axis[], owner: Owner): WhereCondition | null {
  if (options.where === undefined) return null;
  const where = condition(written(options.where, axes));
  checkUses(usesOfCondition(where), axes, owner);
  return where;
}

/** What a closure gives at the symbolic indices of its loops. */
export function written<Result>(closure: Closure<Result>, axes: readonly Axis[]): Result {
  refuseOr(closure);
  return refuseUnused(() => closure(...indicesAlong(axes)));
}

/** The indices at which a declaration is used, checked one by one. */
export function located(
  declaration: { readonly name: string; readonly axes: readonly Axis[] },
  at: readonly Index[],
): SymbolicIndex[] {
  const { name, axes } = declaration;
  if (at.length !== axes.length) {
    throw new ClearwattError(
      `"${name}" ranges over ${axes.length === 0 ? "no sets" : axes.map((axis) => axis.range.title).join(" x ")} and was called with ${at.length} indices.`,
      { code: "wrong-size", data: { name, what: "indices", found: at.length, expected: axes.length } },
    );
  }
  return axes.map((axis, k) => symbolicIndex(at[k], axis.range.root, `"${name}"`));
}

/** Throws where an index is used outside the closure it belongs to, or something of another model. */
export function checkUses(uses: Uses, axes: readonly Axis[], owner: Owner): void {
  refuseLooseIndices(uses, axes);
  for (const declaration of [...uses.parameters, ...uses.variables]) owner.refuseForeign(declaration);
}

function refuseLooseIndices(uses: Uses, axes: readonly Axis[]): void {
  const loose = freeAxes(uses).find((axis) => !axes.includes(axis));
  if (loose === undefined) return;
  throw new ClearwattError(
    `The index ${loose.letter} of "${loose.range.name}" is used outside the closure that it was made for. Use the indices that the closure is called with.`,
    { code: "misuse", data: { index: loose.letter, set: loose.range.name } },
  );
}

/** A function with a name and properties of its own: what a declaration hands back. */
export function named<Call extends (...at: Index[]) => Expression, Rest extends object>(
  call: Call,
  name: string,
  rest: Rest,
): Call & Rest {
  Object.defineProperty(call, "name", { value: name });
  return Object.assign(call, rest);
}
