/// <reference lib="esnext.disposable" preserve="true" />
/** Networks from files and into files: CSV, MATPOWER, pandapower, JSON of plain numbers. */
export { readFeederCsv, writeFeederCsv } from "./csv/index.ts";
export { readMatpower, writeMatpower } from "./matpower/index.ts";
export { readNumbersJson } from "./numbers-json.ts";
export { readPandapower } from "./pandapower/index.ts";
export { readFeederFile } from "./read-feeder-file.ts";
