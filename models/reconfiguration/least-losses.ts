/** Topologies tried one after the other by power flow: what all searches do. */
import { type Feeder, type TopologyFlows, topologyFlows } from "../../src/feeder/index.ts";
import type { RankedTopology } from "./method.ts";

export interface Tried {
  /** Lowest losses first; of equal ones the one that was tried first. */
  readonly best: readonly RankedTopology[];
  readonly numTried: number;
  /** How many of them are radial and have no power flow. */
  readonly numWithoutSolution: number;
}

/** What is told from time to time: how many were tried, and what the best of them loses, kW. */
export interface TryOptions {
  readonly signal: AbortSignal;
  readonly onTried?: (numTried: number, leastLoss: number | undefined) => void;
}

const statesInBlock = 512;
/** Milliseconds after which others have a turn: handlers of events, such as the one of a button that stops this. */
const patience = 50;

/**
 * The best `count` of the switch states (1 closed, 0 open, by branch), which may be one array that is overwritten by the next
 * state. Those that are not radial are passed over. Rejects with the signal's reason where it fires.
 */
export async function leastLosses(
  feeder: Feeder,
  states: Iterable<Uint8Array>,
  count: number,
  { signal, onTried }: TryOptions,
): Promise<Tried> {
  let [best, numTried, numWithoutSolution]: [RankedTopology[], number, number] = [[], 0, 0];
  let last = performance.now();
  signal.throwIfAborted();
  for (const block of blocksOf(states, feeder.numBranches)) {
    const flows = topologyFlows(feeder, block);
    numTried += flows.numStates;
    numWithoutSolution += flows.counts[0];
    const found = bestIn(block, flows, count, best.length < count ? undefined : best.at(-1)?.activeLoss);
    best = [...best, ...found].sort((a, b) => a.activeLoss - b.activeLoss).slice(0, count);
    if (performance.now() - last > patience) {
      onTried?.(numTried, best[0]?.activeLoss);
      await new Promise((resolve) => setTimeout(resolve));
      last = performance.now();
    }
    signal.throwIfAborted();
  }
  return { best, numTried, numWithoutSolution };
}

function* blocksOf(states: Iterable<Uint8Array>, numBranches: number): Generator<Uint8Array> {
  const block = new Uint8Array(statesInBlock * numBranches);
  let used = 0;
  for (const state of states) {
    block.set(state, used);
    used += numBranches;
    if (used < block.length) continue;
    yield block;
    used = 0;
  }
  if (used > 0) yield block.subarray(0, used);
}

/** Those of a block that lose less than `limit`. */
function bestIn(
  block: Uint8Array,
  { feeder: { numBranches }, status, activeLoss }: TopologyFlows,
  count: number,
  limit = Number.POSITIVE_INFINITY,
): RankedTopology[] {
  return Array.from(status.keys())
    .filter((state) => status[state] === 1 && activeLoss[state]! < limit)
    .sort((a, b) => activeLoss[a]! - activeLoss[b]!)
    .slice(0, count)
    .map((state) => ({
      closed: block.slice(state * numBranches, (state + 1) * numBranches),
      activeLoss: activeLoss[state]!,
    }));
}
