/** `clearwatt opf`: what generators on a feeder cost least, and the prices at its buses. */
import { type Command, Option } from "commander";
import { busesOutside, feeder } from "../src/feeder/index.ts";
import { networkDrawing, voltageProfile } from "../src/report/index.ts";
import { feederDataOf } from "./feeders.ts";
import { writeTexts } from "./files.ts";
import { busLabel } from "./flow-json.ts";
import { type Host, tableOptions } from "./host.ts";
import { opfCsv, opfText } from "./opf-tables.ts";
import {
  hasFigures,
  type NetworkName,
  networkNames,
  type OpfOptimum,
  type OpfOutcome,
  solveScenario,
} from "./run-scenario.ts";
import { readScenario } from "./scenario.ts";
import { type SolverName, solverOption } from "./solvers.ts";
import { svgDocument } from "./svg-document.ts";

interface Options {
  readonly scenario: string;
  readonly network: NetworkName;
  readonly solver: SolverName;
  readonly json?: boolean;
  readonly out?: string;
}

const examples = `
Examples:
  $ clearwatt opf case33bw --scenario three-generators.json
  $ clearwatt opf case33bw --scenario three-generators.json --network linear --json
  $ clearwatt opf my-feeder.m --scenario prices.json --solver clarabel --out results
  $ clearwatt opf my-feeder.m --scenario sunny-noon.json --network around

A scenario is JSON; costs are c2 P^2 + c1 P + c0 per hour with P in MW, and the feeder's loads are served in full:
  { "generators": [{ "bus": 1, "cost_c2_c1_c0": [0, 50, 0], "p_kW": [0, 10000], "q_kVAr": [-10000, 10000] }],
    "rated_lines": [{ "from": 1, "to": 2, "MVA": 2.2 }],
    "voltage_pu": { "source": 1, "min": 0.9, "max": 1.1 } }
Only generators give power, so one of them stands for the grid upstream, at the source.

What the scenario says and what the feeder: "voltage_pu" holds for all buses in place of the feeder's own bands, and its
"source" may be left out for the voltage that the feeder's source has. Lines that are not in "rated_lines" keep the
ratings of the feeder. Generators of given power in the feeder stay, as negative load; such as hold a voltage give their
active power and hold nothing.

The linear network has no losses. The conic one is a power flow where "exact" is true; elsewhere (where more losses pay,
at negative prices or before an upper voltage limit, or cost nothing, as where a resistance is 0) "status" is "not exact":
the objective is only a bound, and nothing else is to be used. "around" solves a linear program around its own power
flow until the dispatch stays: a power flow that meets the first-order conditions of an optimum. Where it has not stayed
"status" is "not settled", and nothing is to be used. Cones are cut for HiGHS and GLPK; Clarabel takes them as they are. Exit code 0 for
every scenario that could be read: "status" says what came out.
With --out DIR: opf.json, buses.csv, branches.csv, generators.csv, and with an AC power flow network.svg and voltages.svg.`;

export function addOpf(parent: Command, host: Host): void {
  parent
    .command("opf")
    .description("optimal power flow of a scenario on a feeder, with prices (DLMP) and what they are made of")
    .argument("<feeder>", "name of a feeder, or file or folder of one")
    .requiredOption("--scenario <file.json>", "generators, rated lines and voltage band")
    .addOption(
      new Option("-n, --network <network>", "linear DistFlow, conic DistFlow, or DistFlow around its own flow")
        .choices(networkNames)
        .default("conic"),
    )
    .addOption(solverOption())
    .option("-o, --out <dir>", "folder for tables and drawings")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples)
    .action((name: string, options: Options) => opf(name, options, host));
}

async function opf(name: string, options: Options, host: Host): Promise<void> {
  const net = feeder(await feederDataOf(name));
  const scenario = await readScenario(options.scenario, net);
  host.progress?.(`solving ${options.scenario}`);
  const outcome = await solveScenario(net, scenario, { ...options, progress: host.progress });
  host.progress?.("");
  const json = `${JSON.stringify(document(outcome, options))}\n`;
  const texts = { "opf.json": json, ...(hasFigures(outcome) ? await results(outcome) : {}) };
  const written = options.out === undefined ? [] : await writeTexts(options.out, texts);
  if (options.json) {
    host.write(json);
    return;
  }
  host.write(opfText(outcome, options.network, tableOptions(host)));
  if (written.length > 0) host.write(`\nWritten: ${written.join(", ")}\n`);
}

const perMWh = 1000;

/** Prices per MWh and MVArh. */
function document(outcome: OpfOutcome, { network, solver }: Options) {
  const head = { feeder: outcome.feeder.name, network, solver, status: outcome.status };
  if (!hasFigures(outcome)) {
    return { ...head, reason: outcome.reason, conflict: outcome.conflict, notes: outcome.notes };
  }
  const { state, prices, voltage } = outcome;
  const { energy, losses, voltage: band, congestion } = prices.activeParts;
  return {
    ...head,
    objective_per_h: outcome.objective,
    loss_kW: outcome.loss,
    P_kW: Array.from(outcome.active),
    Q_kVAr: Array.from(outcome.reactive),
    bus_columns: [
      ...["bus", "v_pu", "dlmp_p_per_MWh", "dlmp_q_per_MVArh"],
      ...["energy_per_MWh", "loss_per_MWh", "voltage_per_MWh", "congestion_per_MWh"],
    ],
    bus: outcome.feeder.busNames.map((name, i) => [
      busLabel(name),
      voltage[i]!,
      ...[prices.active, prices.reactive, energy, losses, band, congestion].map((part) => perMWh * part.data[i]!),
    ]),
    cone_gap_max: largestGap(state),
    exact: outcome.exact,
    passes: outcome.passes === null ? null : outcome.passes.count,
    notes: outcome.notes,
  };
}

/** How far the currents of the lines are from those of their flows, either way; null for a network without losses. */
function largestGap({ coneGap }: OpfOptimum["state"]): number | null {
  return coneGap === null ? null : coneGap.data.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0);
}

async function results(outcome: OpfOptimum): Promise<Record<string, string>> {
  const texts = opfCsv(outcome);
  if (outcome.flow.status !== "solved") return texts;
  const svg = svgDocument();
  return {
    ...texts,
    "network.svg": await networkDrawing(outcome.flow, svg, busesOutside(outcome.flow)),
    "voltages.svg": await voltageProfile(outcome.flow, svg),
  };
}
