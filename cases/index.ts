/// <reference lib="esnext.disposable" preserve="true" />
/** The studies and feeders that come with clearwatt. */
export { type FeederData, readFeeder } from "./33-bus/feeder.ts";
export { feeders, studies } from "./catalogue.ts";
export * as gazafroudi2019 from "./gazafroudi2019/index.ts";
export { type Feeder, type Study, type Texts, textOf } from "./study.ts";
