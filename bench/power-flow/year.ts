/** The hours of a year: power flows alone, with branches, with tables, and what a thread would cost to start. */
import { Worker } from "node:worker_threads";
import { type Feeder, powerFlows } from "../../src/feeder/index.ts";
import { branchTable, busTable, stepTable } from "../../src/report/index.ts";
import { median } from "../harness/statistics.ts";
import { randomNumbers } from "../models/random.ts";
import { repeated, type Taken } from "./repeated.ts";

export const hours = 8760;

/** Every bus and hour its own: 20 to 100 % of the feeder's load, in kW and kVAr. */
export function yearOf({ numBuses, basePower, constantPower }: Feeder): {
  active: Float64Array;
  reactive: Float64Array;
} {
  const random = randomNumbers(1);
  const active = new Float64Array(hours * numBuses);
  const reactive = new Float64Array(hours * numBuses);
  for (let k = 0; k < active.length; k++) {
    const factor = basePower * (0.2 + 0.8 * random());
    active[k] = factor * constantPower.active[k % numBuses]!;
    reactive[k] = factor * constantPower.reactive[k % numBuses]!;
  }
  return { active, reactive };
}

export async function year(feeder: Feeder): Promise<Taken[]> {
  const loads = yearOf(feeder);
  const tables = (): unknown => {
    const batch = powerFlows(feeder, loads, { branches: true });
    return [stepTable(batch), busTable(batch), branchTable(batch)];
  };
  return repeated(
    [
      { name: "power flows: voltages, losses, sources", calls: 1, run: () => powerFlows(feeder, loads) },
      { name: "and branches at both ends", calls: 1, run: () => powerFlows(feeder, loads, { branches: true }) },
      { name: "and tables of steps, buses and branches", calls: 1, run: tables },
    ],
    10,
  );
}

/** Milliseconds until a thread that loads nothing has answered: the least that one costs. */
export async function threadStart(): Promise<number> {
  const times: number[] = [];
  for (let k = 0; k < 9; k++) {
    const start = performance.now();
    const worker = new Worker("require('node:worker_threads').parentPort.postMessage(1)", { eval: true });
    await new Promise((resolve) => worker.once("message", resolve));
    times.push(performance.now() - start);
    await worker.terminate();
  }
  return median(times);
}
