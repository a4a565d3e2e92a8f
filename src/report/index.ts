/// <reference lib="esnext.disposable" preserve="true" />
/** Tables of results, tables for a terminal, charts and drawings for a file. */
export { chartSvg, palette } from "./chart.ts";
export * from "./feeder/index.ts";
export type { ResultRow, ResultTable, RowExpression, RowRange } from "./result-table.ts";
export { type Cell, type Column, type TableOptions, textTable } from "./table.ts";
export { tableOf } from "./table-of.ts";
export { paragraph, wrap } from "./wrap.ts";
