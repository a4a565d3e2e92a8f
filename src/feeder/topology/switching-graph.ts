/** What of a network can be switched, as a graph whose spanning trees are its radial topologies. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";

export interface SwitchingOptions {
  /** Names of the branches that can be switched, all where nothing is said. The others stay as they are. */
  readonly switchable?: readonly string[];
}

/**
 * Nodes are the buses, all sources being one. A branch that cannot be switched joins its ends if it is closed, and is none
 * if it is open.
 */
export interface SwitchingGraph {
  readonly numNodes: number;
  readonly numBranches: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By branch: 1 stays closed, 0 stays open, 2 can be switched. */
  readonly state: Uint8Array;
}

export const switched = 2;

/** Throws a ClearwattError where a branch is not known. */
export function switchingGraph(feeder: Feeder, { switchable }: SwitchingOptions): SwitchingGraph {
  const { numBuses, numBranches } = feeder;
  const node = new Int32Array(numBuses).fill(-1);
  for (const bus of feeder.sourceBus) node[bus] = 0;
  let numNodes = 1;
  for (let bus = 0; bus < numBuses; bus++) if (node[bus] === -1) node[bus] = numNodes++;
  const state = switchable === undefined ? new Uint8Array(numBranches).fill(switched) : states(feeder, switchable);
  const nodes = (buses: Int32Array): Int32Array => buses.map((bus) => node[bus]!);
  return { numNodes, numBranches, from: nodes(feeder.from), to: nodes(feeder.to), state };
}

function states({ name, branchNames, closed }: Feeder, switchable: readonly string[]): Uint8Array {
  const state = closed.slice();
  const position = new Map(branchNames.map((branch, k) => [branch, k]));
  for (const branch of switchable) {
    const k = position.get(branch);
    if (k === undefined) {
      throw new ClearwattError(
        `Feeder "${name}" has no branch "${branch}" to switch. Branches are called ${branchNames.slice(0, 3).join(", ")} and so on.`,
      );
    }
    state[k] = switched;
  }
  return state;
}

/** Which branches can be switched, by position. Throws a ClearwattError where one is not known. */
export function isSwitchable(feeder: Feeder, { switchable }: SwitchingOptions): (branch: number) => boolean {
  if (switchable === undefined) return () => true;
  const state = states(feeder, switchable);
  return (branch) => state[branch] === switched;
}
