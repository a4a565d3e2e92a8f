import { expect, test } from "vitest";
import { NewtonFlow } from "../../../src/feeder/flow/newton/index.ts";
import { type Collapse, collapseOf } from "../../../src/feeder/flow/voltage-collapse.ts";
import { type FeederData, feeder, type LoadData } from "../../../src/feeder/index.ts";
import { bus33 } from "./newton/bus33.ts";

/** 10 kV, so that 100 ohm are 1 per unit: Z = 0.03 + 0.04j between source "a" at 1.02 p.u. and load "b". */
function twoBuses(load: Omit<LoadData, "bus">, more: Partial<FeederData> = {}): FeederData {
  return {
    name: "two buses",
    origin: "made up for a test",
    buses: [
      { name: "a", voltage: 10 },
      { name: "b", voltage: 10 },
    ],
    lines: [{ from: "a", to: "b", resistance: 3, reactance: 4 }],
    loads: [{ bus: "b", ...load }],
    sources: [{ bus: "a", voltage: 1.02 }],
    ...more,
  };
}

function collapse(data: FeederData, scale = 1): Collapse {
  const flow = new NewtonFlow(feeder(data));
  return collapseOf(feeder(data), scale, (at, start) => flow.solve({ scale: at, start }));
}

/** Where both roots for the squared voltage meet: E^2 = 2 (PR + QX + |Z| |S|), in per unit of 1 MVA. */
const most = (active: number, reactive: number): number =>
  1.02 ** 2 / (2 * (0.03 * active + 0.04 * reactive + 0.05 * Math.hypot(active, reactive)));

test.each([
  [10, 0],
  [20, 10],
  [10, 30],
  [40, -20],
  [-40, 30],
  [1000, 500],
])("two buses with %d MW and %d MVAr collapse where the two solutions meet", (active, reactive) => {
  const { share, bus } = collapse(twoBuses({ active: 1000 * active, reactive: 1000 * reactive }), 3);
  const expected = most(active, reactive);
  expect(share).toBeLessThanOrEqual(expected);
  expect(share).toBeGreaterThan(expected * (1 - 1.01e-4));
  expect(bus).toBe(1);
});

test("constant current has a solution until it takes all of the voltage, and none at a voltage of 0", () => {
  // |V| = sqrt(E^2 - im^2) - re with re + j im = z conj(S): 0 where |z| |S| is E.
  const { share, bus, reason } = collapse(twoBuses({ active: 3000, reactive: 4000, kind: "current" }), 10);
  const expected = 1.02 / (0.05 * 5);
  expect(share).toBeLessThanOrEqual(expected);
  expect(share).toBeGreaterThan(expected * (1 - 1.01e-4));
  expect(bus).toBe(1);
  expect(reason).toContain("0.00 p.u.");
});

test("the share counts as the scale does, whatever scale was asked for", () => {
  const data = twoBuses({ active: 10_000, reactive: 0 });
  const expected = most(10, 0);
  for (const scale of [1.1 * expected, 7, 1000, 1e12, 1e300]) {
    const { share, reason } = collapse(data, scale);
    expect(Math.abs(share / expected - 1)).toBeLessThan(1.01e-4);
    expect(reason).toContain(" at 65 % of the load, the most that has a solution");
  }
});

test.each([
  [1e11, "no solution at 10000000000000 % of the load:"],
  [1e9, "no solution at 100000000000 % of the load:"],
  [3.7, "no solution at 370 % of the load:"],
])("what was asked for is said as it was: %d times the load", (scale, said) => {
  expect(collapse(bus33(false), scale).reason).toContain(said);
});

test("the reason names the bus, its voltage, and the share", () => {
  const { share, reason } = collapse(bus33(false), 4);
  expect(share).toBeGreaterThan(3.6218);
  expect(share).toBeLessThan(3.6222);
  expect(reason).toBe(
    'no solution at 400 % of the load: the voltage collapses at bus "18", which has 0.42 p.u. at 362.2 % of the load, the most that has a solution',
  );
});

test("what the reader noted on the data is said with it", () => {
  const notes = ["loads look like kW taken for MW"];
  const { reason } = collapse(twoBuses({ active: 13_000_000, reactive: 0 }, { notes }));
  expect(reason).toBe(
    'no solution at 100 % of the load: the voltage collapses at bus "b", which has 0.57 p.u. at 0.05 % of the load, the most that has a solution (noted on the data: loads look like kW taken for MW)',
  );
});

test("a negative scale, which turns loads into generation, has a negative share", () => {
  const { share, reason } = collapse(twoBuses({ active: 100_000, reactive: 0 }), -1);
  expect(Math.abs(share / -most(-100, 0) - 1)).toBeLessThan(1.01e-4);
  expect(reason).toContain("no solution at -100 % of the load: the lines carry no more than -26 % of the load");
});

test("too much generation is no collapse of the voltage, and is not called one", () => {
  const { share, reason } = collapse(twoBuses({ active: -100_000, reactive: 0 }));
  expect(Math.abs(share / most(-100, 0) - 1)).toBeLessThan(1.01e-4);
  expect(reason).toMatch(
    /^no solution at 100 % of the load and generation: the lines carry no more than 26 % of the load and generation, the most that has a solution; the lowest voltage there is 1\.14 p\.u\., at bus "b"$/,
  );
});

test("a net that has no solution even without load has a share of 0 and is told where to look", () => {
  // A capacitor in resonance with the line: 1 / (j 0.04) + j 25 = 0.
  const resonant = twoBuses(
    { active: 1000, reactive: 0 },
    {
      lines: [{ from: "a", to: "b", resistance: 0, reactance: 4 }],
      shunts: [{ bus: "b", active: 0, reactive: 25_000 }],
    },
  );
  const { share, reason } = collapse(resonant);
  expect(share).toBe(0);
  expect(reason).toBe(
    "no solution at 100 % of the load, nor at any smaller share of it: check impedances, taps, held voltages and the angles of the sources",
  );
});

test("it asks for no more than some twenty solutions, each from the last one found", () => {
  const data = bus33(false);
  const flow = new NewtonFlow(feeder(data));
  const starts: boolean[] = [];
  collapseOf(feeder(data), 4, (scale, start) => {
    starts.push(start !== undefined);
    return flow.solve({ scale, start });
  });
  expect(starts.length).toBeLessThan(20);
  expect(starts.filter((started) => !started)).toHaveLength(1);
});
