/** Loads, generators, shunts and sources of a pandapower network. */
import type { GeneratorData, LoadData, ShuntData, SourceData } from "../../data/feeder-data.ts";
import { to15Digits } from "../significant-digits.ts";
import type { Bus, Buses } from "./buses.ts";
import { type Frame, type Frames, positive } from "./frames.ts";

/** Calls back for every row in service at a bus in service. */
function forEachAt(frame: Frame, buses: Buses, take: (bus: Bus, row: number) => void): void {
  frame.labels.forEach((_, row) => {
    const bus = buses.at(frame, row, "bus");
    if (bus !== null && frame.flag(row, "in_service", true)) take(bus, row);
  });
}

/** kW and kVAr, with the row's scaling. */
function powerOf(frame: Frame, row: number): { readonly active: number; readonly reactive: number } {
  const scale = frame.number(row, "scaling", 1) * 1e3;
  return {
    active: to15Digits(frame.number(row, "p_mw") * scale),
    reactive: to15Digits(frame.number(row, "q_mvar", 0) * scale),
  };
}

/** A load is parted into what it draws at constant impedance, current and power. */
export function readLoads(frames: Frames, buses: Buses): readonly LoadData[] {
  const frame = frames.frame("load");
  const loads: LoadData[] = [];
  forEachAt(frame, buses, ({ name }, row) => {
    const { active, reactive } = powerOf(frame, row);
    const share = (kind: "z" | "i", power: "p" | "q") =>
      frame.number(row, `const_${kind}_${power}_percent`, frame.number(row, `const_${kind}_percent`, 0)) / 100;
    const parts = [
      { kind: "impedance", active: active * share("z", "p"), reactive: reactive * share("z", "q") },
      { kind: "current", active: active * share("i", "p"), reactive: reactive * share("i", "q") },
      {
        kind: "power",
        active: active * (1 - share("z", "p") - share("i", "p")),
        reactive: reactive * (1 - share("z", "q") - share("i", "q")),
      },
    ] as const;
    for (const { kind, ...power } of parts) {
      if (power.active === 0 && power.reactive === 0) continue;
      loads.push({ bus: name, ...power, ...(kind === "power" ? {} : { kind }) });
    }
  });
  const wards = frames.frame("ward");
  forEachAt(wards, buses, ({ name }, row) => {
    loads.push({ bus: name, active: wards.number(row, "ps_mw") * 1e3, reactive: wards.number(row, "qs_mvar") * 1e3 });
  });
  return loads;
}

/** What is given in pandapower is drawn, at the shunt's own rated voltage. */
export function readShunts(frames: Frames, buses: Buses): readonly ShuntData[] {
  const frame = frames.frame("shunt");
  const shunts: ShuntData[] = [];
  forEachAt(frame, buses, (bus, row) => {
    const rated = frame.number(row, "vn_kv", bus.voltage);
    const scale = frame.number(row, "step", 1) * (bus.voltage / rated) ** 2 * 1e3;
    shunts.push({
      bus: bus.name,
      active: frame.number(row, "p_mw", 0) * scale,
      reactive: -frame.number(row, "q_mvar") * scale,
    });
  });
  const wards = frames.frame("ward");
  forEachAt(wards, buses, ({ name }, row) => {
    shunts.push({ bus: name, active: wards.number(row, "pz_mw") * 1e3, reactive: -wards.number(row, "qz_mvar") * 1e3 });
  });
  return shunts.filter(({ active, reactive }) => active !== 0 || reactive !== 0);
}

/** External grids, and generators marked as slack. Of several at a bus the first counts. */
export function readSources(frames: Frames, buses: Buses, notes: string[]): readonly SourceData[] {
  const sources = new Map<string, SourceData>();
  const add = (bus: Bus, frame: Frame, row: number) => {
    const voltage = positive(frame, row, "vm_pu");
    const angle = frame.number(row, "va_degree", 0);
    const other = sources.get(bus.name);
    if (other === undefined) sources.set(bus.name, { bus: bus.name, voltage, ...(angle === 0 ? {} : { angle }) });
    else
      notes.push(
        `${frame.where(row)}: bus ${bus.name} is a source already, with ${other.voltage} per unit; that one holds it.`,
      );
  };
  const grids = frames.frame("ext_grid");
  forEachAt(grids, buses, (bus, row) => add(bus, grids, row));
  const generators = frames.frame("gen");
  forEachAt(generators, buses, (bus, row) => {
    if (generators.flag(row, "slack", false)) add(bus, generators, row);
  });
  return [...sources.values()];
}

/** Static generators give what they give; generators hold their voltage, unless a source does. */
export function readGenerators(frames: Frames, buses: Buses, sources: readonly SourceData[]): readonly GeneratorData[] {
  const held = new Set(sources.map(({ bus }) => bus));
  const generators: GeneratorData[] = [];
  const fixed = frames.frame("sgen");
  forEachAt(fixed, buses, ({ name }, row) => {
    generators.push({ bus: name, ...powerOf(fixed, row) });
  });
  const holding = frames.frame("gen");
  forEachAt(holding, buses, ({ name }, row) => {
    if (holding.flag(row, "slack", false)) return;
    const active = holding.number(row, "p_mw") * holding.number(row, "scaling", 1) * 1e3;
    const voltage = positive(holding, row, "vm_pu");
    generators.push({ bus: name, active, reactive: 0, ...(held.has(name) ? {} : { voltage }) });
  });
  return generators;
}
