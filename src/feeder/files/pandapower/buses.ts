/** Buses of a pandapower network; those that closed bus-bus switches join are one. */
import { ClearwattError } from "../../../errors.ts";
import type { BusData } from "../../data/feeder-data.ts";
import type { Frame, Frames } from "./frames.ts";

export interface Bus {
  readonly name: string;
  /** kV */
  readonly voltage: number;
}

export interface Buses {
  readonly data: readonly BusData[];
  /** The bus that a row of another table names; null where it is out of service. */
  at(frame: Frame, row: number, column: string): Bus | null;
}

export function readBuses(frames: Frames, notes: string[]): Buses {
  const bus = frames.frame("bus");
  const rows = new Map(bus.labels.map((label, row) => [label, row]));
  const joined = joinedRows(frames, rows, notes);
  const kept = bus.labels.map((_, row) => row).filter((row) => joined[row] === row);
  const names = namesOf(bus, kept, notes);
  const found = new Map<number, Bus>(
    kept.map((row) => [row, { name: names.get(row)!, voltage: bus.number(row, "vn_kv") }]),
  );
  return {
    data: kept.map((row) => busData(bus, row, found.get(row)!)),
    at: (frame, row, column) => {
      const label = frame.number(row, column);
      const place = rows.get(label);
      if (place !== undefined) return found.get(joined[place]!) ?? null;
      throw new ClearwattError(`${frame.where(row)}: there is no bus ${label} in table "bus". Correct "${column}".`, {
        code: "unknown-label",
        data: { ...frame.place(row), column, set: "bus", found: label },
      });
    },
  };
}

function busData(bus: Frame, row: number, { name, voltage }: Bus): BusData {
  const lowest = bus.number(row, "min_vm_pu", 0);
  const highest = bus.number(row, "max_vm_pu", 0);
  const zone = bus.text(row, "zone");
  return {
    name,
    voltage,
    ...(zone === "" ? {} : { zone }),
    ...(lowest > 0 ? { lowestVoltage: lowest } : {}),
    ...(highest > 0 ? { highestVoltage: highest } : {}),
  };
}

/** By row: the row that stands for it, -1 where it is out of service. */
function joinedRows(frames: Frames, rows: ReadonlyMap<number, number>, notes: string[]): Int32Array {
  const bus = frames.frame("bus");
  const parent = Int32Array.from(bus.labels, (_, row) => (bus.flag(row, "in_service", true) ? row : -1));
  const rootOf = (row: number): number => {
    let root = row;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const switches = frames.frame("switch");
  let count = 0;
  switches.labels.forEach((_, row) => {
    if (!joins(switches, row)) return;
    const [a, b] = [rows.get(switches.number(row, "bus")), rows.get(switches.number(row, "element"))];
    if (a === undefined || b === undefined) {
      throw new ClearwattError(`${switches.where(row)}: a bus that it joins is not in table "bus".`, {
        code: "unknown-label",
        data: { ...switches.place(row), set: "bus", found: switches.number(row, a === undefined ? "bus" : "element") },
      });
    }
    if (parent[a] === -1 || parent[b] === -1) return;
    const [first, second] = [Math.min(rootOf(a), rootOf(b)), Math.max(rootOf(a), rootOf(b))];
    if (first === second) return;
    parent[second] = first;
    count++;
  });
  if (count > 0) {
    notes.push(
      `Closed switches join ${count} ${count === 1 ? "bus" : "buses"} to others: each group is one bus, named after its first.`,
    );
  }
  return parent.map((_, row) => (parent[row] === -1 ? -1 : rootOf(row)));
}

/** Closed and without an impedance of its own. */
export function joins(switches: Frame, row: number): boolean {
  return (
    switches.text(row, "et") === "b" && switches.flag(row, "closed", true) && switches.number(row, "z_ohm", 0) <= 0
  );
}

/** pandapower knows buses by their index; their names are used where every bus has one of its own. */
function namesOf(bus: Frame, kept: readonly number[], notes: string[]): ReadonlyMap<number, string> {
  const given = kept.map((row) => bus.text(row, "name"));
  const unique = new Set(given).size === given.length && !given.includes("");
  if (!unique) notes.push("Buses are named by their index in pandapower: not every bus has a name of its own.");
  return new Map(kept.map((row, k) => [row, unique ? given[k]! : String(bus.labels[row])]));
}
