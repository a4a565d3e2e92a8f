/** Feeders as CSV: `buses.csv`, `lines.csv`, `parameters.csv`, and files for what these cannot say. */
export { readFeederCsv } from "./read-feeder-csv.ts";
export { writeFeederCsv } from "./write-feeder-csv.ts";
