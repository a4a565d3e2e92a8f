/// <reference lib="esnext.disposable" preserve="true" />
/** The formulations: functions from data and a scope to named variables and constraints; and ways to clear markets. */

export { type MethodKind, methodKinds, networkKinds, resourceKinds } from "./catalogue.ts";
export { type CentralOptions, central } from "./clearing/central.ts";
export { type SuccessiveLinearOptions, successiveLinear } from "./clearing/successive-linear.ts";
export { type Catalogues, marketFileSchema } from "./files/market-schema.ts";
export { type Needs, neededBy } from "./files/needs.ts";
export type { FileDevices, FileParticipant } from "./files/participants.ts";
export { type FileMarket, type MarketFile, type MarketFileOptions, readMarketFile } from "./files/read-market-file.ts";

export { conicDistFlow } from "./network/conic-distflow.ts";
export { copperPlate } from "./network/copper-plate.ts";
export { distFlowAround, type LinearisedGrid, type LinearisedOptions } from "./network/distflow-around.ts";
export { type Exactness, exactness, type LooseCone } from "./network/exactness.ts";
export { injectedPower } from "./network/injected-power.ts";
export { type LinearOptions, linearDistFlow } from "./network/linear-distflow.ts";
export { type NetworkKind, networkOf } from "./network/network-kind.ts";
export { zonalPrices } from "./network/prices/zonal-prices.ts";

export { type Aggregators, aggregators, type EnteredAggregators } from "./participants/aggregators.ts";
export { type DisCo, type DisCoData, disCo, type EnteredDisCo } from "./participants/disco.ts";
export { type EndUserData, type EndUsers, type EnteredEndUsers, endUsers } from "./participants/end-users.ts";
export type {
  Aggregator,
  AggregatorHour,
  Others,
  OthersDecision,
  TradingData,
  TradingSets,
  User,
  UserHour,
} from "./participants/trading.ts";
export {
  type EnteredVirtualOrganization,
  type OrganizationMembers,
  type VirtualOrganization,
  virtualOrganization,
} from "./participants/virtual-organization.ts";

export { byEnumeration, type EnumerationOptions } from "./reconfiguration/by-enumeration.ts";
export { byExchange } from "./reconfiguration/by-exchange.ts";
export { byProgram, type ReconfigurationProgramOptions } from "./reconfiguration/by-program.ts";
export {
  type Found,
  type Proven,
  type RankedTopology,
  type Reconfigurable,
  type ReconfigurationMethod,
  type Reconfigured,
  reconfigurationMethod,
  type Unproven,
} from "./reconfiguration/method.ts";
export {
  type Arc,
  type ReconfigurableFeeder,
  type ReconfigurableFeederOptions,
  reconfigurableFeeder,
} from "./reconfiguration/reconfigurable-feeder.ts";
export { type ReconfigureOptions, reconfigure } from "./reconfiguration/reconfigure.ts";

export type { ApparentPowerLimit } from "./resources/apparent-power.ts";
export { type Batteries, type BatteryOptions, type BatteryRow, battery } from "./resources/battery.ts";
export { type CapacitorBankRow, type CapacitorBanks, capacitorBank } from "./resources/capacitor-bank.ts";
export {
  type ByDevice,
  type DecidedResource,
  DeviceGroup,
  type DeviceRow,
  type Dispatch,
} from "./resources/device-group.ts";
export { type FeederLoad, type FeederLoadOptions, feederLoad } from "./resources/feeder-load.ts";
export {
  type AnyFields,
  type ByHour,
  busField,
  type Field,
  type Fields,
  type NumberField,
  nameField,
  type OptionField,
  type Range,
  type ReferenceField,
} from "./resources/fields.ts";
export {
  type FlexibleLoadOptions,
  type FlexibleLoadRow,
  type FlexibleLoads,
  flexibleLoad,
} from "./resources/flexible-load.ts";
export { type GeneratorOptions, type GeneratorRow, type Generators, generator } from "./resources/generator.ts";
export {
  type OnLoadTapChangerRow,
  type OnLoadTapChangers,
  onLoadTapChanger,
} from "./resources/on-load-tap-changer.ts";
export {
  type PhotovoltaicOptions,
  type PhotovoltaicRow,
  type Photovoltaics,
  photovoltaic,
} from "./resources/photovoltaic.ts";
export { type Devices, deviceKind, feederKind, type ResourceKind } from "./resources/resource-kind.ts";
export {
  type Converter,
  type SoftOpenPointOptions,
  type SoftOpenPointRow,
  type SoftOpenPoints,
  softOpenPoint,
} from "./resources/soft-open-point.ts";
export type { SwitchingRow } from "./resources/switching.ts";
