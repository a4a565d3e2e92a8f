/** Errors of reading a case file: where, what stands there, what to do. */
import { ClearwattError } from "../../../../errors.ts";

/** What went wrong in a statement, before it is known where that stands. */
export class Refusal extends Error {}

export function refuse(message: string): never {
  throw new Refusal(message);
}

/** The same as an error for the user, at a line of the file. */
export function failure(file: string, line: number, statement: string, message: string): ClearwattError {
  return new ClearwattError(`${file}, line ${line}: ${message} The statement is "${shortened(statement)}".`);
}

function shortened(statement: string): string {
  const plain = statement.replace(/\s+/g, " ").trim();
  return plain.length > 120 ? `${plain.slice(0, 117)}...` : plain;
}
