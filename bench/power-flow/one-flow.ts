/** One power flow: the sweep beside the least that it can cost, beside Newton, and as it is called by users. */

import { NewtonFlow } from "../../src/feeder/flow/newton/index.ts";
import {
  complexVoltages,
  finalPowers,
  iterate,
  type SweepPlan,
  sweepPlan,
  sweepVoltages,
} from "../../src/feeder/flow/sweep/index.ts";
import { type Feeder, powerFlow } from "../../src/feeder/index.ts";
import { minimalCurrentSweep, minimalSweep } from "./minimal-sweep.ts";
import { type Repeated, repeated, type Taken } from "./repeated.ts";

export const tolerance = 1e-10;

/** All rivals on one feeder; throws where their voltages differ. */
export async function oneFlow(feeder: Feeder): Promise<{ taken: Taken[]; iterations: Record<string, number> }> {
  const plan = sweepPlan(feeder);
  const newton = new NewtonFlow(feeder);
  const [byPowers, byCurrents] = [minimalSweep(feeder), minimalCurrentSweep(feeder)];
  const iterations = {
    "by hand, in powers": byPowers.run(tolerance),
    "clearwatt, voltages squared": iterate(plan, tolerance),
    "clearwatt, complex voltages": sweepVoltages(plan, tolerance)!.iterations,
    "by hand, in currents": byCurrents.run(tolerance),
    "clearwatt, Newton": newton.solve({ tolerance })!.iterations,
    "clearwatt, powerFlow": sweepVoltages(plan, tolerance)!.iterations,
  };
  checkAlike(feeder, [byPowers.voltage(), byCurrents.voltage()]);
  const [real, imaginary] = [new Float64Array(feeder.numBuses), new Float64Array(feeder.numBuses)];
  const calls = Math.max(1, Math.round(20_000 / feeder.numBuses));
  const runs: Record<keyof typeof iterations, () => unknown> = {
    "by hand, in powers": () => byPowers.run(tolerance),
    "clearwatt, voltages squared": () => iterate(plan, tolerance),
    "clearwatt, complex voltages": () => complexFlow(plan, real, imaginary),
    "by hand, in currents": () => byCurrents.run(tolerance),
    "clearwatt, Newton": () => newton.solve({ tolerance }),
    "clearwatt, powerFlow": () => powerFlow(feeder, { tolerance }),
  };
  const slow = new Set(["clearwatt, Newton", "clearwatt, powerFlow"]);
  const list = Object.entries(runs).map(
    ([name, run]): Repeated => ({ name, run, calls: slow.has(name) ? Math.max(1, Math.round(calls / 20)) : calls }),
  );
  return { taken: await repeated(list, 30), iterations };
}

function complexFlow(plan: SweepPlan, real: Float64Array, imaginary: Float64Array): void {
  iterate(plan, tolerance);
  finalPowers(plan);
  complexVoltages(plan, real, imaginary);
}

function checkAlike(feeder: Feeder, voltages: readonly Float64Array[]): void {
  for (const method of ["sweep", "newton"] as const) {
    const flow = powerFlow(feeder, { method, tolerance });
    if (flow.status !== "solved") throw new Error(flow.reason);
    for (const other of voltages) {
      const difference = Math.max(...flow.voltage.map((voltage, bus) => Math.abs(voltage - other[bus]!)));
      if (difference > 1e-9) throw new Error(`${feeder.name}: voltages differ by ${difference} p.u.`);
    }
  }
}
