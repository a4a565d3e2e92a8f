/**
 * How far the loads would pull the voltage down if only magnitudes counted: a bound of the right size, without a power flow.
 *
 * Solves sum over branches k at bus i of V_k^2 / |z_k| (d_i - d_j) = |S_i| for the drops d in per unit, with d = 0 at buses
 * that hold their voltage. In a radial network d is the sum of |z| S / V^2 on the way from the source, S being all that lies
 * behind each branch; in a meshed one the ways share the load.
 */
import type { FeederData } from "./feeder-data.ts";

interface MagnitudeNetwork {
  readonly numBuses: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** MVA per per unit of drop. */
  readonly conductance: Float64Array;
  /** MVA drawn at each bus. */
  readonly load: Float64Array;
  readonly held: Uint8Array;
}

/** The largest drop, per unit, and where; null where no bus is fed, or where names do not fit (which is for others to say). */
export function largestVoltageDrop(data: FeederData): { readonly bus: string; readonly drop: number } | null {
  const grid = magnitudeNetwork(data);
  if (grid === null) return null;
  const drop = drops(grid);
  let worst = -1;
  drop.forEach((value, bus) => {
    if (Number.isFinite(value) && (worst < 0 || value > drop[worst]!)) worst = bus;
  });
  return worst < 0 ? null : { bus: data.buses[worst]!.name, drop: drop[worst]! };
}

function magnitudeNetwork(data: FeederData): MagnitudeNetwork | null {
  const index = new Map(data.buses.map(({ name }, bus) => [name, bus]));
  const closed = [...data.lines, ...(data.transformers ?? [])].filter((branch) => branch.closed ?? true);
  const end = (name: string) => index.get(name) ?? -1;
  const from = Int32Array.from(closed, (branch) => end(branch.from));
  const to = Int32Array.from(closed, (branch) => end(branch.to));
  if (from.includes(-1) || to.includes(-1)) return null;
  const conductance = Float64Array.from(closed, ({ resistance, reactance }, k) => {
    const impedance = Math.hypot(resistance, reactance);
    return data.buses[to[k]!]!.voltage ** 2 / Math.max(impedance, 1e-9);
  });
  const held = new Uint8Array(data.buses.length);
  const holding = [...data.sources, ...(data.generators ?? []).filter(({ voltage }) => voltage !== undefined)];
  for (const { bus } of holding) held[end(bus)] = 1;
  return { numBuses: data.buses.length, from, to, conductance, load: loadOf(data, end), held };
}

/** MVA: the magnitude of what loads draw and generators of given power give. */
function loadOf({ buses, loads = [], generators = [] }: FeederData, end: (name: string) => number): Float64Array {
  const active = new Float64Array(buses.length);
  const reactive = new Float64Array(buses.length);
  const add = (bus: number, sign: number, power: { readonly active: number; readonly reactive: number }) => {
    if (bus < 0) return;
    active[bus] = active[bus]! + (sign * power.active) / 1e3;
    reactive[bus] = reactive[bus]! + (sign * power.reactive) / 1e3;
  };
  for (const load of loads) add(end(load.bus), 1, load);
  for (const generator of generators) if (generator.voltage === undefined) add(end(generator.bus), -1, generator);
  return active.map((value, bus) => Math.hypot(value, reactive[bus]!));
}

/** Leaves first: each hands its load to the one neighbour that feeds it. What is left is meshed. NaN where nothing feeds. */
function drops(grid: MagnitudeNetwork): Float64Array {
  const { numBuses, from, to, conductance, load, held } = grid;
  const near = neighbours(grid);
  const degree = Int32Array.from({ length: numBuses }, (_, bus) => near.start[bus + 1]! - near.start[bus]!);
  const behind = load.slice();
  const feeding = new Int32Array(numBuses).fill(-1);
  const order: number[] = [];
  const ready: number[] = [];
  degree.forEach((count, bus) => {
    if (count === 1 && held[bus] === 0) ready.push(bus);
  });
  for (let bus = ready.pop(); bus !== undefined; bus = ready.pop()) {
    for (let e = near.start[bus]!; e < near.start[bus + 1]!; e++) {
      const branch = near.branch[e]!;
      const other = from[branch] === bus ? to[branch]! : from[branch]!;
      if (feeding[other] === branch || feeding[other] !== -1) continue;
      feeding[bus] = branch;
      order.push(bus);
      behind[other] = behind[other]! + behind[bus]!;
      degree[bus] = 0;
      degree[other] = degree[other]! - 1;
      if (degree[other] === 1 && held[other] === 0) ready.push(other);
    }
  }
  const drop = meshedDrops(grid, feeding, behind);
  for (const bus of order.reverse()) {
    const branch = feeding[bus]!;
    const other = from[branch] === bus ? to[branch]! : from[branch]!;
    drop[bus] = drop[other]! + behind[bus]! / conductance[branch]!;
  }
  return drop;
}

function neighbours({ numBuses, from, to }: MagnitudeNetwork): {
  readonly start: Int32Array;
  readonly branch: Int32Array;
} {
  const start = new Int32Array(numBuses + 1);
  for (const ends of [from, to]) for (const bus of ends) start[bus + 1] = start[bus + 1]! + 1;
  for (let bus = 0; bus < numBuses; bus++) start[bus + 1] = start[bus + 1]! + start[bus]!;
  const place = start.slice();
  const branch = new Int32Array(2 * from.length);
  for (const ends of [from, to]) {
    ends.forEach((bus, k) => {
      branch[place[bus]!++] = k;
    });
  }
  return { start, branch };
}

/** Conjugate gradients with the diagonal as preconditioner, on the buses that no leaf order has taken. */
function meshedDrops(grid: MagnitudeNetwork, feeding: Int32Array, behind: Float64Array): Float64Array {
  const fed = fedBuses(grid);
  const { numBuses, held } = grid;
  const open = Uint8Array.from({ length: numBuses }, (_, bus) =>
    fed[bus] === 1 && held[bus] === 0 && feeding[bus] === -1 ? 1 : 0,
  );
  const { multiply, diagonal } = laplacian(grid, open, feeding);
  const drop = new Float64Array(numBuses);
  const rest = behind.map((value, bus) => (open[bus] === 1 ? value : 0));
  const scaled = rest.map((value, bus) => (open[bus] === 1 ? value / diagonal[bus]! : 0));
  const direction = scaled.slice();
  const image = new Float64Array(numBuses);
  let size = dot(rest, scaled);
  const goal = size * 1e-8;
  for (let iteration = 0; size > goal && iteration < 5000; iteration++) {
    multiply(direction, image);
    const step = size / dot(direction, image);
    for (let bus = 0; bus < numBuses; bus++) {
      if (open[bus] === 0) continue;
      drop[bus] = drop[bus]! + step * direction[bus]!;
      rest[bus] = rest[bus]! - step * image[bus]!;
      scaled[bus] = rest[bus]! / diagonal[bus]!;
    }
    const before = size;
    size = dot(rest, scaled);
    for (let bus = 0; bus < numBuses; bus++) direction[bus] = scaled[bus]! + (size / before) * direction[bus]!;
  }
  return drop.map((value, bus) => (fed[bus] === 1 ? value : Number.NaN));
}

/** Buses that a closed way joins to one that holds its voltage. */
function fedBuses(grid: MagnitudeNetwork): Uint8Array {
  const { from, to, held } = grid;
  const near = neighbours(grid);
  const fed = held.slice();
  const queue = Array.from(held.keys()).filter((bus) => held[bus] === 1);
  for (let bus = queue.pop(); bus !== undefined; bus = queue.pop()) {
    for (let e = near.start[bus]!; e < near.start[bus + 1]!; e++) {
      const branch = near.branch[e]!;
      const other = from[branch] === bus ? to[branch]! : from[branch]!;
      if (fed[other] === 1) continue;
      fed[other] = 1;
      queue.push(other);
    }
  }
  return fed;
}

function laplacian(
  { numBuses, from, to, conductance }: MagnitudeNetwork,
  open: Uint8Array,
  feeding: Int32Array,
): { readonly diagonal: Float64Array; readonly multiply: (x: Float64Array, y: Float64Array) => void } {
  const leaves = new Set(feeding);
  const kept = Array.from(from.keys()).filter((k) => !leaves.has(k) && (open[from[k]!] === 1 || open[to[k]!] === 1));
  const diagonal = new Float64Array(numBuses);
  for (const k of kept) {
    diagonal[from[k]!] = diagonal[from[k]!]! + conductance[k]!;
    diagonal[to[k]!] = diagonal[to[k]!]! + conductance[k]!;
  }
  const multiply = (x: Float64Array, y: Float64Array) => {
    y.fill(0);
    for (const k of kept) {
      const [a, b] = [from[k]!, to[k]!];
      const flow = conductance[k]! * ((open[a] === 1 ? x[a]! : 0) - (open[b] === 1 ? x[b]! : 0));
      y[a] = y[a]! + flow;
      y[b] = y[b]! - flow;
    }
    for (let bus = 0; bus < numBuses; bus++) if (open[bus] === 0) y[bus] = 0;
  };
  return { diagonal, multiply };
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
}
