/** The radial topologies with the lowest losses, by trying all of them. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";
import { type TopologyOptions, topologyFlows } from "../flow/batch/index.ts";
import { type SpanningTreeOptions, spanningTrees } from "../topology/index.ts";

export interface BestTopology {
  /** Branches that are open, as positions in the feeder and by name. */
  readonly open: Int32Array;
  readonly openNames: readonly string[];
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** kW and kVAr. */
  readonly activeLoss: number;
  readonly reactiveLoss: number;
  /** Per unit. */
  readonly lowestVoltage: number;
  readonly lowestBus: number;
}

export interface BestTopologies {
  /** Lowest active losses first; of equal ones the one that opens the later branches. */
  readonly best: readonly BestTopology[];
  /** How many radial topologies there are, and how many of them have no power flow. */
  readonly numTopologies: number;
  readonly numWithoutSolution: number;
}

export interface BestTopologiesOptions extends SpanningTreeOptions, TopologyOptions {
  /** How many; 1 where nothing is said. */
  readonly count?: number;
}

/**
 * Solves the power flow of every radial topology. Throws a ClearwattError where there is none, where there are more than
 * `most`, and where a generator holds a voltage.
 */
export function bestTopologies(feeder: Feeder, options: BestTopologiesOptions = {}): BestTopologies {
  const { count = 1 } = options;
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new ClearwattError(`${count} best topologies are asked for. Give a whole number from 1 on.`, {
      code: "out-of-range",
      data: { what: "count", found: count, least: 1 },
    });
  }
  const closed = spanningTrees(feeder, options);
  if (closed.length === 0) {
    throw new ClearwattError(
      `Feeder "${feeder.name}" has no radial topology: the branches that stay closed form a loop, or no branch leads to some bus. Let more branches be switched.`,
      { code: "not-radial", data: { feeder: feeder.name } },
    );
  }
  const flows = topologyFlows(feeder, closed, options);
  const solved = Array.from(flows.status.keys()).filter((state) => flows.status[state] === 1);
  solved.sort((a, b) => flows.activeLoss[a]! - flows.activeLoss[b]! || a - b);
  const best = solved.slice(0, count).map((state): BestTopology => {
    const row = closed.slice(state * feeder.numBranches, (state + 1) * feeder.numBranches);
    const open = Int32Array.from(Array.from(row.keys()).filter((k) => row[k] === 0));
    return {
      open,
      openNames: Array.from(open, (k) => feeder.branchNames[k]!),
      closed: row,
      activeLoss: flows.activeLoss[state]!,
      reactiveLoss: flows.reactiveLoss[state]!,
      lowestVoltage: flows.lowestVoltage[state]!,
      lowestBus: flows.lowestBus[state]!,
    };
  });
  return { best, numTopologies: flows.numStates, numWithoutSolution: flows.counts[0] };
}
