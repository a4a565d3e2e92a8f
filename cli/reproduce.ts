/** `clearwatt reproduce`: a published study, recomputed and compared. */
import { Argument, type Command } from "commander";
import { parseHTML } from "linkedom";
import { studies, gazafroudi2019 as study } from "../cases/index.ts";
import { readTexts } from "../cases/texts.node.ts";
import type { PipelineEvent } from "../src/pipeline/index.ts";
import { readText, writeTexts } from "./files.ts";
import { type Host, tableOptions } from "./host.ts";
import { loadSolver, type SolverName, solverOption } from "./solvers.ts";

interface Options {
  readonly solver: SolverName;
  readonly profile?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  $ clearwatt reproduce gazafroudi2019
  $ clearwatt reproduce gazafroudi2019 --solver glpk --json
  $ clearwatt reproduce gazafroudi2019 --profile my-load.csv --out results

A profile is 24 numbers, the load of each hour in per unit of the feeder's base loads: one a line, or hour,value.
With --out DIR: report.txt, figures.json, energy-flows.csv, energy-flows-case1.svg and energy-flows-case2.svg.`;

export function addReproduce(parent: Command, host: Host): void {
  parent
    .command("reproduce")
    .description("recompute a published study and print it beside the published figures")
    .addArgument(new Argument("<study>", "name of the study").choices(studies.map(({ name }) => name)))
    .addOption(solverOption())
    .option("-p, --profile <file.csv>", "load profile to use in place of the assumed one")
    .option("-o, --out <dir>", "folder for the report, its figures and its charts")
    .option("--json", "print the figures as one JSON document")
    .addHelpText("after", examples)
    .action((_name: string, options: Options) => reproduceGazafroudi(options, host));
}

async function reproduceGazafroudi(options: Options, host: Host): Promise<void> {
  const profile =
    options.profile === undefined ? undefined : study.readProfile(options.profile, await readText(options.profile));
  const data = study.readData(await readTexts(Object.values(study.dataFiles)), profile);
  const solver = await loadSolver(options.solver);
  const reproduction = await study.reproduce(data, solver, host.progress ? { onEvent: progressOf(host.progress) } : {});
  host.progress?.("");
  const named = options.profile === undefined ? {} : { profile: options.profile };
  const json = `${JSON.stringify(reproduction.figures, null, 2)}\n`;
  const written =
    options.out === undefined
      ? []
      : await writeTexts(options.out, { ...results(data, reproduction, named), "figures.json": json });
  if (options.json) {
    host.write(json);
    return;
  }
  host.write(study.report(data, reproduction, { ...tableOptions(host), ...named }));
  if (written.length > 0) host.write(`\nWritten: ${written.join(", ")}\n`);
}

function progressOf(show: (line: string) => void): (event: PipelineEvent) => void {
  return (event) => {
    if (event.kind === "started") show(event.path.join(" › "));
  };
}

/** Texts of the result files by name. */
function results(
  data: study.StudyData,
  reproduction: study.Reproduction,
  named: { profile?: string },
): Record<string, string> {
  const flows = study.hourlyFlows(reproduction.settlements);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return {
    "report.txt": study.report(data, reproduction, { ...named, hourly: true }),
    "energy-flows.csv": study.flowCsv(flows),
    "energy-flows-case1.svg": study.flowChart(flows, "case1", document),
    "energy-flows-case2.svg": study.flowChart(flows, "case2", document),
  };
}
