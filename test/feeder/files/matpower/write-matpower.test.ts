import fc from "fast-check";
import { expect, test } from "vitest";
import { readMatpower, writeMatpower } from "../../../../src/feeder/files/matpower/index.ts";
import { type Feeder, type FeederData, feeder, powerFlow } from "../../../../src/feeder/index.ts";
import { fixture } from "../../fixtures.ts";

/** Networks of numbered buses on two voltages, with everything that a case can say. */
const networks: fc.Arbitrary<FeederData> = fc
  .record({
    low: fc.integer({ min: 1, max: 6 }),
    draws: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
    held: fc.boolean(),
    tie: fc.boolean(),
  })
  .map(({ low, draws, held, tie }) => {
    const names = Array.from({ length: low + 2 }, (_, k) => String(10 * (k + 1)));
    let at = 0;
    const draw = () => draws[at++ % draws.length]!;
    const line = (from: string, to: string) => ({
      ...{ from, to, resistance: 0.1 * draw(), reactance: 0.1 * draw(), susceptance: 10 * draw() },
      ...(draw() > 0.5 ? { ratedPower: 1000 * draw() } : {}),
    });
    const [first, second] = [names[0]!, names[1]!];
    return {
      name: "drawn",
      origin: "drawn for a test",
      buses: names.map((name, k) => ({
        ...{ name, voltage: k === 0 ? 20 : 10, lowestVoltage: 0.9, highestVoltage: 1.1 },
        zone: String(k % 2),
      })),
      lines: [
        ...names
          .slice(2)
          .map((to) => line(names[1 + (Number(to) % 20 === 0 ? 0 : 1)]!, to))
          .filter(({ from, to }) => from !== to),
        ...names.slice(2).map((to) => ({ ...line(second, to), closed: tie })),
      ],
      transformers: [
        {
          from: first,
          to: second,
          resistance: 0.05 * draw(),
          reactance: 0.5 * draw(),
          ratio: 0.9 + 0.2 * draw(),
          shift: 30,
        },
      ],
      loads: names.slice(2).map((bus) => ({ bus, active: 100 * draw(), reactive: 40 * draw() })),
      shunts: [{ bus: second, active: draw(), reactive: 50 * draw() }],
      sources: [{ bus: first, voltage: 1 + 0.05 * draw(), angle: 10 * draw() }],
      generators: [
        { bus: second, active: 50 * draw(), reactive: held ? 0 : 10 * draw(), ...(held ? { voltage: 1 } : {}) },
      ],
    };
  });

/** The arrays of a network that a case holds. */
function arraysOf(net: Feeder): ReadonlyMap<string, ArrayLike<number>> {
  const { constantPower, shunt } = net;
  const { baseVoltage, lowestVoltage, highestVoltage, from, to, resistance, reactance, susceptance } = net;
  const { ratio, shift, ratedPower, closed, sourceBus, sourceVoltage, sourceAngle, heldBus, heldVoltage } = net;
  return new Map<string, ArrayLike<number>>(
    Object.entries({
      ...{ baseVoltage, lowestVoltage, highestVoltage, from, to, resistance, reactance, susceptance },
      ...{ ratio, shift, ratedPower, closed, sourceBus, sourceVoltage, sourceAngle, heldBus, heldVoltage },
      ...{ active: constantPower.active, reactive: constantPower.reactive },
      ...{ conductance: shunt.active, given: shunt.reactive },
    }),
  );
}

test("what is written reads back to the same network in per unit", () => {
  fc.assert(
    fc.property(networks, (data) => {
      const before = feeder(data);
      const after = feeder(readMatpower(writeMatpower(data), "drawn.m"));
      expect(after.busNames).toEqual(before.busNames);
      const found = arraysOf(after);
      for (const [name, values] of arraysOf(before)) {
        expect(found.get(name), name).toHaveLength(values.length);
        Array.from(values).forEach((value, k) => {
          const other = found.get(name)![k];
          if (Number.isFinite(value)) expect(other, `${name}[${k}]`).toBeCloseTo(value, 12);
          else expect(other, `${name}[${k}]`).toBe(value);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test.each(["case4_dist.m", "case14.m", "case16ci.m", "case18.m", "case33bw.m", "case141.m"])(
  "%s, read and written and read, is the same",
  (file) => {
    const data = readMatpower(fixture(file), file);
    const again = readMatpower(writeMatpower(data), file);
    const { origin: _, notes: __, ...numbers } = data;
    expect({ ...again, origin: undefined, notes: undefined }).toEqual({
      ...numbers,
      origin: undefined,
      notes: undefined,
    });
  },
);

const plain: FeederData = {
  name: "Old town (2)",
  origin: "made up",
  buses: [
    { name: "grid", voltage: 20 },
    { name: "O'Hara", voltage: 10 },
  ],
  lines: [],
  transformers: [
    {
      from: "grid",
      to: "O'Hara",
      resistance: 0.2,
      reactance: 1,
      conductance: 40,
      susceptance: -90,
      ratio: 0.95,
      shift: 30,
    },
  ],
  loads: [
    { bus: "O'Hara", active: 900, reactive: 300 },
    { bus: "O'Hara", active: 500, reactive: 100, kind: "impedance" },
  ],
  sources: [{ bus: "grid", voltage: 1.01 }],
  generators: [{ bus: "grid", active: 200, reactive: 50 }],
};

test("names are numbered, iron losses and loads of constant impedance become shunts, and the flow stays the same", () => {
  const text = writeMatpower(plain);
  expect(text).toContain("function mpc = Old_town_2_");
  expect(text).toContain("'O''Hara';");
  expect(text).toContain("Loads of constant impedance (1) are written as shunts (Gs, Bs).");
  expect(text).toContain("Iron losses of transformer grid-O'Hara are written as shunts (Gs) at its ends.");
  const [before, after] = [plain, readMatpower(text, "old.m")].map((data) => powerFlow(feeder(data)));
  if (before?.status !== "solved" || after?.status !== "solved") throw new Error("no flow");
  expect(after.voltage[1]).toBeCloseTo(before.voltage[1]!, 12);
  expect(after.sourceActive[0]).toBeCloseTo(before.sourceActive[0]!, 8);
  expect(after.sourceReactive[0]).toBeCloseTo(before.sourceReactive[0]!, 8);
});

test("a rated current is written as the power that it is at base voltage", () => {
  const data: FeederData = {
    ...{ name: "rated", origin: "made up", sources: [{ bus: "1", voltage: 1 }] },
    buses: [
      { name: "1", voltage: 10 },
      { name: "2", voltage: 10 },
    ],
    lines: [{ from: "1", to: "2", resistance: 1, reactance: 1, ratedCurrent: 100 }],
  };
  expect(readMatpower(writeMatpower(data), "rated.m").lines[0]!.ratedPower).toBeCloseTo(Math.sqrt(3) * 1000, 9);
});

test("loads of constant current have no place in a case, and that is said", () => {
  const data: FeederData = { ...plain, loads: [{ bus: "grid", active: 1, reactive: 0, kind: "current" }] };
  expect(() => writeMatpower(data)).toThrow(
    'Feeder "Old town (2)": the load at bus "grid" draws constant current, which a MATPOWER case has no place for. Make it one of constant power or impedance.',
  );
});
