/** What is handed in from outside, where types are not looked at. */
import { ClearwattError } from "../errors.ts";

/** Throws where something else was handed in, such as a function that was not called: `method: central`. */
export function checkHandedIn(what: string, found: unknown, needed: string, example: string): void {
  if (typeof partOf(found, needed) === "function") return;
  const kind = kindOf(found);
  throw new ClearwattError(`The ${what} is ${kind}. Give one, such as ${example}.`, {
    code: "wrong-type",
    data: { what, expected: example, found: kind },
  });
}

function kindOf(found: unknown): string {
  if (typeof found === "function") return "a function that was not called";
  if (found === undefined || found === null) return "nothing";
  return typeof found === "object" ? "something else" : JSON.stringify(found);
}

/** What stands under a key; undefined where that is nothing. */
export function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
