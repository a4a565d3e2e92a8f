/** The studies and feeders that come with clearwatt. */
import { gazafroudi2019 } from "./gazafroudi2019/index.ts";
import type { Study } from "./study.ts";

export { type FeederData, feederFiles, readFeeder } from "./33-bus/feeder.ts";
export * as gazafroudi2019 from "./gazafroudi2019/index.ts";
export { type Study, type StudyModel, type Texts, textOf } from "./study.ts";

/** A network that comes with clearwatt. */
export interface Feeder {
  readonly name: string;
  readonly title: string;
  readonly source: string;
}

export const studies: readonly Study[] = [gazafroudi2019];

export const feeders: readonly Feeder[] = [
  {
    name: "33-bus",
    title: "33 buses, 32 lines and 5 tie lines at 12.66 kV, 3,715 kW; variant case33bw",
    source: "Baran, Wu, IEEE Trans. Power Delivery 4 (1989) 1401, doi:10.1109/61.25627",
  },
];
