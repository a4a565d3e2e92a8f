/** Reads a program from a file of either format. */
import { ClearwattError } from "../errors.ts";
import { readLp } from "./lp/read.ts";
import { readMps } from "./mps/read.ts";
import type { Program } from "./program.ts";

/** Sections that an MPS file begins with, behind comments and empty lines. */
const MPS_START = /^\ufeff?(?:\s*\n|\*[^\n]*\n)*(?:NAME|ROWS|OBJSENSE|OBJNAME)\b/i;

/**
 * The program in the text of an LP or MPS file. The format follows from the ending of the file's name (.lp, .mps,
 * .qps, .free) and, where that says nothing, from how the text begins. Throws a ClearwattError with file name and line.
 */
export function readProgram(text: string, fileName: string): Program {
  if (/\.(?:gz|bz2|zip|xz)$/i.test(fileName)) {
    throw new ClearwattError(`${fileName} is compressed: unpack it first.`, {
      code: "unsupported",
      data: { what: "compressed file", file: fileName },
    });
  }
  if (text.trim() === "")
    throw new ClearwattError(`${fileName} is empty: a model in LP or MPS format is needed.`, {
      code: "missing-data",
      data: { file: fileName },
    });
  if (/\.lp$/i.test(fileName)) return readLp(text, fileName);
  if (/\.(?:mps|qps|free)$/i.test(fileName) || MPS_START.test(text)) return readMps(text, fileName);
  return readLp(text, fileName);
}
