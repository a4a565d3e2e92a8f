/** A radial feeder as a main line and what branches off it. */
import type { Feeder } from "../data/feeder.ts";
import type { RadialOrder } from "./radial-order.ts";

/** A line of buses without a fork, as long as it goes. */
export interface Lateral {
  /** Bus where it begins, which belongs to the line that it branches off; for the main line of a source that source. */
  readonly root: number;
  /** Position in the list of the line that it branches off; -1 for the main line of a source. */
  readonly parent: number;
  /** 0 for the main line of a source, 1 for what branches off it, and so on. */
  readonly level: number;
  /** From its first branch to its end; branch k leads to bus k. */
  readonly buses: Int32Array;
  readonly branches: Int32Array;
}

/**
 * At every fork the line goes on to the bus that is electrically farthest (sum of the impedances' magnitudes, per unit), and
 * the others branch off. Each source has one main line; every branch is in one line, and a line follows its parent.
 */
export function lateralsOf(feeder: Feeder, radial: RadialOrder): Lateral[] {
  const { order, parent, branch } = radial;
  const next = towardsFarthest(feeder, radial);
  const lineOf = new Int32Array(order.length).fill(-1);
  const lines: { root: number; parent: number; level: number; buses: number[] }[] = [];
  const begin = (root: number, above: number): number =>
    lines.push({ root, parent: above, level: above === -1 ? 0 : lines[above]!.level + 1, buses: [] }) - 1;
  for (const bus of order) {
    const before = parent[bus]!;
    if (before === -1) {
      lineOf[bus] = begin(bus, -1);
      continue;
    }
    const line = next[before] === bus ? lineOf[before]! : begin(before, lineOf[before]!);
    lineOf[bus] = line;
    lines[line]!.buses.push(bus);
  }
  return lines.map(({ buses, ...line }) => ({
    ...line,
    buses: Int32Array.from(buses),
    branches: Int32Array.from(buses, (bus) => branch[bus]!),
  }));
}

/** By bus: the next one on the way to the farthest bus behind it; -1 at an end. */
function towardsFarthest(feeder: Feeder, { order, parent, branch }: RadialOrder): Int32Array {
  const next = new Int32Array(order.length).fill(-1);
  const farthest = new Float64Array(order.length);
  for (let p = order.length - 1; p >= 0; p--) {
    const bus = order[p]!;
    const before = parent[bus]!;
    if (before === -1) continue;
    const k = branch[bus]!;
    const distance = farthest[bus]! + Math.hypot(feeder.resistance[k]!, feeder.reactance[k]!);
    // ">=" and the backward pass: of two that are equally far the first one goes on.
    if (next[before] === -1 || distance >= farthest[before]!) {
      farthest[before] = distance;
      next[before] = bus;
    }
  }
  return next;
}
