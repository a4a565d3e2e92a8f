/** Lines of a pandapower network: per km, times length, over parallel circuits. */
import { ClearwattError } from "../../../errors.ts";
import type { LineData, ShuntData } from "../../data/feeder-data.ts";
import type { Bus, Buses } from "./buses.ts";
import { type Complex, complex, isZero, openEnded } from "./complex.ts";
import type { Frame, Frames } from "./frames.ts";
import { openEnds, switchLines } from "./switches.ts";

export interface LinesRead {
  readonly lines: readonly LineData[];
  /** What stands at buses beside loads: leakage, and the charging of lines that are open at one end. */
  readonly shunts: readonly ShuntData[];
}

export function readLines(frames: Frames, buses: Buses, notes: string[]): LinesRead {
  const frame = frames.frame("line");
  const open = openEnds(frames, "l");
  const lines: LineData[] = [];
  const shunts: ShuntData[] = [];
  const [openCharged, shorted, leaking]: [string[], string[], string[]] = [[], [], []];
  frame.labels.forEach((label, row) => {
    const from = buses.at(frame, row, "from_bus");
    const to = buses.at(frame, row, "to_bus");
    const ends = endsOf(frame, row, open.get(label), from, to);
    if (from === to && from !== null) {
      shorted.push(String(label));
      return;
    }
    const impedance = seriesOf(frame, row);
    const admittance = shuntOf(frame, row, frames.frequency);
    const inService = frame.flag(row, "in_service", true);
    const closed = inService && ends.every((bus) => bus !== null);
    if (from !== null && to !== null) lines.push(lineData(frame, row, from, to, impedance, admittance, closed));
    if (!inService || isZero(admittance)) return;
    const live = ends.filter((bus) => bus !== null);
    if (live.length === 2 && admittance.re !== 0) {
      leaking.push(String(label));
      for (const bus of live) shunts.push(shuntAt(bus, complex(admittance.re / 2)));
    } else if (live.length === 1) {
      openCharged.push(String(label));
      shunts.push(shuntAt(live[0]!, openEnded(impedance, admittance)));
    }
  });
  noteLines(notes, { openCharged, shorted, leaking });
  return { lines: [...lines, ...switchLines(frames, buses)], shunts };
}

/** The buses that a line is connected to: null where its switch is open, or the bus out of service. */
function endsOf(
  frame: Frame,
  row: number,
  open: ReadonlySet<number> | undefined,
  from: Bus | null,
  to: Bus | null,
): readonly (Bus | null)[] {
  const end = (bus: Bus | null, column: string) => (open?.has(frame.number(row, column)) === true ? null : bus);
  return [end(from, "from_bus"), end(to, "to_bus")];
}

function lineData(
  frame: Frame,
  row: number,
  from: Bus,
  to: Bus,
  impedance: Complex,
  admittance: Complex,
  closed: boolean,
): LineData {
  const rated = frame.number(row, "max_i_ka", 0) * 1e3 * frame.number(row, "df", 1) * parallelOf(frame, row);
  return {
    from: from.name,
    to: to.name,
    resistance: impedance.re,
    reactance: impedance.im,
    ...(admittance.im === 0 ? {} : { susceptance: admittance.im * 1e6 }),
    ...(rated > 0 ? { ratedCurrent: rated } : {}),
    ...(closed ? {} : { closed: false }),
  };
}

export function parallelOf(frame: Frame, row: number): number {
  const parallel = frame.number(row, "parallel", 1);
  if (parallel > 0) return parallel;
  throw new ClearwattError(`${frame.where(row)}: "parallel" is ${parallel}. It counts circuits, from 1.`, {
    code: "out-of-range",
    data: { ...frame.place(row), column: "parallel", found: parallel, least: 1 },
  });
}

/** ohm */
function seriesOf(frame: Frame, row: number): Complex {
  const lengths = frame.number(row, "length_km") / parallelOf(frame, row);
  return complex(frame.number(row, "r_ohm_per_km") * lengths, frame.number(row, "x_ohm_per_km") * lengths);
}

/** Siemens. */
function shuntOf(frame: Frame, row: number, frequency: number): Complex {
  const lengths = frame.number(row, "length_km") * parallelOf(frame, row);
  const capacitance = frame.number(row, "c_nf_per_km", 0) * 1e-9 * lengths;
  return complex(frame.number(row, "g_us_per_km", 0) * 1e-6 * lengths, 2 * Math.PI * frequency * capacitance);
}

/** An admittance in siemens as a shunt at a bus: kV squared times S is MW. */
export function shuntAt({ name, voltage }: Bus, { re, im }: Complex, ratio = 1): ShuntData {
  const scale = (voltage * voltage * 1e3) / (ratio * ratio);
  return { bus: name, active: re * scale, reactive: im * scale };
}

function noteLines(
  notes: string[],
  found: Readonly<Record<"openCharged" | "shorted" | "leaking", readonly string[]>>,
): void {
  const list = (labels: readonly string[]) => `${labels.slice(0, 8).join(", ")}${labels.length > 8 ? ", ..." : ""}`;
  const { openCharged, shorted, leaking } = found;
  if (openCharged.length > 0) {
    notes.push(
      `Lines open at one end are open (${openCharged.length}: ${list(openCharged)}); what charges them stands as a shunt at the other end.`,
    );
  }
  if (shorted.length > 0)
    notes.push(`Lines that closed switches bridge are left out (${shorted.length}: ${list(shorted)}).`);
  if (leaking.length > 0) {
    notes.push(
      `The conductance of lines (g_us_per_km; ${leaking.length}: ${list(leaking)}) stands as shunts at their ends.`,
    );
  }
}
