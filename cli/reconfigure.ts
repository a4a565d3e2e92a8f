/** `clearwatt reconfigure`: which branches to open so that a feeder stays radial and loses least. */
import { type Command, Option } from "commander";
import { reconfigure } from "../models/index.ts";
import { ClearwattError } from "../src/errors.ts";
import { bestTopologies, type Feeder, type Flow, feeder, powerFlow } from "../src/feeder/index.ts";
import { type Cell, paragraph, textTable } from "../src/report/index.ts";
import { feederDataOf } from "./feeders.ts";
import { busLabel } from "./flow.ts";
import { type Host, tableOptions } from "./host.ts";
import { conicSolver, type SolverName, solverOption } from "./solvers.ts";

interface Options {
  readonly method: "milp" | "enumerate";
  readonly solver: SolverName;
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

Every branch may be opened and closed. The program takes some ten seconds for the 33-bus feeder and proves that nothing
loses less than its bound; enumeration computes the power flow of every radial topology (50,751 there) and refuses where there are more
than a million.`;

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
    .addOption(solverOption())
    .option("--json", "print one JSON document")
    .addHelpText("after", examples)
    .action((name: string, options: Options) => run(name, options, host));
}

async function run(name: string, options: Options, host: Host): Promise<void> {
  const net = feeder(await feederDataOf(name));
  const before = powerFlow(net);
  host.progress?.(`reconfiguring ${net.name}`);
  const found = options.method === "milp" ? await byProgram(net, options.solver) : byEnumeration(net);
  host.progress?.("");
  const loss = before.status === "solved" ? before.totalActiveLoss : null;
  if (options.json) host.write(`${JSON.stringify(document(net, options, loss, found))}\n`);
  else host.write(`${report(net, loss, found, host)}\n`);
}

async function byProgram(net: Feeder, name: SolverName): Promise<Found> {
  const found = await reconfigure(net, await conicSolver(name));
  if (found.status !== "optimal") {
    return { status: found.status, reason: found.reason, flow: found.flow, bound: null, details: {} };
  }
  const { status, flow, bound, gap, seconds } = found;
  return { status, flow, bound, details: { gap, seconds } };
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
    ...details,
    notes: net.notes,
  };
}

function openBranches({ feeder: { closed } }: Flow): number[] {
  return Array.from(closed.keys()).filter((k) => closed[k] === 0);
}

function report(net: Feeder, initialLoss: number | null, found: Found, host: Host): string {
  const { flow, status, reason, bound, details } = found;
  const lowest = `${flow.voltage[flow.lowestBus]!.toFixed(6)} p.u. at bus ${net.busNames[flow.lowestBus]}`;
  const open = openBranches(flow).map((k) => net.branchNames[k]);
  const rows: Cell[][] = [
    ["status", reason === undefined ? status : `${status}: ${reason}`],
    ["losses as it is", initialLoss === null ? "no power flow" : `${initialLoss.toFixed(3)} kW`],
    [status === "optimal" ? "losses" : "best losses known", `${flow.totalActiveLoss.toFixed(3)} kW`],
    ["no radial topology loses less than", bound === null ? "not proven" : `${bound.toFixed(3)} kW`],
    ["open branches", open.join(", ") || "none"],
    ["lowest voltage", lowest],
    ...Object.entries(details).map(([name, value]): Cell[] => [name.replaceAll("_", " "), value]),
  ];
  const head = [`${net.name} - ${net.origin}`, ...net.notes.map((note) => `Note: ${note}`)];
  return [
    ...head.map((text) => paragraph(text, host.width ?? 100)),
    "",
    textTable([{ header: "quantity" }, { header: "value" }], rows, tableOptions(host)),
  ].join("\n");
}
