/** What a power flow is asked for, checked. */
import { ClearwattError } from "../../errors.ts";
import type { FlowOptions } from "./flow.ts";

export interface CheckedOptions {
  readonly tolerance: number;
  readonly scale: number;
}

/** Double numbers carry no more. */
const finest = 1e-14;

export function checkFlowOptions({ method, tolerance = 1e-10, scale = 1 }: FlowOptions): CheckedOptions {
  if (method !== undefined && method !== "sweep" && method !== "newton") {
    throw new ClearwattError(
      `There is no method "${String(method)}" of power flow. Methods are "sweep" and "newton".`,
      { code: "unknown-name", data: { kind: "method", found: method, known: ["sweep", "newton"] } },
    );
  }
  if (!(tolerance >= finest && tolerance <= 0.01)) {
    throw new ClearwattError(
      `The tolerance of a power flow is ${tolerance} per unit. Give one from ${finest} to 0.01, or none for 1e-10.`,
      { code: "out-of-range", data: { what: "tolerance", found: tolerance, least: finest, most: 0.01 } },
    );
  }
  if (!Number.isFinite(scale)) {
    throw new ClearwattError(`The scale of the loads is ${scale}. Give a finite factor, such as 1.5, or none for 1.`, {
      code: "out-of-range",
      data: { what: "scale", found: scale },
    });
  }
  return { tolerance, scale };
}
