/** `clearwatt flow`: the power flow of a feeder. */
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  busesOutside,
  type Feeder,
  type Flow,
  type FlowOptions,
  feeder,
  type NoFlow,
  powerFlow,
} from "../src/feeder/index.ts";
import { networkDrawing, paragraph, voltageProfile } from "../src/report/index.ts";
import { feederDataOf } from "./feeders.ts";
import { writeTexts } from "./files.ts";
import { flowJson, noFlowJson } from "./flow-json.ts";
import { branchCsv, branchTable, busCsv, busTable, summary } from "./flow-tables.ts";
import { type Host, tableOptions } from "./host.ts";
import { svgDocument } from "./svg-document.ts";

interface Options {
  readonly method?: "sweep" | "newton";
  readonly scale?: number;
  readonly json?: boolean;
  readonly out?: string;
}

const examples = `
Examples:
  $ clearwatt flow case33bw
  $ clearwatt flow case69 --method newton --json
  $ clearwatt flow my-feeder.m --scale 1.5
  $ clearwatt flow net.json --out results

A feeder is a name that \`clearwatt list\` shows, a folder of clearwatt's CSV files, a MATPOWER case (.m, version 2), or
a pandapower network (to_json). Nothing said, radial feeders are solved by the sweep and all others by Newton-Raphson.
Exit code 0 for every feeder that could be read, also where the load has no power flow: "status" says so.
With --out DIR: flow.json, buses.csv, branches.csv, voltages.svg and network.svg.`;

export function addFlow(parent: Command, host: Host): void {
  parent
    .command("flow")
    .description("compute the power flow of a feeder: voltages, flows, losses")
    .argument("<feeder>", "name of a feeder, or file or folder of one")
    .addOption(
      new Option("-m, --method <method>", "backward/forward sweep or Newton-Raphson").choices(["sweep", "newton"]),
    )
    .option("-k, --scale <factor>", "factor on all loads and on generators of given power", readScale)
    .option("-o, --out <dir>", "folder for tables and drawings")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples)
    .action((name: string, options: Options) => flow(name, options, host));
}

export function readScale(text: string): number {
  const scale = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(scale)) throw new InvalidArgumentError("Give the factor as a number, such as 1.5.");
  return scale;
}

async function flow(name: string, options: Options, host: Host): Promise<void> {
  const net = feeder(await feederDataOf(name));
  const asked: FlowOptions = {
    ...(options.method === undefined ? {} : { method: options.method }),
    ...(options.scale === undefined ? {} : { scale: options.scale }),
  };
  const outcome = powerFlow(net, asked);
  const document = outcome.status === "solved" ? flowJson(outcome, options.scale) : noFlowJson(outcome);
  const json = `${JSON.stringify(document)}\n`;
  const texts = { "flow.json": json, ...(outcome.status === "solved" ? await results(outcome) : {}) };
  const written = options.out === undefined ? [] : await writeTexts(options.out, texts);
  if (options.json) {
    host.write(json);
    return;
  }
  host.write(outcome.status === "solved" ? report(outcome, options.scale ?? 1, host) : noFlowReport(outcome, host));
  if (written.length > 0) host.write(`\nWritten: ${written.join(", ")}\n`);
}

async function results(flow: Flow): Promise<Record<string, string>> {
  const document = svgDocument();
  return {
    "buses.csv": busCsv(flow),
    "branches.csv": branchCsv(flow),
    "voltages.svg": await voltageProfile(flow, document),
    "network.svg": await networkDrawing(flow, document, busesOutside(flow)),
  };
}

function heading({ name, origin, notes }: Feeder, { width = 100 }: Host): string {
  return [`${name} - ${origin}`, ...notes.map((note) => `Note: ${note}`)]
    .map((text) => paragraph(text, width))
    .join("\n");
}

function noFlowReport({ feeder: net, reason }: NoFlow, host: Host): string {
  const text = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  return `${heading(net, host)}\n\n${paragraph(text, host.width ?? 100)}\n`;
}

function report(flow: Flow, scale: number, host: Host): string {
  const options = tableOptions(host);
  return `${[heading(flow.feeder, host), summary(flow, scale, options), busTable(flow, options), branchTable(flow, options)].join("\n\n")}\n`;
}
