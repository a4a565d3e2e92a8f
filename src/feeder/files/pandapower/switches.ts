/** Where switches open lines and transformers, and bus-bus switches that have an impedance. */
import { ClearwattError } from "../../../errors.ts";
import type { LineData } from "../../data/feeder-data.ts";
import type { Buses } from "./buses.ts";
import { joins } from "./buses.ts";
import type { Frames } from "./frames.ts";

/** Ends (labels of buses) at which an element is open. */
export type OpenEnds = ReadonlyMap<number, ReadonlySet<number>>;

/** Of lines ("l") or transformers ("t"), by the element's label. */
export function openEnds(frames: Frames, type: "l" | "t"): OpenEnds {
  const switches = frames.frame("switch");
  const open = new Map<number, Set<number>>();
  switches.labels.forEach((_, row) => {
    const et = switches.text(row, "et");
    if (et !== "b" && et !== "l" && et !== "t") {
      throw new ClearwattError(
        `${switches.where(row)}: "et" is "${et}". Switches between buses (b), at lines (l) and at two-winding transformers (t) can be read.`,
        {
          code: "unsupported",
          data: { ...switches.place(row), what: "switch", column: "et", found: et, known: ["b", "l", "t"] },
        },
      );
    }
    if (et !== type || switches.flag(row, "closed", true)) return;
    const element = switches.number(row, "element");
    const ends = open.get(element) ?? new Set();
    ends.add(switches.number(row, "bus"));
    open.set(element, ends);
  });
  return open;
}

/** Closed bus-bus switches with z_ohm above 0, as pandapower takes them: resistance over reactance is 2. */
export function switchLines(frames: Frames, buses: Buses): readonly LineData[] {
  const switches = frames.frame("switch");
  const lines: LineData[] = [];
  switches.labels.forEach((_, row) => {
    const impedance = switches.number(row, "z_ohm", 0);
    const closed = switches.text(row, "et") === "b" && switches.flag(row, "closed", true);
    if (!closed || joins(switches, row)) return;
    const from = buses.at(switches, row, "bus");
    const to = buses.at(switches, row, "element");
    if (from === null || to === null || from === to) return;
    const share = impedance / Math.sqrt(5);
    lines.push({ from: from.name, to: to.name, resistance: 2 * share, reactance: share });
  });
  return lines;
}
