/** What a grid makes of a market's result: violated voltages and ratings, losses, reverse flow, step by step. */
import { ClearwattError } from "../../../errors.ts";
import type { Feeder } from "../../data/feeder.ts";
import { type FlowBatch, type LoadsByBus, powerFlows } from "../batch/index.ts";
import type { FlowOptions } from "../flow.ts";
import { type BranchFindings, overloads, reverseFlows, type VoltageViolations, voltageViolations } from "./findings.ts";
import { consumptionOf, type Injections, stepsOf } from "./injections.ts";
import { type LimitCoverage, limitCoverage, uncheckedIn } from "./limit-coverage.ts";

export interface GridCheckOptions extends Pick<FlowOptions, "method" | "tolerance"> {
  /** Voltage band, per unit, in place of the feeder's own. */
  readonly lowestVoltage?: number;
  readonly highestVoltage?: number;
  /** What the steps are called; 1, 2, ... where nothing is said. */
  readonly steps?: readonly (string | number)[];
}

export interface GridCheck {
  readonly feeder: Feeder;
  readonly steps: readonly (string | number)[];
  /** Length of one step, h. */
  readonly hourLength: number;
  /** What is consumed, kW and kVAr, step x bus of the feeder. */
  readonly loads: LoadsByBus;
  /** The power flows; what is not solved has violated everything, and is neither counted nor filled in below. */
  readonly batch: FlowBatch;
  readonly voltages: VoltageViolations;
  /** Branches above their rating; `value` is the loading, 1 at the rating. */
  readonly overloads: BranchFindings;
  /** Branches that carry power towards the source; `value` is how much, kW. Null for meshed nets, which have no such direction. */
  readonly reverse: BranchFindings | null;
  /** How many buses and branches have limits at all. */
  readonly coverage: LimitCoverage;
  /** What could not be checked, in sentences: no band, no ratings. */
  readonly unchecked: readonly string[];
  /** kWh that stay in the branches in all solved steps: the sum of their losses in kW, times `hourLength`. */
  readonly lossSum: number;
}

/**
 * The power flow of every step of injections, held against the feeder's limits. The feeder's loads are not used: injections
 * are all there is beside the sources. Throws a ClearwattError where they do not fit the feeder, where the length of
 * a step is not above 0, and where an option makes no sense.
 */
export function checkGrid(feeder: Feeder, injections: Injections, options: GridCheckOptions = {}): GridCheck {
  const net = withBand(feeder, options);
  const numSteps = stepsOf(injections);
  const steps = options.steps ?? Array.from({ length: numSteps }, (_, k) => k + 1);
  if (steps.length !== numSteps) {
    throw new ClearwattError(`The injections have ${numSteps} steps, and ${steps.length} names are given for them.`, {
      code: "wrong-size",
      data: { what: "names of steps", found: steps.length, expected: numSteps },
    });
  }
  const loads = consumptionOf(net, injections, numSteps);
  const { method, tolerance } = options;
  const batch = powerFlows(net, loads, {
    branches: true,
    ...(method === undefined ? {} : { method }),
    ...(tolerance === undefined ? {} : { tolerance }),
  });
  const { hourLength } = injections;
  const coverage = limitCoverage(net);
  return {
    feeder: net,
    steps,
    hourLength,
    loads,
    batch,
    voltages: voltageViolations(batch),
    overloads: overloads(batch),
    reverse: reverseFlows(batch),
    coverage,
    unchecked: uncheckedIn(coverage),
    lossSum: hourLength * batch.activeLoss.reduce((sum, loss) => sum + loss, 0),
  };
}

function withBand(feeder: Feeder, { lowestVoltage, highestVoltage }: GridCheckOptions): Feeder {
  for (const limit of [lowestVoltage, highestVoltage]) {
    if (limit !== undefined && !(Number.isFinite(limit) && limit > 0))
      throw new ClearwattError(`A limit of the voltage is ${limit}. Give per unit, such as 0.95.`, {
        code: "out-of-range",
        data: { what: "limit of the voltage", found: limit, least: 0 },
      });
  }
  const filled = (own: Float64Array, limit: number | undefined) => (limit === undefined ? own : own.map(() => limit));
  const [low, high] = [filled(feeder.lowestVoltage, lowestVoltage), filled(feeder.highestVoltage, highestVoltage)];
  const empty = low.findIndex((limit, bus) => limit > high[bus]!);
  if (empty >= 0) {
    throw new ClearwattError(
      `The voltage band of bus "${feeder.busNames[empty]}" goes from ${low[empty]} to ${high[empty]} per unit and is empty.`,
      { code: "contradiction", data: { bus: feeder.busNames[empty], lower: low[empty], upper: high[empty] } },
    );
  }
  return { ...feeder, lowestVoltage: low, highestVoltage: high };
}
