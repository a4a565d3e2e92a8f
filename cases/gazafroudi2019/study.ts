/** The study as it stands in the catalogue. */
import { z } from "zod";
import { type Study, study, type TextFile, textFile } from "../study.ts";
import { dataFiles } from "./files.ts";

export interface StudyOptions {
  /** Loads of 24 hours in per unit, in place of the assumed ones. */
  readonly profile?: TextFile | undefined;
  readonly checkGrid?: boolean | undefined;
}

const options = z.object({
  profile: textFile()
    .optional()
    .meta({ description: "load profile to use in place of the assumed one", short: "p", value: "file.csv" }),
  checkGrid: z
    .boolean()
    .optional()
    .meta({ description: "run the power flow of every hour, and say what the network makes of the trades" }),
});

export const gazafroudi2019: Study = study({
  name: "gazafroudi2019",
  title: "Local electricity trading in a virtual organization",
  source: "Gazafroudi, Prieto, Corchado, Energies 12 (2019) 1521, doi:10.3390/en12081521",
  files: dataFiles,
  options,
  examples: [
    "clearwatt reproduce gazafroudi2019 --solver glpk --json",
    "clearwatt reproduce gazafroudi2019 --profile my-load.csv --out results",
    "clearwatt reproduce gazafroudi2019 --check-grid",
  ],
  details: `A profile is 24 numbers, the load of each hour in per unit of the feeder's base loads: one a line, or hour,value.
With --out DIR: report.txt, figures.json, comparison.csv, energy-flows.csv, energy-flows-case1.svg and
energy-flows-case2.svg; with --check-grid also grid.csv (every hour of every run), network.svg and voltages.svg (the hour
with the lowest voltage in a run with trades).`,
  models: {
    "end-users": "Problem E in scenario S2: all end-users, their energy shifted and not shed",
    "end-users-S1": "Problem E in scenario S1: all end-users, energy may be shed",
    aggregators: "the aggregators' accounting, before users have sold anything",
    disco: "Problem D in Case 2: the DisCo sets its price and sells to end-users, before aggregators offer",
    "least-sum-S1": "the least sum of costs that Case 2 S1 can reach, over all loads",
    "least-sum-S2": "the least sum of costs that Case 2 S2 can reach, over all loads",
  },
  load: async () => (await import("./code.ts")).code,
});
