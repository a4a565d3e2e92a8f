/** Feeders, their flows and their grid checks as tables and drawings. */
export { branchTable, busTable, type StepNames, stepTable } from "./batch-tables.ts";
export { networkDrawing, voltageProfile } from "./drawings.ts";
export { gridCheckTable } from "./grid-check-table.ts";
