/** Reading and writing MATPOWER's case files. */
export { readMatpower } from "./read-matpower.ts";
export { writeMatpower } from "./write-matpower.ts";
