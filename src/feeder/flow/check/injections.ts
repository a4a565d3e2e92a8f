/** What a market gives to the grid, step by step. */
import { ClearwattError } from "../../../errors.ts";
import type { Feeder } from "../../data/feeder.ts";
import type { LoadsByBus } from "../batch/index.ts";

/** Powers given to the grid by bus and step: the steps of a bus stand together. Buses that are not named give nothing. */
export interface Injections {
  /** Names of buses of the feeder. */
  readonly bus: readonly string[];
  /** kW and kVAr, bus x step; negative where power is consumed. */
  readonly active: ArrayLike<number>;
  readonly reactive: ArrayLike<number>;
  /** Length of one step, h, above 0: a step of a quarter of an hour has 0.25, and 1 kW in it is 0.25 kWh. */
  readonly hourLength: number;
}

/** How many steps there are. Throws a ClearwattError where the powers do not fit the buses, or the length of a step is none. */
export function stepsOf({ bus, active, reactive, hourLength }: Injections): number {
  if (bus.length === 0)
    throw new ClearwattError("The injections name no bus.", {
      code: "missing-data",
      data: { what: "buses of the injections" },
    });
  const steps = active.length / bus.length;
  if (!Number.isInteger(steps) || steps === 0 || reactive.length !== active.length) {
    throw new ClearwattError(
      `The injections name ${bus.length} buses and have ${active.length} active and ${reactive.length} reactive powers. Give one of each for every bus and step.`,
      {
        code: "wrong-size",
        data: { what: "injections", found: [active.length, reactive.length], multipleOf: bus.length },
      },
    );
  }
  if (!(Number.isFinite(hourLength) && hourLength > 0)) {
    const found = hourLength === undefined ? "missing" : String(hourLength);
    throw new ClearwattError(
      `The hourLength of the injections, the length of one step in hours, is ${found}. Give a number above 0, such as 1 for hours or 0.25 for quarters of an hour.`,
      {
        code: hourLength === undefined ? "missing-data" : "out-of-range",
        data: { what: "hourLength", found: hourLength, least: 0 },
      },
    );
  }
  return steps;
}

/** What is consumed, as the batch takes it: kW and kVAr, step x bus of the feeder. */
export function consumptionOf(feeder: Feeder, injections: Injections, numSteps: number): LoadsByBus {
  return {
    active: consumed(feeder, injections, "active", numSteps),
    reactive: consumed(feeder, injections, "reactive", numSteps),
  };
}

function consumed(
  { name, busNames, numBuses }: Feeder,
  injections: Injections,
  part: "active" | "reactive",
  numSteps: number,
): Float64Array {
  const position = new Map(busNames.map((bus, k) => [bus, k]));
  const consumption = new Float64Array(numSteps * numBuses);
  injections.bus.forEach((bus, k) => {
    const at = position.get(bus);
    if (at === undefined)
      throw new ClearwattError(`The injections name bus "${bus}", and feeder "${name}" has none.`, {
        code: "unknown-label",
        data: { feeder: name, set: "bus", found: bus },
      });
    for (let step = 0; step < numSteps; step++) {
      const value = injections[part][k * numSteps + step]!;
      if (!Number.isFinite(value)) {
        throw new ClearwattError(
          `The ${part} injection at bus "${bus}" in step ${step + 1} is ${value}, not a number.`,
          { code: "not-a-number", data: { what: `${part} injection`, bus, step: step + 1, found: value } },
        );
      }
      consumption[step * numBuses + at]! -= value;
    }
  });
  return consumption;
}
