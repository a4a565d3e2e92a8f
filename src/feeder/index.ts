/// <reference lib="esnext.disposable" preserve="true" />
/** Networks: their data, their files, their topology, their power flow. */
export * from "./data/index.ts";
export * from "./files/index.ts";
export * from "./flow/index.ts";
export * from "./topology/index.ts";
