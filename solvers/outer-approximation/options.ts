/** What can be asked of an outer approximation. */
import { ClearwattError } from "../../src/errors.ts";

export interface OuterApproximationOptions {
  /** Largest violation of a cone, 1e-6 by default, as the check of answers measures it; it takes no more than 1e-6. */
  readonly tolerance?: number;
  /**
   * How far the terms of a column's optimality condition may be off, as a share of their size, where every cone's multipliers
   * are taken in the direction of the cone at the point itself: 1e-4 by default, at which prices were right to 1e-5 of
   * themselves. `Infinity` ends as soon as the cones hold.
   */
  readonly priceTolerance?: number;
  /** Linear programs solved in a row, 200 by default. */
  readonly maxRounds?: number;
}

export type Settings = Required<OuterApproximationOptions>;

const defaults: Settings = { tolerance: 1e-6, priceTolerance: 1e-4, maxRounds: 200 };

export function settingsOf(options: OuterApproximationOptions): Settings {
  const known = Object.keys(defaults);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ClearwattError(`an outer approximation has no option "${unknown}". It takes ${known.join(", ")}.`, {
      code: "unknown-name",
      data: { kind: "option", found: unknown, known, owner: "an outer approximation" },
    });
  }
  const settings = { ...defaults, ...options };
  const { tolerance, priceTolerance, maxRounds } = settings;
  if (!(tolerance > 0 && tolerance <= 1e-6)) {
    throw new ClearwattError(
      `the tolerance of an outer approximation is ${tolerance}: it has to be above 0, and at most the 1e-6 that answers are checked with.`,
      { code: "out-of-range", data: { what: "tolerance", found: tolerance, least: 0, most: 1e-6 } },
    );
  }
  if (!(priceTolerance > 0)) {
    throw new ClearwattError(`the tolerance for prices is ${priceTolerance}: it has to be above 0.`, {
      code: "out-of-range",
      data: { what: "priceTolerance", found: priceTolerance, least: 0 },
    });
  }
  if (!(Number.isInteger(maxRounds) && maxRounds > 0)) {
    throw new ClearwattError(`the number of rounds is ${maxRounds}: it has to be a whole number from 1 on.`, {
      code: "out-of-range",
      data: { what: "maxRounds", found: maxRounds, least: 1 },
    });
  }
  return settings;
}
