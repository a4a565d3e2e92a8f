/**
 * What a closure makes and does not hand on. JavaScript takes every object for true, so `a && b` drops a, `a ? x : y` is
 * x for all members, and `t === hour.first` is false for all, without a word: a condition or an index that was made in
 * a closure and went nowhere gives such a branch away.
 */
import { ClearwattError } from "../errors.ts";

/** What the running declaration has made and not handed on yet, with what is said if that never happens. */
const unused = new Map<object, () => string>();
let declaring = 0;

/** Notes that something was made. */
export function made(thing: object, complaint: () => string): void {
  if (declaring > 0) unused.set(thing, complaint);
}

/** Notes that something became part of a row, a bound or a filter. */
export function handedOn(thing: object): void {
  unused.delete(thing);
}

/** Runs a closure of a declaration; throws where something was made in it and never handed on. */
export function allHandedOn<Result>(make: () => Result): Result {
  declaring++;
  try {
    const result = make();
    if (typeof result === "object" && result !== null) handedOn(result);
    const [complaint] = unused.values();
    if (declaring === 1 && complaint !== undefined) throw new ClearwattError(complaint());
    return result;
  } finally {
    declaring--;
    if (declaring === 0) unused.clear();
  }
}
