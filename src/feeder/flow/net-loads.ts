/** What every bus of a flow takes from the network. */
import type { Flow } from "./flow.ts";

/** kW and kVAr by bus: loads and shunts at the voltage that they have, less what generators give. */
export interface NetLoads {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

/** Balances are as exact as the flow: digits behind the sixth of a kW are rounding. */
const digits = 1e6;

/** From the balance of each bus: what its source gives, less what enters its branches. */
export function netLoads(flow: Flow): NetLoads {
  const { feeder } = flow;
  return {
    active: balance(feeder, flow.activeFrom, flow.activeTo, flow.sourceActive),
    reactive: balance(feeder, flow.reactiveFrom, flow.reactiveTo, flow.sourceReactive),
  };
}

function balance(
  { numBuses, numBranches, from, to, sourceBus }: Flow["feeder"],
  entersFrom: Float64Array,
  entersTo: Float64Array,
  given: Float64Array,
): Float64Array {
  const taken = new Float64Array(numBuses);
  sourceBus.forEach((bus, s) => {
    taken[bus]! += given[s]!;
  });
  for (let k = 0; k < numBranches; k++) {
    taken[from[k]!]! -= entersFrom[k]!;
    taken[to[k]!]! -= entersTo[k]!;
  }
  return taken.map((value) => Math.round(value * digits) / digits + 0);
}
