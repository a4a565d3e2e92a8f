/** How a run of the command line ends: its exit codes, and errors as sentences and as JSON. */
import { ClearwattError, type ErrorCode } from "../src/errors.ts";
import { type DocumentOutcome, paragraph } from "../src/report/index.ts";
import { interrupted } from "./interruptible.ts";

/** Of commands that gave a document. */
export const outcomeCodes: Readonly<Record<DocumentOutcome, number>> = { answer: 0, no: 3, limit: 4 };

const badInput = 1;
const wrongUsage = 2;
/** EX_SOFTWARE of BSD's sysexits.h. */
const fault = 70;

const meanings: readonly (readonly [code: number, meaning: string])[] = [
  [outcomeCodes.answer, "an answer"],
  [badInput, "bad input: a file that cannot be read, data that cannot be right"],
  [wrongUsage, "wrong usage"],
  [outcomeCodes.no, "a proper no: infeasible, unbounded, no power flow, not exact"],
  [outcomeCodes.limit, "a limit was reached, and what is known is printed: time, passes, a solver's arithmetic"],
  [fault, "a fault of clearwatt itself"],
  [interrupted, "interrupted"],
];

/** For the help. */
export const exitCodesText: string = [
  "Exit codes:",
  ...meanings.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
  "",
  "With --json there is one JSON document on standard output, also for errors:",
  '  { "status": "error", "code": "unreadable-file", "message": "..." }',
].join("\n");

/** A command line that asks for what there is not. `told` where the usage has been explained on standard error. */
export class WrongUsage extends Error {
  readonly told: boolean;
  constructor(message: string, { told = false }: { readonly told?: boolean } = {}) {
    super(message);
    this.told = told;
  }
}

/** What `--json` prints in place of a document. */
export interface ErrorJson {
  readonly status: "error";
  readonly code: ErrorCode | "wrong-usage" | "interrupted" | "fault";
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Failure {
  readonly exitCode: number;
  readonly json: ErrorJson;
  /** For standard error, with a line end; empty where all has been said. */
  readonly text: string;
}

/** What became of a run that ended with an error. `width` is that of the terminal. */
export function failureOf(error: unknown, signal: AbortSignal, width?: number): Failure {
  const ended = (exitCode: number, code: ErrorJson["code"], message: string, text: string, more = {}): Failure => ({
    exitCode,
    json: { status: "error", code, message, ...more },
    text,
  });
  if (signal.aborted) return ended(interrupted, "interrupted", "Interrupted.", "clearwatt: interrupted\n");
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WrongUsage) {
    return ended(wrongUsage, "wrong-usage", message, error.told ? "" : `error: ${message}\n${usageHint}\n`);
  }
  if (error instanceof ClearwattError) {
    const data = Object.keys(error.data).length === 0 ? {} : { data: error.data };
    return ended(exitCodeOf(error.code), error.code, message, `${wrapped(`clearwatt: ${message}`, width)}\n`, data);
  }
  const text = error instanceof Error && process.env.CLEARWATT_DEBUG ? error.stack : message;
  return ended(
    fault,
    "fault",
    message,
    `clearwatt: a fault of clearwatt itself: ${text} (CLEARWATT_DEBUG=1 shows where)\n`,
  );
}

/** Where a step of a computation has no solution, has not settled or a solver fails, nothing was wrong with the input. */
function exitCodeOf(code: ErrorCode): number {
  if (code === "no-solution") return outcomeCodes.no;
  return code === "not-settled" || code === "solver-failure" ? outcomeCodes.limit : badInput;
}

export const usageHint = "(--help shows what can be asked for)";

/** Messages of several lines keep them, and what they are indented by. */
function wrapped(message: string, width = Number.POSITIVE_INFINITY): string {
  return message
    .split("\n")
    .map((line) => paragraph(line.trimStart(), width, " ".repeat(line.length - line.trimStart().length)))
    .join("\n");
}
