/** The studies and feeders that come with clearwatt, without loading their code. */
import { dataFiles } from "./gazafroudi2019/files.ts";
import type { Study } from "./study.ts";

export { feeders } from "./feeders/feeders.ts";

const gazafroudi2019: Study = {
  name: "gazafroudi2019",
  title: "Local electricity trading in a virtual organization",
  source: "Gazafroudi, Prieto, Corchado, Energies 12 (2019) 1521, doi:10.3390/en12081521",
  files: dataFiles,
  models: {
    "end-users": "Problem E in scenario S2: all end-users, their energy shifted and not shed",
    "end-users-S1": "Problem E in scenario S1: all end-users, energy may be shed",
    aggregators: "the aggregators' accounting, before users have sold anything",
    disco: "Problem D in Case 2: the DisCo sets its price and sells to end-users, before aggregators offer",
    "least-sum-S1": "the least sum of costs that Case 2 S1 can reach, over all loads",
    "least-sum-S2": "the least sum of costs that Case 2 S2 can reach, over all loads",
  },
  build: async (model, texts) => (await import("./gazafroudi2019/models.ts")).buildModel(model, texts),
};

export const studies: readonly Study[] = [gazafroudi2019];
