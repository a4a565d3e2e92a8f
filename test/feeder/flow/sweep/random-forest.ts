/** Radial feeders with everything that the sweep takes: several sources and voltage levels, taps, shifts, charging, loads of all kinds. */
import fc from "fast-check";
import type { FeederData, LoadData } from "../../../../src/feeder/index.ts";

const share: fc.Arbitrary<number> = fc.double({ min: 0, max: 1, noNaN: true });

const busDraw = fc.record({
  parent: share,
  turned: fc.boolean(),
  transformer: fc.boolean(),
  resistance: share,
  reactance: share,
  charging: share,
  ratio: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  shift: fc.constantFrom(0, 0, 2, -30, 150),
  active: fc.double({ min: -1, max: 1, noNaN: true }),
  reactive: fc.double({ min: -0.5, max: 0.7, noNaN: true }),
  kind: fc.constantFrom("power" as const, "current" as const, "impedance" as const),
  shunt: fc.double({ min: -0.2, max: 0.4, noNaN: true }),
});

type BusDraw = typeof busDraw extends fc.Arbitrary<infer T> ? T : never;

export interface ForestOptions {
  /** Only lines, and loads of constant power. */
  readonly plain?: boolean;
}

/** `weight` scales the load; up to 1 there always is a solution. */
export function randomForest(weight: number, { plain = false }: ForestOptions = {}): fc.Arbitrary<FeederData> {
  return fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.array(busDraw, { minLength: 1, maxLength: 20 }))
    .map(([numSources, buses]) => forest(numSources, buses, weight, plain));
}

const levels = [20, 10, 0.4];

/** The sources are "s0", "s1", ..., the others "b0", "b1", ...; each hangs from one before it. */
function forest(numSources: number, draws: readonly BusDraw[], weight: number, plain: boolean): FeederData {
  const names = [...Array.from({ length: numSources }, (_, k) => `s${k}`), ...draws.map((_, k) => `b${k}`)];
  const level = names.map(() => 0);
  const parents = draws.map(({ parent, transformer }, k) => {
    const above = Math.floor(parent * 0.999 * (numSources + k));
    level[numSources + k] = transformer && !plain ? Math.min(2, level[above]! + 1) : level[above]!;
    return above;
  });
  // On 1,000 kVA: impedances up to 0.01 per unit for each of up to 20 buses of up to 150 kVA.
  const branches = draws.map((draw, k) => {
    const isTransformer = draw.transformer && !plain;
    const ends = [names[parents[k]!]!, names[numSources + k]!] as const;
    const [from, to] = draw.turned ? [ends[1], ends[0]] : ends;
    // The impedance stands at the level of `to`.
    const base = levels[level[draw.turned ? parents[k]! : numSources + k]!]! ** 2;
    return {
      isTransformer,
      from,
      to,
      resistance: (0.001 + 0.01 * draw.resistance) * base,
      reactance: (0.001 + 0.01 * draw.reactance) * base,
      susceptance: plain ? 0 : (1e6 * 0.02 * draw.charging) / base,
      conductance: isTransformer ? (1e6 * 0.002 * draw.charging) / base : 0,
      ratio: draw.ratio,
      shift: draw.shift,
    };
  });
  return {
    name: "forest",
    origin: "drawn for a test",
    buses: names.map((name, k) => ({ name, voltage: levels[level[k]!]! })),
    lines: branches
      .filter(({ isTransformer }) => !isTransformer)
      .map(({ from, to, resistance, reactance, susceptance }) => ({ from, to, resistance, reactance, susceptance })),
    transformers: branches
      .filter(({ isTransformer }) => isTransformer)
      .map(({ isTransformer: _, ...transformer }) => transformer),
    loads: [
      { bus: "s0", active: 30, reactive: 10, kind: plain ? "power" : "current" } satisfies LoadData,
      ...draws.map(({ active, reactive, kind }, k) => ({
        bus: `b${k}`,
        active: 150 * weight * active,
        reactive: 150 * weight * reactive,
        kind: plain ? ("power" as const) : kind,
      })),
    ],
    shunts: plain
      ? []
      : draws.map(({ shunt }, k) => ({ bus: `b${k}`, active: 20 * Math.abs(shunt), reactive: 100 * shunt })),
    sources: Array.from({ length: numSources }, (_, k) => ({ bus: `s${k}`, voltage: 1 + 0.03 * k, angle: 20 * k })),
  };
}
