/** The voltage behind the taps of lines: that of the bus times a fixed number, or decided by tap changers. */
import { ClearwattError, type ErrorCode } from "../../../src/errors.ts";
import {
  type Affine,
  type Index,
  type NamedExpression,
  type Relation,
  relation,
  sum,
  type Variable,
} from "../../../src/language/index.ts";
import type { BusHour, Line, LineHour, Scope, TapChangers } from "../../../src/market/index.ts";
import type { Limits } from "../limits/limits.ts";
import { percentOf, type Tree } from "./tree.ts";

/**
 * Share by which the range handed to tap changers is wider than the voltage bands: where both bind, the bands alone are to
 * have multipliers, for it is these that prices are split by.
 */
const room = 1e-3;

export interface Behind {
  /** Squared voltage behind the tap of every line, times S, kVA. */
  at(k: Index<"line">, t: Index<"hour">): Affine;
  /** The same, to be read in solutions; null where all taps are fixed. */
  readonly decided: NamedExpression<LineHour> | null;
}

export function behindTaps(
  scope: Scope,
  tree: Tree,
  limits: Limits,
  line: Line,
  from: Relation<"line", "bus">,
  voltage: Variable<BusHour>,
  tapChangers: readonly TapChangers[],
): Behind {
  const { hour } = scope;
  const tapped = tappedLines(tree, tapChangers);
  const scales = tree.sendingScale.map((scale, k) => (tapped[k] === 1 ? 0 : scale));
  const scale = scope.parameter("sending tap", [line], scales);
  const fixed = (k: Index<"line">, t: Index<"hour">): Affine => voltage(from(k), t).times(scale(k));
  if (tapChangers.length === 0) return { at: fixed, decided: null };
  const [lowest, highest] = rangeBefore(tree, hour.size, limits, tapped);
  // In percent, as voltage drops and cones are: solvers hold these variables to 1e-7, and per unit that is 1e-5 of a cone.
  const percent = percentOf(tree);
  const decided = tapChangers.map((group) => {
    const lineOf = relation(group.unit, line, group.branches, `line of ${group.name}`);
    const behind = group.addTo(
      (u, t) => voltage(from(lineOf(u)), t).times(percent),
      100 * lowest * (1 - room),
      100 * highest * (1 + room),
    );
    return (k: Index<"line">, t: Index<"hour">) => sum([lineOf.of(k)], (u) => behind(u, t).dividedBy(percent));
  });
  const at = (k: Index<"line">, t: Index<"hour">): Affine =>
    decided.reduce((all, behind) => all.plus(behind(k, t)), fixed(k, t));
  return { at, decided: scope.expression("squared voltage behind the tap", [line, hour], at) };
}

/** 1 for every line with a tap changer. Throws where one is in no line, in one that points the other way, or not alone. */
export function tappedLines(tree: Tree, tapChangers: readonly TapChangers[]): Uint8Array {
  const { feeder, lineNames, branch, from } = tree;
  const tapped = new Uint8Array(tree.numLines);
  for (const { name: group, unit, branches } of tapChangers)
    branches.forEach((name, u) => {
      const refuse = (code: ErrorCode, found: string): never => {
        throw new ClearwattError(`In "${group}", the tap changer "${unit.labels[u]}" ${found}.`, {
          code,
          data: { name: group, device: unit.labels[u], branch: name },
        });
      };
      const k = lineNames.indexOf(name);
      if (k < 0)
        refuse("unknown-label", `stands in "${name}", which is no closed line or transformer of "${feeder.name}"`);
      if (feeder.from[branch[k]!] !== from[k])
        refuse(
          "contradiction",
          `stands at the end of "${name}" that is away from the source. Write the line the other way round`,
        );
      if (tapped[k] === 1) refuse("duplicate", `stands in "${name}", which has one already`);
      tapped[k] = 1;
    });
  return tapped;
}

/** Least and largest squared voltage before any tap that is decided. */
function rangeBefore(tree: Tree, hours: number, limits: Limits, tapped: Uint8Array): readonly [number, number] {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (let k = 0; k < tree.numLines; k++) {
    if (tapped[k] === 0) continue;
    for (let t = 0; t < hours; t++) {
      lowest = Math.min(lowest, limits.lowestVoltage[tree.from[k]! * hours + t]! ** 2);
      highest = Math.max(highest, limits.highestVoltage[tree.from[k]! * hours + t]! ** 2);
    }
  }
  return [lowest, highest];
}
