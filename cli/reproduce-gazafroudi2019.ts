/** `clearwatt reproduce gazafroudi2019`: runs the study and writes what was asked for. */
import { gazafroudi2019 as study } from "../cases/index.ts";
import { readTexts } from "../cases/texts.node.ts";
import { busesOutside, flowAt, worstStep } from "../src/feeder/index.ts";
import type { PipelineEvent } from "../src/pipeline/index.ts";
import { networkDrawing, voltageProfile } from "../src/report/index.ts";
import { readText, writeTexts } from "./files.ts";
import { type Host, tableOptions } from "./host.ts";
import type { ReproduceOptions } from "./reproduce.ts";
import { loadSolver } from "./solvers.ts";
import { svgDocument } from "./svg-document.ts";

export async function reproduceGazafroudi(options: ReproduceOptions, host: Host): Promise<void> {
  const profile =
    options.profile === undefined ? undefined : study.readProfile(options.profile, await readText(options.profile));
  const texts = await readTexts(study.dataFiles);
  const data = study.readData(texts, profile);
  const solver = await loadSolver(options.solver);
  const reproduction = await study.reproduce(data, solver, host.progress ? { onEvent: progressOf(host.progress) } : {});
  host.progress?.("");
  const grid =
    options.checkGrid === true
      ? await study.checkTrades(data, study.readGrid(texts), reproduction.settlements)
      : undefined;
  const named = {
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(grid === undefined ? {} : { grid }),
  };
  const figures = {
    ...reproduction.figures,
    solver: options.solver,
    ...(grid === undefined ? {} : { grid: study.gridFigures(grid) }),
  };
  const json = `${JSON.stringify(figures, null, 2)}\n`;
  const written =
    options.out === undefined
      ? []
      : await writeTexts(options.out, { ...(await results(data, reproduction, named)), "figures.json": json });
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

interface Named {
  readonly profile?: string;
  readonly grid?: readonly study.CheckedRun[];
}

/** Texts of the result files by name. */
async function results(
  data: study.StudyData,
  reproduction: study.Reproduction,
  named: Named,
): Promise<Record<string, string>> {
  const flows = study.hourlyFlows(reproduction.settlements);
  const document = svgDocument();
  return {
    "report.txt": study.report(data, reproduction, { ...named, hourly: true }),
    "energy-flows.csv": study.flowCsv(flows),
    "energy-flows-case1.svg": await study.flowChart(flows, "case1", document),
    "energy-flows-case2.svg": await study.flowChart(flows, "case2", document),
    ...(named.grid === undefined ? {} : await gridResults(named.grid, document)),
  };
}

/** Every hour of every run, and of the runs with trades the hour with the lowest voltage drawn. */
async function gridResults(runs: readonly study.CheckedRun[], document: Document): Promise<Record<string, string>> {
  const lowest = (run: study.CheckedRun) => Math.min(...run.grid.batch.lowestVoltage);
  const [, ...traded] = runs;
  const worst = traded.reduce((a, b) => (lowest(b) < lowest(a) ? b : a));
  const flow = flowAt(worst.grid, worstStep(worst.grid));
  return {
    "grid.csv": study.gridCsv(runs),
    ...(flow.status === "solved"
      ? {
          "network.svg": await networkDrawing(flow, document, busesOutside(flow)),
          "voltages.svg": await voltageProfile(flow, document),
        }
      : {}),
  };
}
