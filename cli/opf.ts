/** `clearwatt opf`: what generators on a feeder cost least, and the prices at its buses. */
import { z } from "zod";
import { busLabel, flowCharts } from "../src/documents/index.ts";
import { feeder } from "../src/feeder/index.ts";
import type { Document, DocumentOutcome, DocumentPart } from "../src/report/index.ts";
import type { Catalogues } from "./catalogue.ts";
import { type Command, command } from "./command.ts";
import { feederArgument, feederDataOf } from "./feeders.ts";
import { branchTable, generatorTable, perMWh, priceTable, summary } from "./opf-tables.ts";
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

export const opf = ({ solvers }: Catalogues): Command =>
  command({
    name: "opf",
    about: "optimal power flow of a scenario on a feeder, with prices (DLMP) and what they are made of",
    examples: [
      "clearwatt opf case33bw --scenario three-generators.json",
      "clearwatt opf case33bw --scenario three-generators.json --network linear --json",
      "clearwatt opf my-feeder.m --scenario prices.json --solver clarabel --out results",
      "clearwatt opf my-feeder.m --scenario sunny-noon.json --network around",
    ],
    details,
    arguments: z.object({ feeder: feederArgument }),
    options: z.object({
      scenario: z.string().meta({ description: "generators, rated lines and voltage band", value: "file.json" }),
      network: z
        .enum(networkNames)
        .default("conic")
        .meta({ description: "linear DistFlow, conic DistFlow, or DistFlow around its own flow", short: "n" }),
      solver: solverOption(solvers),
    }),
    async run({ feeder: name, scenario: path, network, solver }, { show }) {
      const net = feeder(await feederDataOf(name));
      const scenario = await readScenario(path, net);
      show(`solving ${path}`);
      return opfDocument(await solveScenario(net, scenario, { network, solver, progress: show }), network, solver);
    },
  });

const details = `A scenario is JSON; costs are c2 P^2 + c1 P + c0 per hour with P in MW, and the feeder's loads are served in full:
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
"status" is "not settled", and nothing is to be used. Cones are cut for HiGHS and GLPK; Clarabel takes them as they are.
Exit code 3 where there is no optimum or it is not exact, 4 where passes have not settled: "status" says which.
With --out DIR: opf.json, report.txt, buses.csv, branches.csv, generators.csv, and with an AC power flow network.svg and
voltages.svg.`;

const verdicts: Readonly<Record<OpfOutcome["status"], DocumentOutcome>> = {
  optimal: "answer",
  "not exact": "no",
  infeasible: "no",
  unbounded: "no",
  "not settled": "limit",
  "time limit": "limit",
  "numerical trouble": "limit",
};

function opfDocument(outcome: OpfOutcome, network: NetworkName, solver: SolverName): Document {
  const { feeder: net, scenario, notes, status } = outcome;
  const title = `${scenario.name ?? scenario.description ?? "scenario"} on ${net.name}, ${titles[network]}`;
  return {
    name: "opf",
    outcome: verdicts[status],
    json: { feeder: net.name, network, solver, status, ...(hasFigures(outcome) ? figures(outcome) : reasons(outcome)) },
    parts: [
      { kind: "lines", lines: [title, ...notes.map((note) => `Note: ${note}`)] },
      ...(hasFigures(outcome) ? figureParts(outcome) : reasonParts(outcome)),
    ],
  };
}

const titles: Readonly<Record<NetworkName, string>> = {
  linear: "linear DistFlow",
  conic: "conic DistFlow",
  around: "DistFlow around its own flow",
};

type NoFigures = Exclude<OpfOutcome, OpfOptimum>;

function reasons({ reason, conflict, notes }: NoFigures): object {
  return { reason, conflict, notes };
}

function reasonParts({ status, reason, conflict }: NoFigures): DocumentPart[] {
  return [`${status}: ${reason}`, ...conflict].map((text) => ({ kind: "lines", lines: [text] }));
}

function figureParts(outcome: OpfOptimum): DocumentPart[] {
  const doubt: DocumentPart = { kind: "lines", lines: ["The tables are not to be used: see the note."] };
  return [
    summary(outcome),
    ...(outcome.warning === null ? [] : [doubt]),
    generatorTable(outcome),
    branchTable(outcome),
    priceTable(outcome),
    ...(outcome.flow.status === "solved" ? flowCharts(outcome.flow) : []),
  ];
}

/** Prices per MWh and MVArh. */
function figures(outcome: OpfOptimum): object {
  const { state, prices, voltage } = outcome;
  const { energy, losses, voltage: band, congestion } = prices.activeParts;
  return {
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
