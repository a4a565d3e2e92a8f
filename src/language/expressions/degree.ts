/** Degrees of expressions: 0 for data, 1 for affine ones, 2 for quadratic ones. */
import { ClearwattError } from "../../errors.ts";

/** Throws the complaint where what stands as a divisor, a bound, a row ... has a higher degree than fits there. */
export function checkDegree(what: string, found: number, most: 0 | 1 | 2, complaint: string): void {
  if (found <= most) return;
  throw new ClearwattError(complaint, { code: "wrong-degree", data: { what, found, most } });
}
