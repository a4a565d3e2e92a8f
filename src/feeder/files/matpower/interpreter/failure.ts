/** Errors of reading a case file: where, what stands there, what to do. */
import { ClearwattError, type ErrorCode } from "../../../../errors.ts";

/** What went wrong in a statement, before it is known where that stands. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(message: string, code: ErrorCode) {
    super(message);
    this.code = code;
  }
}

export function refuse(message: string, code: ErrorCode = "syntax"): never {
  throw new Refusal(message, code);
}

/** The same as an error for the user, at a line of the file. */
export function failure(
  file: string,
  line: number,
  statement: string,
  { message, code }: { readonly message: string; readonly code: ErrorCode },
): ClearwattError {
  const shown = shortened(statement);
  return new ClearwattError(`${file}, line ${line}: ${message} The statement is "${shown}".`, {
    code,
    data: { file, line, statement: shown },
  });
}

function shortened(statement: string): string {
  const plain = statement.replace(/\s+/g, " ").trim();
  return plain.length > 120 ? `${plain.slice(0, 117)}...` : plain;
}
