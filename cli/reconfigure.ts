/** `clearwatt reconfigure`: which branches to open so that a feeder stays radial and loses least. */
import { type Command, Option } from "commander";
import { reconfigure } from "../models/index.ts";
import { ClearwattError } from "../src/errors.ts";
import {
  bestTopologies,
  branchesAbove,
  busesOutside,
  type Feeder,
  type Flow,
  feeder,
  powerFlow,
  topologyOf,
} from "../src/feeder/index.ts";
import { type Cell, paragraph, textTable } from "../src/report/index.ts";
import type { Progress } from "../src/solving/index.ts";
import { feederDataOf } from "./feeders.ts";
import { busLabel } from "./flow-json.ts";
import { type Host, tableOptions } from "./host.ts";
import { conicSolver } from "./solvers.ts";

interface Options {
  readonly method: "milp" | "enumerate";
  readonly solver: "highs" | "glpk";
  readonly json?: boolean;
}

interface Found {
  readonly status: string;
  readonly reason?: string;
  readonly flow: Flow;
  /** kW; null where nothing is proven. */
  readonly bound: number | null;
  readonly details: Readonly<Record<string, number>>;
}

const examples = `
Examples:
  $ clearwatt reconfigure case33bw
  $ clearwatt reconfigure case33bw --method enumerate --json

Every branch may be opened and closed, and the feeder as it is may be meshed. The program takes some ten seconds for
the 33-bus feeder and proves that nothing loses less than its bound; enumeration computes the power flow of every
radial topology (50,751 there) and refuses where there are more than a million. Losses are all that counts: voltage bands
and ratings are not asked for, and what the best topology violates is said.`;

export function addReconfigure(parent: Command, host: Host): void {
  parent
    .command("reconfigure")
    .description("find the radial topology of a feeder that loses least")
    .argument("<feeder>", "name of a feeder, or file or folder of one")
    .addOption(
      new Option("-m, --method <method>", "mixed-integer conic program, or all topologies")
        .choices(["milp", "enumerate"])
        .default("milp"),
    )
    .addOption(
      new Option("-s, --solver <name>", "solver of the program, which has whole numbers")
        .choices(["highs", "glpk"])
        .default("highs"),
    )
    .option("--json", "print one JSON document")
    .addHelpText("after", examples)
    .action((name: string, options: Options) => run(name, options, host));
}

async function run(name: string, options: Options, host: Host): Promise<void> {
  const net = feeder(await feederDataOf(name));
  const loss = initialLoss(net);
  host.progress?.(`reconfiguring ${net.name}`);
  const found = options.method === "milp" ? await byProgram(net, options.solver, host.progress) : byEnumeration(net);
  host.progress?.("");
  if (options.json) host.write(`${JSON.stringify(document(net, options, loss, found))}\n`);
  else host.write(`${report(net, loss, found, host)}\n`);
}

/** kW; null where the feeder as it is has no power flow, or some bus is not fed: a topology may mend that. */
function initialLoss(net: Feeder): number | null {
  if (topologyOf(net).islands.length > 0) return null;
  const flow = powerFlow(net);
  return flow.status === "solved" ? flow.totalActiveLoss : null;
}

async function byProgram(net: Feeder, name: Options["solver"], show: Host["progress"]): Promise<Found> {
  const solve = show === null ? {} : { onProgress: (progress: Progress) => show(progressText(net, progress)) };
  const found = await reconfigure(net, await conicSolver(name), { solve });
  if (found.status !== "optimal") {
    return { status: found.status, reason: found.reason, flow: found.flow, bound: null, details: {} };
  }
  const { status, flow, bound, gap, seconds } = found;
  // The program's losses and those of the power flow differ by rounding.
  return { status, flow, bound: Math.min(bound, flow.totalActiveLoss), details: { gap, seconds } };
}

function progressText({ name }: Feeder, { iterations, objective, bound, gap }: Progress): string {
  const kW = (value: number | undefined) => (value === undefined ? undefined : `${value.toFixed(3)} kW`);
  const parts = [
    `${iterations} iterations`,
    ...(objective === undefined ? [] : [`best ${kW(objective)}`]),
    ...(bound === undefined ? [] : [`bound ${kW(bound)}`]),
    ...(gap === undefined ? [] : [`gap ${percent(gap)}`]),
  ];
  return `reconfiguring ${name}: ${parts.join(", ")}`;
}

/** With as many decimals as tell a gap from none. */
function percent(share: number): string {
  return `${100 * share < 0.001 ? "below 0.001" : (100 * share).toFixed(3)} %`;
}

function byEnumeration(net: Feeder): Found {
  const { best, numTopologies, numWithoutSolution } = bestTopologies(net);
  const flow = best[0] === undefined ? null : powerFlow({ ...net, closed: best[0].closed });
  if (flow === null || flow.status !== "solved") {
    throw new ClearwattError(`None of the ${numTopologies} radial topologies of ${net.name} has a power flow.`);
  }
  const details = { topologies: numTopologies, without_power_flow: numWithoutSolution };
  return { status: "optimal", flow, bound: flow.totalActiveLoss, details };
}

/** Branches by their place in the feeder's data, from 1 on, lines before transformers. */
function document(net: Feeder, { method }: Options, initialLoss: number | null, found: Found) {
  const { flow, status, reason, bound, details } = found;
  const open = openBranches(flow);
  return {
    feeder: net.name,
    method,
    status,
    ...(reason === undefined ? {} : { reason }),
    initial_loss_kW: initialLoss,
    loss_kW: flow.totalActiveLoss,
    bound_kW: bound,
    open_branches_1based: open.map((k) => k + 1),
    open_branch_ends: open.map((k) => [net.from[k]!, net.to[k]!].map((bus) => busLabel(net.busNames[bus]!))),
    vmin_pu: flow.voltage[flow.lowestBus],
    vmin_bus: busLabel(net.busNames[flow.lowestBus]!),
    voltages_outside: busesOutside(flow).length,
    branches_above_rating: branchesAbove(flow).length,
    ...details,
    notes: net.notes,
  };
}

function openBranches({ feeder: { closed } }: Flow): number[] {
  return Array.from(closed.keys()).filter((k) => closed[k] === 0);
}

/** What the topology violates, though nobody asked it not to. */
function violations(flow: Flow): Cell[][] {
  const { busNames, branchNames } = flow.feeder;
  const listed = (names: readonly string[]) => (names.length <= 8 ? names : [...names.slice(0, 8), "..."]).join(", ");
  const outside = busesOutside(flow).map((bus) => busNames[bus]!);
  const above = branchesAbove(flow).map((k) => branchNames[k]!);
  return [
    ...(outside.length === 0 ? [] : [["outside of the voltage band", `${outside.length} buses: ${listed(outside)}`]]),
    ...(above.length === 0 ? [] : [["above their rating", `${above.length} branches: ${listed(above)}`]]),
  ];
}

function report(net: Feeder, initialLoss: number | null, found: Found, host: Host): string {
  const { flow, status, reason, bound, details } = found;
  const lowest = `${flow.voltage[flow.lowestBus]!.toFixed(6)} p.u. at bus ${net.busNames[flow.lowestBus]}`;
  const open = openBranches(flow).map((k) => net.branchNames[k]);
  const rows: Cell[][] = [
    ["status", reason === undefined ? status : `${status}: ${reason}`],
    ["losses as it is", asItIs(net, initialLoss)],
    [status === "optimal" ? "losses" : "best losses known", `${flow.totalActiveLoss.toFixed(3)} kW`],
    ["no radial topology loses less than", bound === null ? "not proven" : `${bound.toFixed(3)} kW`],
    ["open branches", open.join(", ") || "none"],
    ["lowest voltage", lowest],
    ...violations(flow),
    ...Object.entries(details).map(([name, value]): Cell[] => [name.replaceAll("_", " "), detailText(name, value)]),
  ];
  const head = [`${net.name} - ${net.origin}`, ...net.notes.map((note) => `Note: ${note}`)];
  return [
    ...head.map((text) => paragraph(text, host.width ?? 100)),
    "",
    textTable([{ header: "quantity" }, { header: "value" }], rows, tableOptions(host)),
  ].join("\n");
}

function asItIs(net: Feeder, loss: number | null): string {
  const { radial, islands } = topologyOf(net);
  if (islands.length > 0) return "no power flow: some bus is not fed";
  if (loss === null) return "no power flow";
  return `${loss.toFixed(3)} kW${radial ? "" : ", meshed"}`;
}

function detailText(name: string, value: number): string {
  if (name === "gap") return percent(value);
  return name === "seconds" ? `${value.toFixed(1)}` : `${value}`;
}
