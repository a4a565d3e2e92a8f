/** Errors of files, with the file and the line. */
import { ClearwattError } from "../../errors.ts";

/** An error at a line of a file: "model.lp, line 12: ...". */
export function fileError(file: string, line: number, message: string): ClearwattError {
  return new ClearwattError(`${file}, line ${line}: ${message}`);
}
