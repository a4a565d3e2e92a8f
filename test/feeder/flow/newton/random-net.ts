/** Meshed nets with everything that a feeder can have, loaded so lightly that they have an operating point. */
import fc from "fast-check";
import type { FeederData, LineData, TransformerData } from "../../../../src/feeder/index.ts";

const share: fc.Arbitrary<number> = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
const many = <T>(value: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: count, maxLength: count });

const branch = fc.record({ parent: share, resistance: share, reactance: share, charging: share, turned: fc.boolean() });
const tap = fc.record({ ratio: share, shift: share, magnetising: share });
const load = fc.record({
  active: fc.integer({ min: -40, max: 80 }),
  reactive: fc.integer({ min: -20, max: 40 }),
  kind: fc.constantFrom("power" as const, "current" as const, "impedance" as const),
});

/** `meshes` false gives trees with one source and no held voltages. */
export function randomNet({ meshes = true }: { meshes?: boolean } = {}): fc.Arbitrary<FeederData> {
  return fc
    .integer({ min: 2, max: 24 })
    .chain((numBuses) =>
      fc.record({
        numBuses: fc.constant(numBuses),
        tree: many(branch, numBuses - 1),
        taps: many(fc.option(tap, { freq: 4 }), numBuses - 1),
        ties: fc.array(fc.tuple(branch, share), { maxLength: meshes ? 8 : 0 }),
        loads: many(load, numBuses - 1),
        held: fc.array(share, { maxLength: meshes ? 2 : 0 }),
        shunt: fc.integer({ min: -30, max: 60 }),
        secondSource: fc.boolean().map((second) => second && meshes),
      }),
    )
    .map(toData);
}

type Branch = typeof branch extends fc.Arbitrary<infer T> ? T : never;
type Tap = typeof tap extends fc.Arbitrary<infer T> ? T : never;
type Load = typeof load extends fc.Arbitrary<infer T> ? T : never;

interface Draw {
  readonly numBuses: number;
  readonly tree: readonly Branch[];
  readonly taps: readonly (Tap | null)[];
  readonly ties: readonly (readonly [Branch, number])[];
  readonly loads: readonly Load[];
  readonly held: readonly number[];
  readonly shunt: number;
  readonly secondSource: boolean;
}

function toData({ numBuses, tree, taps, ties, loads, held, shunt, secondSource }: Draw): FeederData {
  const last = numBuses - 1;
  const pick = (at: number, count: number): number => Math.min(count - 1, Math.floor(at * count));
  const trunk = tree.map((given, k) => lineOf(given, pick(given.parent, k + 1), k + 1));
  const lines = trunk.filter((_, k) => taps[k] === null);
  const transformers = trunk.flatMap((line, k) => (taps[k] ? [transformerOf(line, taps[k])] : []));
  // Ties may double a line of the tree; one that would end where it begins is left out.
  const closing = ties
    .map(([given, to]) => lineOf(given, pick(given.parent, numBuses), pick(to, numBuses)))
    .filter(({ from, to }) => from !== to);
  const doubled = secondSource && last > 1;
  const heldBuses = new Set(held.map((at) => 1 + pick(at, last)).filter((bus) => !(doubled && bus === last)));
  return {
    name: "random",
    origin: "drawn for a test",
    buses: Array.from({ length: numBuses }, (_, k) => ({ name: `b${k}`, voltage: 10 })),
    lines: [...lines, ...closing],
    transformers,
    loads: loads.map((given, k) => ({ bus: `b${k + 1}`, ...given })),
    shunts: [{ bus: `b${pick(0.5, numBuses)}`, active: Math.abs(shunt) / 10, reactive: shunt }],
    sources: [
      { bus: "b0", voltage: 1.01, angle: 5 },
      ...(doubled ? [{ bus: `b${last}`, voltage: 1, angle: 4.5 }] : []),
    ],
    generators: [
      { bus: `b${last}`, active: 20, reactive: 5 },
      ...Array.from(heldBuses, (bus) => ({ bus: `b${bus}`, active: 30, reactive: 0, voltage: 1 })),
    ],
  };
}

function lineOf({ resistance, reactance, charging, turned }: Branch, near: number, far: number): LineData {
  return {
    from: `b${turned ? far : near}`,
    to: `b${turned ? near : far}`,
    resistance: 0.2 + resistance,
    reactance: 0.2 + reactance,
    susceptance: 50 * charging,
  };
}

function transformerOf(line: LineData, { ratio, shift, magnetising }: Tap): TransformerData {
  return { ...line, ratio: 0.98 + 0.04 * ratio, shift: 0.5 * shift, conductance: 5 * magnetising };
}
