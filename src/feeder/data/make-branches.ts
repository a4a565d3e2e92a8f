/** Lines and transformers, checked and in per unit. */
import { ClearwattError } from "../../errors.ts";
import { radians } from "./angles.ts";
import { branchNames } from "./branch-names.ts";
import type { BusIndex } from "./bus-index.ts";
import { finite, type Owner, positive, positiveOr } from "./check-number.ts";
import type { Feeder } from "./feeder.ts";
import type { FeederData, LineData, TransformerData } from "./feeder-data.ts";

type Branches = Pick<
  Feeder,
  | "numBranches"
  | "numLines"
  | "branchNames"
  | "from"
  | "to"
  | "resistance"
  | "reactance"
  | "conductance"
  | "susceptance"
  | "ratio"
  | "shift"
  | "ratedCurrent"
  | "ratedPower"
  | "closed"
>;

export function makeBranches(
  data: FeederData,
  buses: BusIndex,
  baseVoltage: Float64Array,
  basePower: number,
): Branches {
  const transformers = data.transformers ?? [];
  const numLines = data.lines.length;
  const branches = emptyBranches(numLines + transformers.length, numLines, branchNames(data));
  /** ohm; kV squared per MVA is ohm. */
  const impedanceBase = (bus: number): number => baseVoltage[bus]! ** 2 / (basePower / 1000);
  data.lines.forEach((line, k) => {
    const owner: Owner = () => `Feeder "${data.name}", line "${branches.branchNames[k]}"`;
    const [from, to] = joinBuses(branches, k, line, buses, owner);
    fill(branches, k, line, impedanceBase(to), owner);
    checkLine(line, baseVoltage[from]!, baseVoltage[to]!, owner);
  });
  transformers.forEach((transformer, j) => {
    const k = numLines + j;
    const owner: Owner = () => `Feeder "${data.name}", transformer "${branches.branchNames[k]}"`;
    const [, to] = joinBuses(branches, k, transformer, buses, owner);
    fill(branches, k, transformer, impedanceBase(to), owner);
    fillTransformer(branches, k, transformer, impedanceBase(to), owner);
  });
  return branches;
}

function emptyBranches(numBranches: number, numLines: number, names: readonly string[]): Branches {
  const numbers = () => new Float64Array(numBranches);
  return {
    numBranches,
    numLines,
    branchNames: names,
    from: new Int32Array(numBranches),
    to: new Int32Array(numBranches),
    resistance: numbers(),
    reactance: numbers(),
    conductance: numbers(),
    susceptance: numbers(),
    ratio: numbers().fill(1),
    shift: numbers(),
    ratedCurrent: numbers(),
    ratedPower: numbers(),
    closed: new Uint8Array(numBranches),
  };
}

function joinBuses(
  branches: Branches,
  k: number,
  { from, to }: LineData | TransformerData,
  buses: BusIndex,
  owner: Owner,
): readonly [number, number] {
  const ends = [buses.at(from, owner), buses.at(to, owner)] as const;
  if (ends[0] === ends[1])
    throw new ClearwattError(`${owner()} begins and ends at bus "${to}". Remove it.`, {
      code: "contradiction",
      data: { of: owner(), found: [from, to] },
    });
  branches.from[k] = ends[0];
  branches.to[k] = ends[1];
  return ends;
}

/** What lines and transformers have in common. Impedances are referred to the base voltage of `to`. */
function fill(
  branches: Branches,
  k: number,
  given: LineData | TransformerData,
  impedanceBase: number,
  owner: Owner,
): void {
  checkImpedance(given, owner);
  branches.resistance[k] = given.resistance / impedanceBase;
  branches.reactance[k] = given.reactance / impedanceBase;
  branches.susceptance[k] = finite(given.susceptance ?? 0, "susceptance in µS", owner) * 1e-6 * impedanceBase;
  branches.ratedCurrent[k] = positiveOr(Number.POSITIVE_INFINITY, given.ratedCurrent, "rated current in A", owner);
  branches.ratedPower[k] = positiveOr(Number.POSITIVE_INFINITY, given.ratedPower, "rated power in kVA", owner);
  branches.closed[k] = (given.closed ?? true) ? 1 : 0;
}

function fillTransformer(
  branches: Branches,
  k: number,
  given: TransformerData,
  impedanceBase: number,
  owner: Owner,
): void {
  branches.conductance[k] = finite(given.conductance ?? 0, "conductance in µS", owner) * 1e-6 * impedanceBase;
  branches.ratio[k] = positive(given.ratio ?? 1, "ratio", owner);
  branches.shift[k] = radians(finite(given.shift ?? 0, "phase shift in degrees", owner));
}

function checkImpedance({ resistance, reactance }: LineData | TransformerData, owner: Owner): void {
  finite(resistance, "resistance in ohm", owner);
  finite(reactance, "reactance in ohm", owner);
  if (resistance === 0 && reactance === 0) {
    throw new ClearwattError(
      `${owner()} has no impedance: resistance and reactance are 0. Merge the buses that it joins, or give it a small reactance.`,
      { code: "out-of-range", data: { of: owner(), what: "impedance", found: 0 } },
    );
  }
}

/**
 * A negative resistance or reactance alone may stand: network equivalents and series capacitors have them. Both together
 * would be a passive line that gives power, and is a slip of signs. Windings of an equivalent transformer may have both.
 */
function checkLine(line: LineData, fromVoltage: number, toVoltage: number, owner: Owner): void {
  if (line.resistance < 0 && line.reactance <= 0) {
    throw new ClearwattError(
      `${owner()} has ${line.resistance} ohm of resistance and ${line.reactance} ohm of reactance: it would give power instead of losing it. Check the signs.`,
      { code: "out-of-range", data: { of: owner(), what: "impedance", found: [line.resistance, line.reactance] } },
    );
  }
  if (Math.abs(fromVoltage - toVoltage) > 1e-9 * toVoltage) {
    throw new ClearwattError(
      `${owner()} joins bus "${line.from}" of ${fromVoltage} kV and bus "${line.to}" of ${toVoltage} kV. Use a transformer, or correct a base voltage.`,
      { code: "contradiction", data: { of: owner(), found: [fromVoltage, toVoltage] } },
    );
  }
}
