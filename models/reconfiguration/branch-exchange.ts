/** A good topology by exchanges of branches, with which the other methods begin. */
import { ClearwattError } from "../../src/errors.ts";
import { type Feeder, isSwitchable, startTopologies, topologyOf } from "../../src/feeder/index.ts";
import { progress, type StageContext } from "../../src/pipeline/index.ts";
import { leastLosses } from "./least-losses.ts";
import type { RankedTopology, Reconfigurable } from "./method.ts";

export interface Exchanged extends RankedTopology {
  /** How many exchanges led there. */
  readonly exchanges: number;
}

/**
 * Starts from the feeder as it is or, where that is not radial or has no power flow, from the first of `startTopologies` that
 * has one. Throws a ClearwattError where none has.
 */
export async function exchangeBranches(given: Reconfigurable, context: StageContext): Promise<Exchanged> {
  const { feeder } = given;
  let best: Exchanged = { ...(await start(given, context)), exchanges: 0 };
  for (;;) {
    const [next] = (await leastLosses(feeder, exchangesOf(given, best.closed), 1, context)).best;
    if (next === undefined || next.activeLoss >= best.activeLoss) return best;
    best = { ...next, exchanges: best.exchanges + 1 };
    progress(context, best.exchanges, undefined, `exchanges, best ${best.activeLoss.toFixed(3)} kW`);
  }
}

async function start({ feeder, ...options }: Reconfigurable, context: StageContext): Promise<RankedTopology> {
  const states = [feeder.closed, ...startTopologies(feeder, options)];
  for (const closed of states) {
    const [found] = (await leastLosses(feeder, [closed], 1, context)).best;
    if (found !== undefined) return found;
  }
  throw noStart(feeder);
}

/**
 * Radial topologies that one exchange leads to: an open branch is closed, and one of those that then form a loop, or a path
 * between sources, is opened.
 */
export function* exchangesOf({ feeder, ...options }: Reconfigurable, closed: Uint8Array): Generator<Uint8Array> {
  const switches = isSwitchable(feeder, options);
  for (const close of closed.keys()) {
    if (closed[close] === 1 || !switches(close)) continue;
    const state = closed.slice();
    state[close] = 1;
    const { loops, doublyFed } = topologyOf(feeder, state);
    const around = loops[0] ?? doublyFed[0]?.branches ?? [];
    for (const open of around.toSorted()) {
      if (open === close || !switches(open)) continue;
      state[open] = 0;
      yield state;
      state[open] = 1;
    }
  }
}

function noStart({ name }: Feeder): ClearwattError {
  return new ClearwattError(
    `Feeder "${name}": none of the radial topologies that were tried to start from has a power flow; the load may be too large for any of them. Enumeration tries all of them: byEnumeration(), or --method enumerate on the command line.`,
    { code: "no-solution", data: { feeder: name } },
  );
}
