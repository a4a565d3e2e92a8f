/// <reference lib="esnext.disposable" preserve="true" />
/** Networks: as they are written down (`FeederData`), and checked, in per unit (`Feeder`). */
export { degrees, radians } from "./angles.ts";
export type { Feeder, PowerByBus } from "./feeder.ts";
export type {
  BusData,
  FeederData,
  GeneratorData,
  LineData,
  LoadData,
  ShuntData,
  SourceData,
  TransformerData,
} from "./feeder-data.ts";
export { generatedFeeder } from "./generate.ts";
export { feeder } from "./make-feeder.ts";
export { plausibilityNotes } from "./plausibility.ts";
