/**
 * Power flow: one flow beside the least it can cost and beside Newton, the hours of a year, feeders up to 100,000 buses,
 * all topologies of the 33-bus feeder. `npm run bench -- flow`
 */
import { loadFeeder } from "../cases/texts.node.ts";
import { iterate, sweepPlan } from "../src/feeder/flow/sweep/index.ts";
import {
  type Feeder,
  feeder,
  generatedFeeder,
  numSpanningTrees,
  spanningTrees,
  topologyFlows,
} from "../src/feeder/index.ts";
import { textTable } from "../src/report/index.ts";
import { machine } from "./harness/machine.ts";
import { oneFlow, tolerance } from "./power-flow/one-flow.ts";
import { repeated, type Taken } from "./power-flow/repeated.ts";
import { hours, threadStart, year } from "./power-flow/year.ts";

const aims: Record<string, number> = { case33bw: 4, case141: 15 };
const spread = ({ ratio }: Taken): string[] => [
  ratio.median.toFixed(2),
  `${ratio.low.toFixed(2)} - ${ratio.high.toFixed(2)}`,
];

async function flows(): Promise<string> {
  const rows: string[][] = [];
  for (const [name, aim] of Object.entries(aims)) {
    const { taken, iterations } = await oneFlow(feeder(await loadFeeder(name)));
    for (const one of taken) {
      const isCore = one.name.startsWith("clearwatt, voltages") || one.name.startsWith("clearwatt, complex");
      const times = [one.least, one.median].map((time) => time.toPrecision(3));
      rows.push([name, one.name, String(iterations[one.name]), ...times, ...spread(one), isCore ? String(aim) : ""]);
    }
  }
  return textTable(
    [
      { header: "feeder", key: true },
      { header: "rival" },
      { header: "iterations" },
      { header: "least", unit: "us" },
      { header: "median", unit: "us" },
      { header: "ratio" },
      { header: "quartiles of the ratio" },
      { header: "aim", unit: "us" },
    ],
    rows,
  );
}

function milliseconds(taken: readonly Taken[], aim: readonly string[]): string {
  const rows = taken.map(({ name, least, median }, k) => [
    name,
    (least / 1000).toPrecision(3),
    (median / 1000).toPrecision(3),
    aim[k] ?? "",
  ]);
  return textTable(
    [
      { header: "what" },
      { header: "least", unit: "ms" },
      { header: "median", unit: "ms" },
      { header: "aim", unit: "ms" },
    ],
    rows,
  );
}

async function sizes(): Promise<string> {
  const rows: string[][] = [];
  for (const numBuses of [100, 1000, 10_000, 100_000]) {
    const plan = sweepPlan(feeder(generatedFeeder(numBuses)));
    const iterations = iterate(plan, tolerance);
    const calls = Math.max(1, Math.round(20_000 / numBuses));
    const [taken] = await repeated([{ name: "sweep", calls, run: () => iterate(plan, tolerance) }], 20);
    const each = [taken!.least, taken!.median].map((time) => ((1000 * time) / numBuses).toFixed(1));
    rows.push([numBuses.toLocaleString("en"), String(iterations), ...each]);
  }
  return textTable(
    [
      { header: "buses" },
      { header: "iterations" },
      { header: "least per bus", unit: "ns" },
      { header: "median per bus", unit: "ns" },
    ],
    rows,
  );
}

async function topologies(net: Feeder): Promise<string> {
  const states = spanningTrees(net);
  const { counts, numStates } = topologyFlows(net, states);
  const solve = { name: "power flows of all of them", calls: 1, run: () => topologyFlows(net, states) };
  const list = { name: "enumerating them", calls: 1, run: () => spanningTrees(net) };
  const count = { name: "counting them", calls: 1, run: () => numSpanningTrees(net) };
  const table = milliseconds(await repeated([solve, list, count], 3), ["3000", "", ""]);
  return `${numStates.toLocaleString("en")} radial topologies, ${counts[0].toLocaleString("en")} without solution\n\n${table}`;
}

console.log(machine());
console.log(`
One power flow at ${tolerance} p.u. from a flat start; all rivals have the same voltages to 1e-9 p.u. "By hand" are loops that
can do nothing else (bench/power-flow/minimal-sweep.ts); ratios are to the first of them in the same turn.
`);
console.log(await flows());
const net33 = feeder(await loadFeeder("case33bw"));
console.log(
  `\n${hours.toLocaleString("en")} hours of case33bw, every bus with a load of its own in every hour, each from a flat start\n`,
);
console.log(milliseconds(await year(net33), ["100", "", "500"]));
console.log(
  `\nA thread that loads nothing answers after ${(await threadStart()).toFixed(1)} ms (median): see the first line above.`,
);
console.log(`
For reference, quoted and not run here: pandapower takes 1.5 - 7 ms a flow and 56 s for a year of hours on such a machine.`);
console.log("\nGenerated feeders: cost of a sweep for each bus\n");
console.log(await sizes());
console.log("\nAll switch states of case33bw that make it radial, each laid out and solved anew\n");
console.log(await topologies(net33));
