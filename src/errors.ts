/** Errors in what the user wrote or handed in: a sentence for people, a code and data for programs. */

/** The kinds of mistakes; docs/errors.md says what each means. */
export const errorCodes = [
  "duplicate",
  "foreign-handle",
  "invalid-input",
  "missing-data",
  "missing-package",
  "misuse",
  "no-solution",
  "not-a-number",
  "not-convex",
  "not-fed",
  "not-radial",
  "not-settled",
  "out-of-range",
  "syntax",
  "unit-mismatch",
  "unknown-label",
  "unknown-name",
  "unreadable-file",
  "unsupported",
  "unwritable-file",
  "wrong-size",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  /** "invalid-input" where nothing is said. */
  readonly code?: ErrorCode;
  /** What the sentence says, as plain data that JSON can hold: file and line, the name that was asked for, those there are. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/** An error in what the user wrote or handed in; its message says what was found, where, and what to do. */
export class ClearwattError extends Error {
  override readonly name: string = "ClearwattError";
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(message: string, { code = "invalid-input", data = {}, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.data = data;
  }
}
