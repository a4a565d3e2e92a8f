/** Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521) on the 33-bus feeder. */
import type { Study } from "../study.ts";
import { dataFiles, readData } from "./data.ts";
import { leastSum } from "./impossibility.ts";
import { disco, endUsers, pooling } from "./markets.ts";

export { type CaseName, type Costs, dataFiles, readData, type Scenario, type StudyData } from "./data.ts";
export { flowChart, flowCsv, type HourlyFlow, hourlyFlows } from "./flows.ts";
export type { Bound, Bounds } from "./impossibility.ts";
export { readProfile } from "./profile.ts";
export { type ReportOptions, report } from "./report.ts";
export { type Figures, type IteratedCosts, type Reproduction, reproduce, type Settlement } from "./reproduce.ts";

export const gazafroudi2019: Study = {
  name: "gazafroudi2019",
  title: "Local electricity trading in a virtual organization",
  source: "Gazafroudi, Prieto, Corchado, Energies 12 (2019) 1521, doi:10.3390/en12081521",
  files: Object.values(dataFiles),
  models: {
    "end-users": {
      title: "Problem E in scenario S2: all end-users, their energy shifted and not shed",
      build: (texts) => endUsers(readData(texts), "S2").model,
    },
    "end-users-S1": {
      title: "Problem E in scenario S1: all end-users, energy may be shed",
      build: (texts) => endUsers(readData(texts), "S1").model,
    },
    aggregators: {
      title: "the aggregators' accounting, before users have sold anything",
      build: (texts) => pooling(readData(texts)).model,
    },
    disco: {
      title: "Problem D in Case 2: the DisCo sets its price and sells to end-users, before aggregators offer",
      build: (texts) => disco(readData(texts), "case2").model,
    },
    "least-sum-S1": {
      title: "the least sum of costs that Case 2 S1 can reach, over all loads",
      build: (texts) => leastSum(readData(texts), "S1"),
    },
    "least-sum-S2": {
      title: "the least sum of costs that Case 2 S2 can reach, over all loads",
      build: (texts) => leastSum(readData(texts), "S2"),
    },
  },
};
