/**
 * A good radial topology by exchanges: close one open branch, open one that is closed, keep what loses least, until no
 * exchange helps. The result is not proven best.
 *
 *   S. Civanlar, J. J. Grainger, H. Yin and S. S. H. Lee, IEEE Transactions on Power Delivery 3 (1988) 1217,
 *   doi:10.1109/61.193906 (branch exchange).
 */
import type { Feeder } from "../data/feeder.ts";
import { topologyFlows } from "../flow/batch/index.ts";
import { startTopologies } from "./start-topologies.ts";

export interface Exchanged {
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** kW */
  readonly activeLoss: number;
  /** How many exchanges led there. */
  readonly exchanges: number;
}

/**
 * Starts from the given state; where none is given from the feeder as it is, or, where that is not radial or has no power
 * flow, from the first of `startTopologies` that has one. Null where no start has a power flow.
 */
export function exchangeBranches(feeder: Feeder, start?: Uint8Array): Exchanged | null {
  const first = start === undefined ? firstSolved(feeder) : solvedState(feeder, start);
  if (first === null) return null;
  let best: Exchanged = first;
  for (;;) {
    const states = neighbours(best.closed);
    if (states.length === 0) return best;
    const { status, activeLoss } = topologyFlows(feeder, states);
    let least = -1;
    for (let k = 0; k < status.length; k++) {
      if (status[k] === 1 && activeLoss[k]! < (least < 0 ? best.activeLoss : activeLoss[least]!)) least = k;
    }
    if (least < 0) return best;
    const closed = states.slice(least * feeder.numBranches, (least + 1) * feeder.numBranches);
    best = { closed, activeLoss: activeLoss[least]!, exchanges: best.exchanges + 1 };
  }
}

function firstSolved(feeder: Feeder): Exchanged | null {
  for (const start of [feeder.closed, ...startTopologies(feeder)]) {
    const solved = solvedState(feeder, start);
    if (solved !== null) return solved;
  }
  return null;
}

function solvedState(feeder: Feeder, closed: Uint8Array): Exchanged | null {
  const { status, activeLoss } = topologyFlows(feeder, closed);
  return status[0] === 1 ? { closed, activeLoss: activeLoss[0]!, exchanges: 0 } : null;
}

/** Every state with one open branch closed and one closed branch open; those that are not radial are found out later. */
function neighbours(closed: Uint8Array): Uint8Array {
  const open = Array.from(closed.keys()).filter((k) => closed[k] === 0);
  const shut = Array.from(closed.keys()).filter((k) => closed[k] === 1);
  const states = new Uint8Array(open.length * shut.length * closed.length);
  let at = 0;
  for (const close of open) {
    for (const opened of shut) {
      states.set(closed, at);
      states[at + close] = 1;
      states[at + opened] = 0;
      at += closed.length;
    }
  }
  return states;
}
