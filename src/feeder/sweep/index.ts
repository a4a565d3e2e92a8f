/** The power flow of radial networks by backward/forward sweep. */
export { sweepPlan } from "./compile.ts";
export { complexVoltages, settle } from "./settle.ts";
export { iterate } from "./sweep.ts";
