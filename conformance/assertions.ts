/** What checks hold answers to, with no test runner behind it: an assertion that fails throws what was expected and found. */

/** Thrown by a check that found something else than it expected; runners show `expected` and `actual` side by side. */
export class CheckFailed extends Error {
  override readonly name: string = "CheckFailed";
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(what: string, expected: string, found: string, values: { expected?: unknown; actual?: unknown } = {}) {
    super(`${what}: expected ${expected}, found ${found}`);
    this.expected = values.expected ?? expected;
    this.actual = values.actual ?? found;
  }
}

type Primitive = string | number | boolean | null | undefined;
/** What can be compared: lists are compared member by member, and 0 is not -0. */
export type Comparable = Primitive | Float64Array | readonly Comparable[];

export function expectEqual(what: string, found: Comparable, expected: Comparable): void {
  if (!isSame(found, expected)) {
    throw new CheckFailed(what, shown(expected), shown(found), { expected, actual: found });
  }
}

/** Every field of `expected` is that of the object found; other fields may be anything. */
export function expectFields(what: string, found: object, expected: Readonly<Record<string, Comparable>>): void {
  for (const [field, value] of Object.entries(expected)) {
    expectEqual(`${field} of ${what}`, Reflect.get(found, field), value);
  }
}

/** Agreement to `digits` decimals: the difference is less than half of the last of them. */
export function expectClose(what: string, found: number | undefined, expected: number, digits = 6): void {
  const reach = Number(`5e-${digits + 1}`);
  if (found === expected || Math.abs(Number(found) - expected) < reach) return;
  throw new CheckFailed(what, `${expected} to within ${reach}`, shown(found), { expected, actual: found });
}

/** As many numbers as were expected, each in agreement to `digits` decimals. */
export function expectAllClose(what: string, found: ArrayLike<number>, expected: ArrayLike<number>, digits = 6): void {
  expectEqual(`number of ${what}`, found.length, expected.length);
  for (let k = 0; k < expected.length; k++) expectClose(`${what}[${k}]`, found[k], expected[k]!, digits);
}

export function expectAtMost(what: string, found: number | null, bound: number): void {
  if (!(found !== null && found <= bound)) throw new CheckFailed(what, `at most ${bound}`, shown(found));
}

export function expectAtLeast(what: string, found: number | null, bound: number): void {
  if (!(found !== null && found >= bound)) throw new CheckFailed(what, `at least ${bound}`, shown(found));
}

export function expectBelow(what: string, found: number | null, bound: number): void {
  if (!(found !== null && found < bound)) throw new CheckFailed(what, `less than ${bound}`, shown(found));
}

export function expectAbove(what: string, found: number | null, bound: number): void {
  if (!(found !== null && found > bound)) throw new CheckFailed(what, `more than ${bound}`, shown(found));
}

/** A text contains another or matches a pattern; a list has a member. */
export function expectContains(what: string, found: string | readonly string[], part: string | RegExp): void {
  if (!contains(found, part)) throw new CheckFailed(what, partOf(found, part), shown(found));
}

export function expectLacks(what: string, found: string | readonly string[], part: string | RegExp): void {
  if (contains(found, part)) throw new CheckFailed(what, `not ${partOf(found, part)}`, shown(found));
}

/** The action throws an error whose message contains a text or matches a pattern. */
export function expectThrow(action: () => unknown, message: string | RegExp): void {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    expectMessage(error, message);
    return;
  }
  throw new CheckFailed("an error", partOf("", message), `none; what was called returned ${shown(result)}`);
}

/** The promise rejects with an error whose message contains a text or matches a pattern. */
export async function expectRejection(promise: Promise<unknown>, message: string | RegExp): Promise<void> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    expectMessage(error, message);
    return;
  }
  throw new CheckFailed("a rejection", partOf("", message), `none; the promise resolved to ${shown(result)}`);
}

function expectMessage(error: unknown, message: string | RegExp): void {
  if (!(error instanceof Error)) throw new CheckFailed("what was thrown", "an Error", shown(error));
  expectContains("the error's message", error.message, message);
}

function isSame(found: Comparable, expected: Comparable): boolean {
  if (!isList(found) || !isList(expected)) return Object.is(found, expected);
  return found.length === expected.length && [...expected].every((member, k) => isSame(found[k], member));
}

const isList = (value: unknown): value is Float64Array | readonly Comparable[] =>
  Array.isArray(value) || value instanceof Float64Array;

function contains(found: string | readonly string[], part: string | RegExp): boolean {
  if (typeof part === "string") return found.includes(part);
  return typeof found === "string" ? part.test(found) : found.some((member) => part.test(member));
}

function partOf(found: string | readonly string[], part: string | RegExp): string {
  if (typeof found !== "string") return `a list with ${shown(part)}`;
  return typeof part === "string" ? `a text with ${shown(part)}` : `a text that matches ${part}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${Array.from<unknown>(value).map(shown).join(", ")}]`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  const status: unknown = Reflect.get(value, "status");
  return typeof status === "string" ? `an outcome "${status}"` : `an object of class ${value.constructor?.name}`;
}
