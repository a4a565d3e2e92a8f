/** Checks of the numbers of a network; an owner says whose number it is and is only asked when something is wrong. */
import { ClearwattError } from "../../errors.ts";

/** Puts the beginning of an error into words: 'Feeder "case33bw", line "7-8"'. */
export type Owner = () => string;

export function finite(value: number, what: string, owner: Owner): number {
  if (!Number.isFinite(value)) refuse(value, what, owner, "Give a finite number");
  return value;
}

export function positive(value: number, what: string, owner: Owner): number {
  if (!(Number.isFinite(value) && value > 0)) refuse(value, what, owner, "Give a number above 0");
  return value;
}

/** The number, or `absent` where it is not given. */
export function positiveOr(absent: number, value: number | undefined, what: string, owner: Owner): number {
  if (value === undefined) return absent;
  if (!(Number.isFinite(value) && value > 0)) {
    refuse(value, what, owner, "Give a number above 0, or leave it out where there is none");
  }
  return value;
}

function refuse(value: unknown, what: string, owner: Owner, advice: string): never {
  const found = value === undefined ? "missing" : typeof value === "string" ? `the text "${value}"` : String(value);
  const isNumber = typeof value === "number" && !Number.isNaN(value);
  throw new ClearwattError(`${owner()}: the ${what} is ${found}. ${advice}.`, {
    code: value === undefined ? "missing-data" : isNumber ? "out-of-range" : "not-a-number",
    data: { of: owner(), what, found: value },
  });
}
