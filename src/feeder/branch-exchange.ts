/**
 * A good radial topology by exchanges: close one open branch, open one that is closed, keep what loses least, until no
 * exchange helps. The result is not proven best.
 *
 *   S. Civanlar, J. J. Grainger, H. Yin and S. S. H. Lee, IEEE Transactions on Power Delivery 3 (1988) 1217,
 *   doi:10.1109/61.193906 (branch exchange).
 */
import type { Feeder } from "./feeder.ts";
import { topologyFlows } from "./topologies/index.ts";

export interface Exchanged {
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** kW */
  readonly activeLoss: number;
  /** How many exchanges led there. */
  readonly exchanges: number;
}

/** Starts from the given state; null where that is not radial or has no power flow. */
export function exchangeBranches(feeder: Feeder, start: Uint8Array = feeder.closed): Exchanged | null {
  const first = topologyFlows(feeder, start);
  if (first.status[0] !== 1) return null;
  let best: Exchanged = { closed: start, activeLoss: first.activeLoss[0]!, exchanges: 0 };
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
