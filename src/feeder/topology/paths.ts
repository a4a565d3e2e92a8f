/** Where a bus is fed from, and what a branch feeds. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";
import type { RadialOrder } from "./radial-order.ts";

/** Positions in the feeder; one branch fewer than buses. */
export interface Path {
  readonly buses: Int32Array;
  readonly branches: Int32Array;
}

/** The way from its source to a bus, both included. */
export function pathTo({ parent, branch }: RadialOrder, bus: number): Path {
  const buses: number[] = [];
  for (let at = bus; at !== -1; at = parent[at]!) buses.push(at);
  buses.reverse();
  return { buses: Int32Array.from(buses), branches: Int32Array.from(buses.slice(1), (at) => branch[at]!) };
}

/** The buses that lose their supply where a branch is opened, in the order of the sweep. Throws for one that is open. */
export function downstreamOf(feeder: Feeder, radial: RadialOrder, branch: number): Int32Array {
  const [a, b] = [feeder.from[branch], feeder.to[branch]];
  const first = a !== undefined && radial.branch[a] === branch ? a : b;
  if (first === undefined || radial.branch[first] !== branch) {
    throw new ClearwattError(
      `Branch ${feeder.branchNames[branch] ?? branch} of feeder "${feeder.name}" feeds nothing in this topology: it is open, or there is none.`,
      {
        code: "unknown-name",
        data: { feeder: feeder.name, kind: "closed branch", found: feeder.branchNames[branch] ?? branch },
      },
    );
  }
  const { order, parent } = radial;
  const start = order.indexOf(first);
  const below = new Uint8Array(order.length);
  below[first] = 1;
  let end = start + 1;
  for (; end < order.length && below[parent[order[end]!]!] === 1; end++) below[order[end]!] = 1;
  return order.slice(start, end);
}
