/** Rows of mpc.branch: lines, then transformers. */
import type { LineData, TransformerData } from "../../../data/feeder-data.ts";
import { type BusNumbering, unknownBus } from "./bus-numbering.ts";

/** Remarks about what was rewritten are added. */
export function branchRows(numbering: BusNumbering, remarks: string[]): readonly (readonly number[])[] {
  const { data } = numbering;
  const lines = data.lines.map((line) => row(numbering, line, 0, 0));
  const transformers = (data.transformers ?? []).map((transformer) =>
    row(numbering, transformer, tapOf(numbering, transformer), transformer.shift ?? 0),
  );
  if ([...data.lines, ...(data.transformers ?? [])].some(({ ratedCurrent }) => ratedCurrent !== undefined)) {
    remarks.push("Rated currents are written as the powers (rateA) that they are at base voltage.");
  }
  return [...lines, ...transformers];
}

/** 0 says 1, and is enough where the base voltages tell that it is a transformer. */
function tapOf({ voltages }: BusNumbering, { from, to, ratio }: TransformerData): number {
  return ratio ?? (voltages.get(from) === voltages.get(to) ? 1 : 0);
}

/** Per unit on 1 MVA and the base voltage of `to`. */
function row(
  numbering: BusNumbering,
  branch: LineData | TransformerData,
  tap: number,
  shift: number,
): readonly number[] {
  const { data, numbers, voltages } = numbering;
  const what = `branch ${branch.from}-${branch.to}`;
  const end = (bus: string) => numbers.get(bus) ?? unknownBus(data, bus, what);
  const impedance = (voltages.get(branch.to) ?? unknownBus(data, branch.to, what)) ** 2;
  return [
    ...[end(branch.from), end(branch.to), branch.resistance / impedance, branch.reactance / impedance],
    (branch.susceptance ?? 0) * 1e-6 * impedance,
    ...[rating(branch, voltages), 0, 0, tap, shift],
    ...[(branch.closed ?? true) ? 1 : 0, -360, 360],
  ];
}

/** MVA, 0 for no limit; of a current at the lower of both voltages, where it is the larger one. */
function rating(
  { from, to, ratedPower, ratedCurrent }: LineData | TransformerData,
  voltages: ReadonlyMap<string, number>,
): number {
  const voltage = Math.min(voltages.get(from) ?? 0, voltages.get(to) ?? 0);
  const powers = [
    ...(ratedPower === undefined ? [] : [ratedPower / 1e3]),
    ...(ratedCurrent === undefined ? [] : [(Math.sqrt(3) * ratedCurrent * voltage) / 1e3]),
  ];
  return powers.length === 0 ? 0 : Math.min(...powers);
}
