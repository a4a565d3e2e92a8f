/** `clearwatt reproduce`: a published study, recomputed and compared. */
import { Argument, type Command } from "commander";
import { studies } from "../cases/catalogue.ts";
import type { Host } from "./host.ts";
import { type SolverName, solverOption } from "./solvers.ts";

export interface ReproduceOptions {
  readonly solver: SolverName;
  readonly profile?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly checkGrid?: boolean;
}

const examples = `
Examples:
  $ clearwatt reproduce gazafroudi2019
  $ clearwatt reproduce gazafroudi2019 --solver glpk --json
  $ clearwatt reproduce gazafroudi2019 --profile my-load.csv --out results
  $ clearwatt reproduce gazafroudi2019 --check-grid

A profile is 24 numbers, the load of each hour in per unit of the feeder's base loads: one a line, or hour,value.
With --out DIR: report.txt, figures.json, energy-flows.csv, energy-flows-case1.svg and energy-flows-case2.svg; with
--check-grid also grid.csv (every hour of every run), network.svg and voltages.svg (the hour with the lowest voltage in a run with trades).`;

export function addReproduce(parent: Command, host: Host): void {
  parent
    .command("reproduce")
    .description("recompute a published study and print it beside the published figures")
    .addArgument(new Argument("<study>", "name of the study").choices(studies.map(({ name }) => name)))
    .addOption(solverOption())
    .option("-p, --profile <file.csv>", "load profile to use in place of the assumed one")
    .option("-o, --out <dir>", "folder for the report, its figures and its charts")
    .option("--check-grid", "run the power flow of every hour, and say what the network makes of the trades")
    .option("--json", "print the figures as one JSON document")
    .addHelpText("after", examples)
    .action(async (_name: string, options: ReproduceOptions) => {
      const { reproduceGazafroudi } = await import("./reproduce-gazafroudi2019.ts");
      await reproduceGazafroudi(options, host);
    });
}
