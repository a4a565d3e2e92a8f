/** Reading pandapower's networks. */
export { isPandapower } from "./frames.ts";
export { readPandapower } from "./read-pandapower.ts";
