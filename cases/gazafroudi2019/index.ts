/** Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521) on the 33-bus feeder. */
export type { MarketState } from "./clearing.ts";
export { type CaseName, type Costs, readData, type Scenario, type StudyData } from "./data.ts";
export { type ReproductionOptions, reproductionDocument } from "./document.ts";
export { dataFiles } from "./files.ts";
export { flowChart, flowTable, type HourlyFlow, hourlyFlows } from "./flows.ts";
export { type CheckedRun, checkTrades, type GridFigures, gridFigures, readGrid } from "./grid.ts";
export type { Bound, Bounds } from "./impossibility.ts";
export { buildModel } from "./models.ts";
export { readProfile } from "./profile.ts";
export { type Figures, type IteratedCosts, type Reproduction, reproduce, type Settlement } from "./reproduce.ts";
