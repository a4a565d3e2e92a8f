/** Newton-Raphson power flow, and the sparse factorisation that it stands on. */
export { type Graph, minimumDegreeOrder } from "./minimum-degree.ts";
export { NewtonFlow, type NewtonOptions, type NewtonVoltages, newtonVoltages, type Voltages } from "./newton-flow.ts";
export { type BlockPattern, SparseLu } from "./sparse-lu.ts";
