/// <reference lib="esnext.disposable" preserve="true" />
/** Documents of what was computed, tables of results, tables for a terminal and charts for a file. */
export { chartSvg, palette } from "./chart.ts";
export type {
  Chart,
  Document,
  DocumentOutcome,
  DocumentPart,
  Facts,
  Heading,
  Lines,
  Notes,
  Table,
  TableColumn,
  Verbatim,
} from "./document/document.ts";
export { documentFiles, tableCsv } from "./document/document-files.ts";
export { jsonText } from "./document/document-json.ts";
export { type DocumentTextOptions, documentText } from "./document/document-text.ts";
export * from "./feeder/index.ts";
export type { ResultRow, ResultTable, RowExpression, RowRange } from "./result-table.ts";
export { type Cell, type Column, type TableOptions, textTable } from "./table.ts";
export { tableOf } from "./table-of.ts";
export { paragraph, wrap } from "./wrap.ts";
