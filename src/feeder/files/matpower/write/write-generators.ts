/** Rows of mpc.gen: a generator for every source, and those of the network. */
import type { FeederData } from "../../../data/feeder-data.ts";
import { to15Digits } from "../../significant-digits.ts";
import { type BusNumbering, unknownBus } from "./bus-numbering.ts";

/** Voltages of the buses that generators hold. */
export function heldVoltages({ generators = [] }: FeederData): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { bus, voltage } of generators) if (voltage !== undefined) held.set(bus, voltage);
  return held;
}

export function generatorRows(
  { data, numbers }: BusNumbering,
  held: ReadonlyMap<string, number>,
): readonly (readonly number[])[] {
  const number = (bus: string, what: string) => numbers.get(bus) ?? unknownBus(data, bus, what);
  const atSource = new Set(data.sources.map(({ bus }) => bus));
  const sources = data.sources.map(({ bus, voltage }) => row(number(bus, "a source"), 0, 0, voltage));
  const others = (data.generators ?? [])
    .filter(({ bus }) => !atSource.has(bus))
    .map(({ bus, active, reactive }) =>
      row(number(bus, "a generator"), to15Digits(active / 1e3), to15Digits(reactive / 1e3), held.get(bus) ?? 1),
    );
  return [...sources, ...others];
}

/** In service, without limits; the columns behind Pmin are of no use to a power flow. */
function row(bus: number, active: number, reactive: number, voltage: number): readonly number[] {
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [bus, active, reactive, most, least, voltage, 100, 1, most, least, ...new Array<number>(11).fill(0)];
}
