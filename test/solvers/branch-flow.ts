/**
 * Optimal power flow on the 33-bus feeder of Baran and Wu (1989, variant case33bw) as a branch-flow cone program (Farivar and Low 2013),
 * written out here so that solvers have a real conic program of any length before them.
 *   sum of P out of j = P_ij - r l_ij + generation - load (Q likewise),  v_j = v_i - 2 (r P + x Q) + (r^2 + x^2) l,  P^2 + Q^2 <= v l
 * P, Q in kW and kVAr, v in thousandths of (per unit)^2, l in kVA: with these no coefficient is below 1e-4.
 */
import {
  type Constraint,
  type IndexSet,
  type Model,
  model,
  relation,
  set,
  sum,
  tuples,
} from "../../src/language/index.ts";

/** kW and kVAr of buses 1 to 33. */
const load: readonly (readonly [kW: number, kVAr: number])[] = [
  [0, 0],
  [100, 60],
  [90, 40],
  [120, 80],
  [60, 30],
  [60, 20],
  [200, 100],
  [200, 100],
  [60, 20],
  [60, 20],
  [45, 30],
  [60, 35],
  [60, 35],
  [120, 80],
  [60, 10],
  [60, 20],
  [60, 20],
  [90, 40],
  [90, 40],
  [90, 40],
  [90, 40],
  [90, 40],
  [90, 50],
  [420, 200],
  [420, 200],
  [60, 25],
  [60, 25],
  [60, 20],
  [120, 70],
  [200, 600],
  [150, 70],
  [210, 100],
  [60, 40],
];
/** Ohms. */
const lines: readonly (readonly [from: number, to: number, r: number, x: number])[] = [
  [1, 2, 0.0922, 0.047],
  [2, 3, 0.493, 0.2511],
  [3, 4, 0.366, 0.1864],
  [4, 5, 0.3811, 0.1941],
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: ohms
  [5, 6, 0.819, 0.707],
  [6, 7, 0.1872, 0.6188],
  [7, 8, 0.7114, 0.2351],
  [8, 9, 1.03, 0.74],
  [9, 10, 1.044, 0.74],
  [10, 11, 0.1966, 0.065],
  [11, 12, 0.3744, 0.1238],
  [12, 13, 1.468, 1.155],
  [13, 14, 0.5416, 0.7129],
  [14, 15, 0.591, 0.526],
  [15, 16, 0.7463, 0.545],
  [16, 17, 1.289, 1.721],
  [17, 18, 0.732, 0.574],
  [2, 19, 0.164, 0.1565],
  [19, 20, 1.5042, 1.3554],
  [20, 21, 0.4095, 0.4784],
  [21, 22, 0.7089, 0.9373],
  [3, 23, 0.4512, 0.3083],
  [23, 24, 0.898, 0.7091],
  [24, 25, 0.896, 0.7011],
  [6, 26, 0.203, 0.1034],
  [26, 27, 0.2842, 0.1447],
  [27, 28, 1.059, 0.9337],
  [28, 29, 0.8042, 0.7006],
  [29, 30, 0.5075, 0.2585],
  [30, 31, 0.9744, 0.963],
  [31, 32, 0.3105, 0.3619],
  [32, 33, 0.341, 0.5302],
];
const baseKV = 12.66;

/** Cost (c2 P + c1) P with P in MW, per hour; limits in kW and kVAr. */
export interface Source {
  readonly bus: number;
  readonly cost: readonly [c2: number, c1: number];
  readonly active: readonly [least: number, most: number];
  readonly reactive: readonly [least: number, most: number];
}

export interface FlowStudy {
  readonly sources: readonly Source[];
  readonly voltage: readonly [least: number, most: number];
  /** kVA of the line 1-2. */
  readonly rated?: number;
  /** Share of the load in every hour; one hour with all of it where nothing is said. */
  readonly profile?: readonly number[];
  /** kW and kWh of a battery at bus 18 that is empty at both ends: couples the hours. */
  readonly battery?: { readonly power: number; readonly energy: number };
}

const far = [-10_000, 10_000] as const;
const generators = (costs: readonly (readonly [number, number])[]): Source[] =>
  [18, 25, 33].map((bus, k) => ({ bus, cost: costs[k]!, active: [0, 1000], reactive: [-500, 500] }));

interface Published extends FlowStudy {
  readonly objective: number;
  /** Per MWh. */
  readonly prices: readonly (readonly [bus: number, price: number])[];
}

/** Scenarios of MATPOWER runs: objective by AC interior point, and prices per MWh at some buses. */
export const published: Readonly<Record<"A" | "B" | "D" | "E", Published>> = {
  A: {
    sources: [{ bus: 1, cost: [0, 20], active: [0, 10_000], reactive: far }],
    voltage: [0.9, 1.1],
    objective: 78.35354252911895,
    prices: [
      [2, 20.0958138],
      [6, 21.5950678],
      [18, 22.9438566],
      [25, 20.9911863],
      [33, 22.5307831],
    ],
  },
  B: {
    sources: [
      { bus: 1, cost: [0, 50], active: far, reactive: far },
      ...generators([
        [0, 40],
        [0, 45],
        [0, 52],
      ]),
    ],
    voltage: [0.9, 1.1],
    objective: 173.9976850401322,
    prices: [
      [2, 50.0839394],
      [6, 51.2329015],
      [18, 48.2850269],
      [25, 49.9591042],
      [33, 52.0],
    ],
  },
  D: {
    sources: [
      { bus: 1, cost: [0, 50], active: far, reactive: far },
      ...generators([
        [20, 30],
        [15, 35],
        [10, 40],
      ]),
    ],
    voltage: [0.95, 1.05],
    objective: 176.77010826126656,
    prices: [
      [2, 50.1241373],
      [6, 51.7214223],
      [18, 51.2347774],
      [25, 50.8855016],
      [33, 51.776592],
    ],
  },
  E: {
    sources: [
      { bus: 1, cost: [0, 50], active: far, reactive: far },
      ...generators([
        [20, 30],
        [15, 35],
        [10, 40],
      ]),
    ],
    voltage: [0.9, 1.1],
    rated: 2200,
    objective: 176.83750009250187,
    prices: [
      [2, 51.1723844],
      [6, 52.7080818],
      [18, 52.1030928],
      [25, 51.8715782],
      [33, 52.6284018],
    ],
  },
};

const busLabels = load.map((_, k) => k + 1);

export interface FlowModel {
  readonly model: Model;
  /** Its dual is the price of active power, per kWh. */
  readonly balance: Constraint<readonly [IndexSet<"bus">, IndexSet<"hour">]>;
}

export function branchFlow({ sources, voltage, rated, profile = [1], battery }: FlowStudy): FlowModel {
  const m = model("branch flow on 33 buses");
  const bus = set("bus", busLabels);
  const hour = set("hour", profile.length);
  const line = tuples(
    "line",
    { from: bus, to: bus },
    lines.map(([from, to]) => [from, to]),
  );
  const source = set(
    "source",
    sources.map(({ bus: at }) => `bus ${at}`),
  );
  const at = relation(
    source,
    bus,
    sources.map(({ bus: label }) => label),
  );
  const limit = (name: string, of: (source: Source) => number) => m.parameter(name, [source], sources.map(of));
  const perLine = (name: string, of: (r: number, x: number) => number) =>
    m.parameter(
      name,
      [line],
      lines.map(([, , r, x]) => of(r, x)),
    );

  const r = perLine("r", (ohms) => ohms / baseKV ** 2);
  const x = perLine("x", (_, ohms) => ohms / baseKV ** 2);
  const z2 = perLine("z2", (one, other) => (one ** 2 + other ** 2) / baseKV ** 4);
  const byHour = (name: string, of: 0 | 1) =>
    m.parameter(
      name,
      [bus, hour],
      load.flatMap((kVA) => profile.map((share) => kVA[of] * share)),
    );
  const active = byHour("active", 0);
  const reactive = byHour("reactive", 1);
  const leastP = limit("least P", ({ active: [least] }) => least);
  const mostP = limit("most P", ({ active: [, most] }) => most);
  const leastQ = limit("least Q", ({ reactive: [least] }) => least);
  const mostQ = limit("most Q", ({ reactive: [, most] }) => most);
  const linear = limit("c1", ({ cost: [, c1] }) => c1 / 1000);
  const square = limit("c2", ({ cost: [c2] }) => c2 / 1e6);

  const p = m.variable("P", [line, hour], { lower: -Infinity });
  const q = m.variable("Q", [line, hour], { lower: -Infinity });
  const l = m.variable("l", [line, hour]);
  const v = m.variable("v", [bus, hour], { lower: 1000 * voltage[0] ** 2, upper: 1000 * voltage[1] ** 2 });
  const made = m.variable("made", [source, hour], { lower: (s) => leastP(s), upper: (s) => mostP(s) });
  const madeQ = m.variable("made Q", [source, hour], { lower: (s) => leastQ(s), upper: (s) => mostQ(s) });
  const storage = set("battery", ["bus 18"]);
  const batteryAt = relation(storage, bus, [18]);
  const { power, energy } = battery ?? { power: 0, energy: 0 };
  const charged = m.variable("charged", [storage, hour], { lower: -power, upper: power });
  const stored = m.variable("stored", [storage, hour], { upper: energy });

  const balance = m.constraint("balance", [bus, hour], (i, t) =>
    sum([at.of(i)], (s) => made(s, t))
      .plus(sum([line.to.of(i)], (e) => p(e, t).minus(r(e).times(l(e, t)))))
      .minus(sum([line.from.of(i)], (e) => p(e, t)))
      .minus(sum([batteryAt.of(i)], (b) => charged(b, t)))
      .eq(active(i, t)),
  );
  m.constraint("reactive balance", [bus, hour], (i, t) =>
    sum([at.of(i)], (s) => madeQ(s, t))
      .plus(sum([line.to.of(i)], (e) => q(e, t).minus(x(e).times(l(e, t)))))
      .minus(sum([line.from.of(i)], (e) => q(e, t)))
      .eq(reactive(i, t)),
  );
  m.constraint("voltage drop", [line, hour], (e, t) =>
    v(line.to(e), t).eq(
      v(line.from(e), t)
        .minus(
          p(e, t)
            .times(r(e))
            .plus(q(e, t).times(x(e)))
            .times(2),
        )
        .plus(z2(e).times(l(e, t))),
    ),
  );
  m.constraint("source voltage", [hour], (t) => v(bus.at(1), t).eq(1000));
  m.constraint("storage", [storage, hour], (b, t) => stored(b, t).eq(stored(b, t.previous).plus(charged(b, t))));
  m.constraint("empty at first", [storage], (b) => stored(b, hour.first).eq(charged(b, hour.first)));
  m.constraint("empty at last", [storage], (b) => stored(b, hour.last).eq(0));
  m.rotatedCone("branch", [line, hour], (e, t) => ({
    norm: [p(e, t), q(e, t)],
    product: [l(e, t), v(line.from(e), t)],
  }));
  if (rated !== undefined) {
    const limited = line.subset("limited", [line.labels[0]!]);
    m.cone("rating", [limited, hour], (e, t) => ({ norm: [p(e, t), q(e, t)], bound: rated }));
  }
  const cost = sum([source, hour], (s, t) => made(s, t).times(linear(s)));
  const bends = sources.some(({ cost: [c2] }) => c2 !== 0);
  m.minimize(bends ? cost.plus(sum([source, hour], (s, t) => square(s).times(made(s, t).squared()))) : cost);
  return { model: m, balance };
}

/** Load of a working day, share of the peak. */
export const day: readonly number[] = [
  0.55, 0.5, 0.48, 0.47, 0.48, 0.55, 0.68, 0.8, 0.85, 0.84, 0.83, 0.82, 0.81, 0.79, 0.78, 0.8, 0.86, 0.95, 1, 0.98,
  0.92, 0.84, 0.73, 0.62,
];
