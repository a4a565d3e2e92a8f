/** `clearwatt opf`: a market on a feeder at least cost, and the prices at its buses. */
import { z } from "zod";
import type { MarketFile, MarketFileOptions, MethodKind } from "../../models/index.ts";
import { clearingDocument } from "../../src/documents/index.ts";
import { ClearwattError } from "../../src/errors.ts";
import { type Feeder, feeder, radialOrder } from "../../src/feeder/index.ts";
import { type Cleared, clear } from "../../src/market/index.ts";
import type { PipelineEvent } from "../../src/pipeline/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";
import { feederArgument, feederDataOf } from "../feeders.ts";
import { readMarket } from "../market-file.ts";
import { conicSolver, solverOption } from "../solvers.ts";

/** Names of the catalogue as one writes them on a command line. */
const flagOf = (name: string) => name.replaceAll(" ", "-");

export const opf = ({ solvers, networks, resources, methods }: Catalogues): Command =>
  command({
    name: "opf",
    about: "optimal power flow of a market on a feeder, with prices (DLMP) and what they are made of",
    examples: [
      "clearwatt opf case33bw --scenario three-generators.json",
      "clearwatt opf case33bw --scenario three-generators.json --network linear --json",
      "clearwatt opf my-feeder.m --scenario prices.json --solver clarabel --out results",
      "clearwatt opf my-feeder.m --scenario sunny-noon.json --network around",
    ],
    details,
    arguments: z.object({ feeder: feederArgument.optional() }),
    options: z.object({
      scenario: z
        .string()
        .meta({ description: "market file: participants and their devices, hours, limits", value: "file.json" }),
      network: z
        .enum(networks.map((kind) => flagOf(kind.name)))
        .optional()
        .meta({ description: "network model; that of the file, or conic, where nothing is said", short: "n" }),
      method: z
        .enum(methods.map((kind) => flagOf(kind.name)))
        .optional()
        .meta({ description: "how to clear; central where nothing is said, but for the network around its own flow" }),
      solver: solverOption(solvers),
      timeLimit: z.number().positive().optional().meta({ description: "seconds in which to clear", value: "seconds" }),
    }),
    async run({ feeder: name, scenario: path, network, method, solver: solverName, timeLimit }, { signal, show }) {
      const net = name === undefined ? null : feeder(await feederDataOf(name));
      const chosen = networks.find((kind) => flagOf(kind.name) === network)?.name;
      const catalogues = { networks, resources, ...(chosen === undefined ? {} : { network: chosen }) };
      const file = await readOnRadial(path, net, catalogues);
      show(`solving ${path}`);
      const usual = file.network.name === "around" ? "successive linear" : "central";
      const isChosen = (kind: MethodKind) =>
        method === undefined ? kind.name === usual : flagOf(kind.name) === method;
      const cleared = await clear(file.market, {
        method: methods.find(isChosen)!.make(timeLimit === undefined ? {} : { timeLimitS: timeLimit }),
        solver: await conicSolver(solverName, solvers),
        signal,
        onEvent: (event) => showPass(event, show),
      });
      show(cleared.status === "infeasible" ? "looking for what is in the way" : "");
      const conflict = await conflictOf(cleared, signal);
      return clearingDocument(cleared, {
        name: "opf",
        title: `${titleOf(file, file.feeder)}, ${networkTitle(file)}`,
        network: file.network.name,
        solver: solverName,
        notes: [...file.notes, ...(file.feeder === null ? [] : heldNotes(file.feeder))],
        ...(file.network.name === "around"
          ? {}
          : { remedyWhereNotExact: "`--network around` looks for some that are." }),
        conflict,
        ...(file.isScenario ? { generators: generatorsOf(file) } : {}),
      });
    },
  });

const details = `A market file is JSON: participants with devices of every kind, over one hour or many (docs/market-files.md; its JSON
Schema: \`clearwatt schema\`). Shorter, and for one hour of generators beside the feeder's loads, is a scenario; costs are
c2 P^2 + c1 P + c0 per hour with P in MW, and the feeder's loads are served in full:
  { "generators": [{ "bus": 1, "cost_c2_c1_c0": [0, 50, 0], "p_kW": [0, 10000], "q_kVAr": [-10000, 10000] }],
    "rated_lines": [{ "from": 1, "to": 2, "MVA": 2.2 }],
    "voltage_pu": { "source": 1, "min": 0.9, "max": 1.1 } }
Only generators give power, so one of them stands for the grid upstream, at the source.

What the file says and what the feeder: its voltage band holds for all buses in place of the feeder's own bands, and the
source's voltage may be left out for that of the feeder's source. Lines that it does not rate keep the ratings of the
feeder. Generators of given power in the feeder stay, as negative load; such as hold a voltage give their active power and
hold nothing.

The linear network has no losses. The conic one is a power flow where "exact" is true; elsewhere (where more losses pay,
at negative prices or before an upper voltage limit, or cost nothing, as where a resistance is 0) "status" is "not exact":
the objective is only a bound, and nothing else is to be used. "around" solves a linear program around its own power
flow until the dispatch stays: a power flow that meets the first-order conditions of an optimum. Where it has not stayed
"status" is "not settled", and nothing is to be used. Cones are cut for HiGHS and GLPK; Clarabel takes them as they are.
Exit code 3 where there is no optimum or it is not exact, 4 where passes have not settled or time was up: "status" says which.
With --out DIR: opf.json, report.txt, buses.csv, branches.csv, generators.csv or participants.csv and decisions.csv (what
every device does), and for one hour with an AC power flow network.svg and voltages.svg.`;

/** Networks of feeders are radial: of a feeder that is not, it is said what can be done. */
async function readOnRadial(path: string, net: Feeder | null, options: MarketFileOptions): Promise<MarketFile> {
  try {
    return await readMarket(path, net, options);
  } catch (error) {
    if (net !== null && error instanceof ClearwattError && error.message.includes("is not radial"))
      radialOrder(net, net.closed, "see with `clearwatt reconfigure` which ones lose least");
    throw error;
  }
}

function showPass(event: PipelineEvent, show: (line: string) => void): void {
  if (event.kind !== "round") return;
  const change = Math.max(...Object.values(event.changes));
  show(`pass ${event.round}: the dispatch changed by ${change.toPrecision(2)} kW`);
}

/** Seconds in which limits in the way are sought. */
const explanationLimit = 60;

async function conflictOf(cleared: Cleared, signal: AbortSignal): Promise<readonly string[]> {
  if (cleared.status === "cleared" || cleared.explain === undefined) return [];
  return await cleared.explain({ timeLimitS: explanationLimit, signal });
}

/** Scenarios without a name are called after their feeder. */
function titleOf({ market: { name } }: MarketFile, net: Feeder | null): string {
  return net === null || name.endsWith(` ${net.name}`) ? name : `${name} on ${net.name}`;
}

function networkTitle({ network, market }: MarketFile): string {
  return network.name === "around" ? "DistFlow around its own flow" : market.network.name;
}

/** Of a scenario: the participants that are one generator each. */
function generatorsOf({ market }: MarketFile): { readonly name: string; readonly bus: string }[] {
  return market.participants.flatMap(({ name, devices }) =>
    devices.flatMap(({ kind, rows }) =>
      kind === "generators" ? rows.map((row) => ({ name, bus: String(Reflect.get(row, "bus")) })) : [],
    ),
  );
}

function heldNotes({ heldBus, busNames }: Feeder): string[] {
  if (heldBus.length === 0) return [];
  const names = Array.from(heldBus, (bus) => busNames[bus]).join(", ");
  const [who, gives] =
    heldBus.length === 1
      ? ["The feeder's generator that holds the voltage of bus", "gives its"]
      : ["The feeder's generators that hold the voltages of buses", "give their"];
  return [
    `${who} ${names} ${gives} active power here and no reactive power, and holds nothing. To let the market decide on it, put it into the scenario, and take it out of the feeder's file, lest it counts twice.`,
  ];
}
