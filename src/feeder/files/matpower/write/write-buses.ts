/** Rows of mpc.bus. */
import { ClearwattError } from "../../../../errors.ts";
import type { BusData, FeederData } from "../../../data/feeder-data.ts";
import { to15Digits } from "../../significant-digits.ts";
import { type BusNumbering, unknownBus } from "./bus-numbering.ts";

/** MW and MVAr at a bus: drawn whatever the voltage, and by a shunt at 1 per unit (BS is given, as by a capacitor). */
interface Drawn {
  active: number;
  reactive: number;
  conductance: number;
  susceptance: number;
}

/** `held` are the voltages of buses with a generator that holds them. Remarks about what was rewritten are added. */
export function busRows(
  { data, numbers, voltages }: BusNumbering,
  held: ReadonlyMap<string, number>,
  remarks: string[],
): readonly (readonly number[])[] {
  const drawn = new Map<string, Drawn>(
    data.buses.map(({ name }) => [name, { active: 0, reactive: 0, conductance: 0, susceptance: 0 }]),
  );
  const at = (bus: string, what: string) => drawn.get(bus) ?? unknownBus(data, bus, what);
  addLoads(data, at, remarks);
  addShunts(data, at);
  addIronLosses(data, voltages, at, remarks);
  addGenerationAtSources(data, at, remarks);
  const sources = new Map(data.sources.map((source) => [source.bus, source]));
  const zones = zoneNumbers(data.buses);
  return data.buses.map((bus) => {
    const { active, reactive, conductance, susceptance } = drawn.get(bus.name)!;
    const source = sources.get(bus.name);
    const type = source !== undefined ? 3 : held.has(bus.name) ? 2 : 1;
    const start = source?.voltage ?? held.get(bus.name) ?? 1;
    return [
      ...[
        numbers.get(bus.name)!,
        type,
        to15Digits(active),
        to15Digits(reactive),
        to15Digits(conductance),
        to15Digits(susceptance),
        1,
      ],
      ...[start, source?.angle ?? 0, bus.voltage, zones.get(bus.zone)!],
      ...[bus.highestVoltage ?? Number.POSITIVE_INFINITY, bus.lowestVoltage ?? 0],
    ];
  });
}

type At = (bus: string, what: string) => Drawn;

function addLoads(data: FeederData, at: At, remarks: string[]): void {
  let ofImpedance = 0;
  for (const { bus, active, reactive, kind = "power" } of data.loads ?? []) {
    const sum = at(bus, "a load");
    if (kind === "current") {
      throw new ClearwattError(
        `Feeder "${data.name}": the load at bus "${bus}" draws constant current, which a MATPOWER case has no place for. Make it one of constant power or impedance.`,
        { code: "unsupported", data: { feeder: data.name, what: "constant current", bus } },
      );
    }
    if (kind === "power") {
      sum.active += active / 1e3;
      sum.reactive += reactive / 1e3;
    } else {
      ofImpedance++;
      sum.conductance += active / 1e3;
      sum.susceptance -= reactive / 1e3;
    }
  }
  if (ofImpedance > 0) remarks.push(`Loads of constant impedance (${ofImpedance}) are written as shunts (Gs, Bs).`);
}

function addShunts({ shunts = [] }: FeederData, at: At): void {
  for (const { bus, active, reactive } of shunts) {
    const sum = at(bus, "a shunt");
    sum.conductance += active / 1e3;
    sum.susceptance += reactive / 1e3;
  }
}

/** Half of the conductance stands at each side of the impedance, that at `from` behind the ideal transformer. */
function addIronLosses(
  { transformers = [] }: FeederData,
  voltages: ReadonlyMap<string, number>,
  at: At,
  remarks: string[],
): void {
  for (const { from, to, conductance = 0, ratio = 1, closed = true } of transformers) {
    if (conductance === 0) continue;
    const half = ((conductance * 1e-6) / 2) * (voltages.get(to) ?? 0) ** 2;
    const where = `transformer ${from}-${to}`;
    if (closed) {
      at(to, where).conductance += half;
      at(from, where).conductance += half / ratio ** 2;
    }
    remarks.push(
      `Iron losses of ${where} are ${closed ? "written as shunts (Gs) at its ends" : "left out: it is open"}.`,
    );
  }
}

/** MATPOWER disregards what is given at a reference bus; a negative load says the same. */
function addGenerationAtSources({ sources, generators = [] }: FeederData, at: At, remarks: string[]): void {
  const atSource = new Set(sources.map(({ bus }) => bus));
  for (const { bus, active, reactive, voltage } of generators) {
    if (!atSource.has(bus) || voltage !== undefined) continue;
    const sum = at(bus, "a generator");
    sum.active -= active / 1e3;
    sum.reactive -= reactive / 1e3;
    remarks.push(`Generation at the source bus ${bus} is written as a negative load.`);
  }
}

/** Zones that are whole numbers keep them; others are counted in their order. */
function zoneNumbers(buses: readonly BusData[]): ReadonlyMap<string | undefined, number> {
  const zones = [...new Set(buses.map(({ zone }) => zone))];
  const whole = zones.every((zone) => zone !== undefined && /^\d{1,9}$/.test(zone));
  return new Map(zones.map((zone, k) => [zone, whole ? Number(zone) : k + 1]));
}
