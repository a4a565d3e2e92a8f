/** Data that can go to another thread or machine, and what stands in the way of others. */
import { ClearwattError } from "../errors.ts";

/**
 * A copy of `value` as another thread would receive it. Throws a ClearwattError that names the first field that could
 * not go: a function, or an object whose class would be lost on the way. `what` is how the sentence begins ("The input
 * of task ..."). Plain are numbers, texts, true and false, bigints, null, undefined, dates, arrays, maps, sets, typed
 * arrays, their buffers, and objects of such fields; they may refer to each other in circles.
 */
export function plainCopy<T>(value: T, what: string): T {
  const obstacle = firstObstacle(value, "", new Set());
  if (obstacle !== undefined) throw notPlain(what, obstacle);
  try {
    return structuredClone(value);
  } catch (cause) {
    const found = `not to be copied (${cause instanceof Error ? cause.message : String(cause)})`;
    throw notPlain(what, { field: "", found }, cause);
  }
}

function notPlain(what: string, { field, found }: Obstacle, cause?: unknown): ClearwattError {
  const where = field === "" ? "it" : `its field "${field.replace(/^\./, "")}"`;
  return new ClearwattError(
    `${what} must be plain data, because it may go to another thread or machine, but ${where} is ${found}. ` +
      "Hand over the data that it stands for.",
    { code: "wrong-type", data: { what, expected: "plain data", field: field.replace(/^\./, ""), found }, cause },
  );
}

interface Obstacle {
  readonly field: string;
  readonly found: string;
}

function firstObstacle(value: unknown, field: string, seen: Set<object>): Obstacle | undefined {
  if (typeof value === "function") return { field, found: `a function${value.name === "" ? "" : ` (${value.name})`}` };
  if (typeof value === "symbol") return { field, found: "a symbol" };
  if (typeof value !== "object" || value === null || seen.has(value) || isLeaf(value)) return undefined;
  if (ArrayBuffer.isView(value)) return { field, found: "a view of shared memory" };
  const fields = fieldsOf(value);
  if (fields === undefined) return { field, found: `of class ${classOf(value)}` };
  seen.add(value);
  for (const [name, inner] of fields) {
    const obstacle = firstObstacle(inner, field + name, seen);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function isLeaf(value: object): boolean {
  const shared = globalThis.SharedArrayBuffer;
  if (ArrayBuffer.isView(value)) return shared === undefined || !(value.buffer instanceof shared);
  return value instanceof ArrayBuffer || value instanceof Date;
}

/** What an object holds, by how one would write it; undefined for an object of a class. */
function fieldsOf(value: object): Iterable<readonly [string, unknown]> | undefined {
  if (Array.isArray(value)) return value.flatMap((inner, k) => (isNumberOrText(inner) ? [] : [[`[${k}]`, inner]]));
  if (value instanceof Map) return [...value].flatMap(([key, inner]) => entryOf(key, inner));
  if (value instanceof Set) return [...value].map((inner, k) => [`.values()[${k}]`, inner] as const);
  if (!isPlainObject(value)) return undefined;
  return Reflect.ownKeys(value).map((key) => [nameOf(key), typeof key === "symbol" ? key : Reflect.get(value, key)]);
}

/** Most members of long arrays are, and need no name. */
const isNumberOrText = (value: unknown): boolean => typeof value === "number" || typeof value === "string";

const entryOf = (key: unknown, inner: unknown): (readonly [string, unknown])[] => [
  [".keys()", key],
  [`.get(${written(key)})`, inner],
];

function written(key: unknown): string {
  if (typeof key === "string") return JSON.stringify(key);
  return typeof key === "object" && key !== null ? "{...}" : String(key);
}

function nameOf(key: string | symbol): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return /^[\w$]+$/.test(key) && !/^\d/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Its prototype is that of objects, of whatever realm, or null. */
function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function classOf(value: object): string {
  const maker: unknown = value.constructor;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "unknown";
}
