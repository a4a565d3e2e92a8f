/** The closed branches at every bus. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";

/** Those of bus i stand in branch[start[i]] .. branch[start[i + 1] - 1], in the order of the feeder. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly branch: Int32Array;
  readonly numClosed: number;
}

export function adjacency(feeder: Feeder, closed: Uint8Array): Adjacency {
  const { numBuses, numBranches, from, to } = feeder;
  if (closed.length !== numBranches) {
    throw new ClearwattError(
      `Feeder "${feeder.name}" has ${numBranches} branches, and ${closed.length} switch states were given. Give 1 (closed) or 0 (open) for each branch.`,
      {
        code: "wrong-size",
        data: { feeder: feeder.name, what: "switch states", found: closed.length, expected: numBranches },
      },
    );
  }
  const start = new Int32Array(numBuses + 1);
  let numClosed = 0;
  for (let k = 0; k < numBranches; k++) {
    if (closed[k] === 0) continue;
    numClosed++;
    start[from[k]! + 1]!++;
    start[to[k]! + 1]!++;
  }
  for (let i = 0; i < numBuses; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, numBuses);
  const branch = new Int32Array(2 * numClosed);
  for (let k = 0; k < numBranches; k++) {
    if (closed[k] === 0) continue;
    branch[next[from[k]!]!++] = k;
    branch[next[to[k]!]!++] = k;
  }
  return { start, branch, numClosed };
}
