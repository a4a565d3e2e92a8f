/// <reference lib="esnext.disposable" preserve="true" />
/** Tables as CSV texts. */
export { parseNumber } from "./number.ts";
export { type CsvFile, readCsv } from "./read-csv.ts";
export { type CsvCell, writeCsv } from "./write-csv.ts";
