/** The voltage behind the taps of lines: that of the bus times a fixed number, or decided by tap changers. */
import { ClearwattError } from "../../src/errors.ts";
import {
  type Affine,
  type Index,
  type NamedExpression,
  type Relation,
  relation,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Limits } from "./limits.ts";
import type { BusHour, Line, LineHour, Setting, TapChangers } from "./network.ts";
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
  { model, hour }: Setting,
  tree: Tree,
  limits: Limits,
  line: Line,
  from: Relation<"line", "bus">,
  voltage: Variable<BusHour>,
  tapChangers: TapChangers | undefined,
): Behind {
  const tapped = tappedLines(tree, tapChangers);
  const scales = tree.sendingScale.map((scale, k) => (tapped[k] === 1 ? 0 : scale));
  const scale = model.parameter("sending tap", [line], scales);
  const fixed = (k: Index<"line">, t: Index<"hour">): Affine => voltage(from(k), t).times(scale(k));
  if (tapChangers === undefined) return { at: fixed, decided: null };
  const lineOf = relation(tapChangers.unit, line, tapChangers.branches, `line of ${tapChangers.name}`);
  const [lowest, highest] = rangeBefore(tree, hour.size, limits, tapped);
  // In percent, as voltage drops and cones are: solvers hold these variables to 1e-7, and per unit that is 1e-5 of a cone.
  const percent = percentOf(tree);
  const behind = tapChangers.addTo(
    (u, t) => voltage(from(lineOf(u)), t).times(percent),
    100 * lowest * (1 - room),
    100 * highest * (1 + room),
  );
  const at = (k: Index<"line">, t: Index<"hour">): Affine =>
    fixed(k, t).plus(sum([lineOf.of(k)], (u) => behind(u, t).dividedBy(percent)));
  return { at, decided: model.expression("squared voltage behind the tap", [line, hour], at) };
}

/** 1 for every line with a tap changer. Throws where one is in no line, in one that points the other way, or not alone. */
export function tappedLines(tree: Tree, tapChangers: TapChangers | undefined): Uint8Array {
  const { feeder, lineNames, branch, from } = tree;
  const tapped = new Uint8Array(tree.numLines);
  tapChangers?.branches.forEach((name, unit) => {
    const refuse = (found: string): never => {
      throw new ClearwattError(
        `In "${tapChangers.name}", the tap changer "${tapChangers.unit.labels[unit]}" ${found}.`,
      );
    };
    const k = lineNames.indexOf(name);
    if (k < 0) refuse(`stands in "${name}", which is no closed line or transformer of "${feeder.name}"`);
    if (feeder.from[branch[k]!] !== from[k])
      refuse(`stands at the end of "${name}" that is away from the source. Write the line the other way round`);
    if (tapped[k] === 1) refuse(`stands in "${name}", which has one already`);
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
