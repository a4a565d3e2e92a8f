/** Errors of files, with the file and the line. */
import { ClearwattError, type ErrorDetails } from "../../errors.ts";

const notTheFormat: ErrorDetails = { code: "syntax" };

/** An error at a line of a file: "model.lp, line 12: ..."; of its syntax where nothing else is said. */
export function fileError(
  file: string,
  line: number,
  message: string,
  details: ErrorDetails = notTheFormat,
): ClearwattError {
  return new ClearwattError(`${file}, line ${line}: ${message}`, {
    ...details,
    data: { file, line, ...details.data },
  });
}
