/** What is handed in from outside, where types are not looked at. */
import { ClearwattError } from "../errors.ts";

/** Throws where something else was handed in, such as a function that was not called: `method: central`. */
export function checkHandedIn(what: string, found: unknown, needed: string, example: string): void {
  if (typeof partOf(found, needed) === "function") return;
  const kind =
    typeof found === "function"
      ? "a function that was not called"
      : found === undefined
        ? "nothing"
        : typeof found === "object"
          ? "something else"
          : JSON.stringify(found);
  throw new ClearwattError(`The ${what} is ${kind}. Give one, such as ${example}.`, {
    code: "wrong-type",
    data: { what, expected: example, found: kind },
  });
}

/** What stands under a key; undefined where that is nothing. */
export function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
