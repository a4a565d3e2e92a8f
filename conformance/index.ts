/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Suites for what is written outside clearwatt and handed in: each gives checks that run in any test runner. Solvers,
 * networks, devices and methods have theirs; another kind of thing gets a folder, and a line here.
 */
export { CheckFailed } from "./assertions.ts";
export type { Check } from "./check.ts";
export type { MethodToCheck, MethodTraits } from "./methods/method-check.ts";
export { methodChecks } from "./methods/method-checks.ts";
export type { NetworkToCheck, NetworkTraits } from "./networks/network-check.ts";
export { networkChecks } from "./networks/network-checks.ts";
export type { DeviceToCheck, DeviceTraits } from "./resources/device-check.ts";
export { deviceChecks } from "./resources/device-checks.ts";
export { solverChecks } from "./solvers/solver-checks.ts";
