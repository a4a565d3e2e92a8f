/** Reading and writing MATPOWER's case files. */
export { readMatpower } from "./read/read-matpower.ts";
export { writeMatpower } from "./write/write-matpower.ts";
