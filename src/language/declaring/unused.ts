/**
 * What a closure makes and does not use. JavaScript takes every object for true, so `a && b` drops a, `a ? x : y` is x for
 * all members, and `t === hour.first` is false for all, without a word: a condition, an index or an expression that was
 * made in a closure and went nowhere gives such a branch away, and so it does a sum whose result was not taken.
 */
import { ClearwattError } from "../../errors.ts";

/** What the running declaration has made and not used yet, with what is said if that never happens. */
const unused = new Map<object, () => string>();
let declaring = 0;

/** Notes that something was made. */
export function noteMade(thing: object, complaint: () => string): void {
  if (declaring > 0) unused.set(thing, complaint);
}

/** Notes that something became part of a row, a bound, a filter or another expression. */
export function noteUsed(thing: object): void {
  unused.delete(thing);
}

/** Runs a closure of a declaration; throws where something was made in it and never used. */
export function refuseUnused<Result>(make: () => Result): Result {
  declaring++;
  try {
    const result = make();
    if (typeof result === "object" && result !== null) noteUsed(result);
    const [complaint] = unused.values();
    if (declaring === 1 && complaint !== undefined) throw new ClearwattError(complaint(), { code: "misuse" });
    return result;
  } finally {
    declaring--;
    if (declaring === 0) unused.clear();
  }
}
