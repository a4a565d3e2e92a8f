/**
 * What markets are made of, by the names that market files and commands use. A further resource or network is a file and a
 * line here: market files, their schema and the command line have it then. So is a further method.
 */
import { ClearwattError } from "../src/errors.ts";
import { type Feeder, type Flow, powerFlow } from "../src/feeder/index.ts";
import type { GridLimits, Method, Network } from "../src/market/index.ts";
import { central } from "./clearing/central.ts";
import { successiveLinear } from "./clearing/successive-linear.ts";
import type { GivenFlow } from "./network/branch-flow/base-flow.ts";
import { conicDistFlow } from "./network/conic-distflow.ts";
import { copperPlate } from "./network/copper-plate.ts";
import { distFlowAround } from "./network/distflow-around.ts";
import { linearDistFlow } from "./network/linear-distflow.ts";
import type { NetworkKind } from "./network/network-kind.ts";
import { battery, batteryFields, batteryOptions } from "./resources/battery.ts";
import { capacitorBank, capacitorBankFields } from "./resources/capacitor-bank.ts";
import { feederLoad, feederLoadOptions } from "./resources/feeder-load.ts";
import { flexibleLoad, flexibleLoadFields, flexibleLoadOptions } from "./resources/flexible-load.ts";
import { generator, generatorFields, generatorOptions } from "./resources/generator.ts";
import { onLoadTapChanger, onLoadTapChangerFields } from "./resources/on-load-tap-changer.ts";
import { photovoltaic, photovoltaicFields, photovoltaicOptions } from "./resources/photovoltaic.ts";
import { deviceKind, feederKind, type ResourceKind } from "./resources/resource-kind.ts";
import { softOpenPoint, softOpenPointFields, softOpenPointOptions } from "./resources/soft-open-point.ts";

// biome-ignore format: a table
export const resourceKinds: readonly ResourceKind[] = [
  deviceKind("generators", "Generators, and exchange with the grid upstream.", generatorFields, generatorOptions, generator),
  deviceKind("photovoltaics", "Plants whose power the sun allows.", photovoltaicFields, photovoltaicOptions, photovoltaic),
  deviceKind("batteries", "Stores that are charged and discharged.", batteryFields, batteryOptions, battery),
  deviceKind("flexible loads", "Loads that can be moved or shed.", flexibleLoadFields, flexibleLoadOptions, flexibleLoad),
  feederKind("feeder load", "What the feeder's own loads consume.", feederLoadOptions, feederLoad),
  deviceKind("capacitor banks", "Capacitors in steps that are switched.", capacitorBankFields, {}, capacitorBank),
  deviceKind("soft open points", "Converters in place of open switches.", softOpenPointFields, softOpenPointOptions, softOpenPoint),
  deviceKind("tap changers", "Transformers or regulators with steps.", onLoadTapChangerFields, {}, onLoadTapChanger),
];

// biome-ignore format: a table
export const networkKinds: readonly NetworkKind[] = [
  { name: "copper plate", about: "No grid: what is given anywhere can be used anywhere.", needsFeeder: false, make: copperPlate },
  { name: "linear", about: "Linear DistFlow, without losses.", needsFeeder: true, make: (feeder, limits) => linearDistFlow(feeder, limits) },
  { name: "conic", about: "Conic DistFlow, with losses; a power flow where it is exact.", needsFeeder: true, make: (feeder, limits) => conicDistFlow(feeder, limits) },
  { name: "around", about: "DistFlow with losses that are linear around a flow.", needsFeeder: true, make: aroundOwnLoads },
];

/** A way to clear markets, as commands offer it. */
export interface MethodKind {
  readonly name: string;
  readonly about: string;
  /** Seconds for the whole clearing; no limit where nothing is said. */
  make(options?: { readonly timeLimitS?: number }): Method;
}

// biome-ignore format: a table
export const methodKinds: readonly MethodKind[] = [
  { name: "central", about: "One operator chooses what costs least together.", make: (solve = {}) => central({ solve }) },
  { name: "successive linear", about: "Linear programs around the last power flow, until the dispatch stays.", make: (options) => successiveLinear(options) },
];

/** The power flow is not sought before the network is added: a method that knows a better one does without it. */
function aroundOwnLoads(feeder: Feeder, limits: GridLimits, around?: GivenFlow): Network {
  const name = "DistFlow around a flow";
  const addTo: Network["addTo"] = (scope) => distFlowAround(feeder, around ?? flowOf(feeder), limits).addTo(scope);
  const within = (other: GridLimits) => aroundOwnLoads(feeder, other, around);
  return { name, feederModel: { feeder, limits, relaxation: false, within }, addTo };
}

function flowOf(feeder: Feeder): Flow {
  const flow = powerFlow(feeder);
  if (flow.status === "solved") return flow;
  throw new ClearwattError(
    `The loads of "${feeder.name}" have no power flow around which the network could be linear: ${flow.reason}. Give a flow of it.`,
    { code: "no-solution", data: { feeder: feeder.name, status: flow.status } },
  );
}
