/** Errors in what the user wrote or handed in: a sentence for people, a code and data for programs. */

/** The kinds of mistakes; docs/errors.md says what each means and which data come with it. */
export const errorCodes = [
  "absent-member",
  "contradiction",
  "duplicate",
  "foreign-handle",
  "missing-data",
  "missing-package",
  "misuse",
  "no-duals",
  "no-solution",
  "not-a-number",
  "not-convex",
  "not-fed",
  "not-radial",
  "not-settled",
  "out-of-range",
  "outdated",
  "solver-failure",
  "syntax",
  "too-large",
  "unit-mismatch",
  "unknown-label",
  "unknown-name",
  "unreadable-file",
  "unsupported",
  "unwritable-file",
  "wrong-degree",
  "wrong-set",
  "wrong-size",
  "wrong-type",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What JSON can hold and give back. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [field: string]: PlainData };

export interface ErrorDetails {
  readonly code: ErrorCode;
  /** What the sentence names: file and line, the name that was asked for, those there are. It is kept as plain data. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/** An error in what the user wrote or handed in; its message says what was found, where, and what to do. */
export class ClearwattError extends Error {
  override readonly name: string = "ClearwattError";
  readonly code: ErrorCode;
  /** Plain: JSON gives it back as it is. Numbers that JSON has not are texts ("NaN", "Infinity"). */
  readonly data: { readonly [field: string]: PlainData };

  constructor(message: string, { code, data = {}, cause }: ErrorDetails) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.data = plainFields(data);
  }

  /** Sentence, code and data: what another program is told. */
  toJSON(): { readonly message: string; readonly code: ErrorCode; readonly data: PlainData } {
    return { message: this.message, code: this.code, data: this.data };
  }
}

/** Fields without a value are left out. */
function plainFields(fields: object): { readonly [field: string]: PlainData } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([field, value]) => [field, plain(value)]));
}

/** Whatever users handed in, as JSON can hold it: never an error of its own. */
function plain(value: unknown): PlainData {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return typeof value === "function" ? "a function" : String(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? plainFields(value) : "an object";
}
