/** Tables for a terminal and charts for a file. */
export { chartSvg, palette } from "./chart.ts";
export { type Cell, type Column, type TableOptions, textTable } from "./table.ts";
export { tableOf } from "./table-of.ts";
export { paragraph, wrap } from "./wrap.ts";
