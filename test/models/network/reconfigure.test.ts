/** Reconfiguration as a program against trying all topologies, which are solved by power flow and know nothing of cones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { reconfigure } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import {
  bestTopologies,
  exchangeBranches,
  type Feeder,
  type FeederData,
  feeder,
  topologyOf,
} from "../../../src/feeder/index.ts";
import { net, netData } from "../../feeder/nets.ts";

const solver = outerApproximation(highs());
const share = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100);

const branch = fc.record({ parent: share, resistance: share, reactance: share, charging: share, turned: fc.boolean() });
const bus = fc.record({
  line: branch,
  ratio: fc.constantFrom(0, 0, 0, 0.95, 1.05),
  active: fc.integer({ min: 20, max: 300 }),
  reactive: fc.integer({ min: 0, max: 150 }),
  kind: fc.constantFrom("power" as const, "power" as const, "impedance" as const),
  generator: fc.constantFrom(0, 0, 0, 250),
  capacitor: fc.constantFrom(0, 0, 0, 120),
});

interface Kinds {
  /** Generators, capacitors, charging, taps, loads of constant impedance; else loads of constant power alone. */
  readonly everything: boolean;
}

/** Five to seven buses in a tree with up to three branches more, closed in a tree; 10 kV. */
function meshed({ everything }: Kinds): fc.Arbitrary<FeederData> {
  return fc
    .record({
      buses: fc.array(bus, { minLength: 4, maxLength: 6 }),
      ties: fc.array(fc.tuple(branch, share), { minLength: 1, maxLength: 3 }),
      second: fc.boolean(),
    })
    .map(({ buses, ties, second }): FeederData => {
      const pick = (at: number, count: number) => Math.min(count - 1, Math.floor(at * count));
      const sources = second ? 2 : 1;
      const names = [...Array.from({ length: sources }, (_, k) => `s${k}`), ...buses.map((_, k) => `b${k}`)];
      const ends = (near: number, far: number, { turned }: { turned: boolean }) =>
        turned ? { from: names[far]!, to: names[near]! } : { from: names[near]!, to: names[far]! };
      const wire = ({
        resistance,
        reactance,
        charging,
      }: {
        resistance: number;
        reactance: number;
        charging: number;
      }) => ({
        resistance: 0.5 + 4 * resistance,
        reactance: 0.3 + 3 * reactance,
        susceptance: everything ? 100 * charging : 0,
      });
      const tree = buses.map(({ line, ratio }, k) => ({
        ...ends(pick(line.parent, sources + k), sources + k, line),
        ...wire(line),
        ratio,
      }));
      const isTransformer = ({ ratio }: { ratio: number }) => everything && ratio !== 0;
      const closing = ties
        .map(([line, to]) => ({ near: pick(line.parent, names.length), far: pick(to, names.length), line }))
        .filter(({ near, far }) => near !== far && !(near < sources && far < sources));
      return {
        name: "random",
        origin: "drawn for a test",
        buses: names.map((name) => ({ name, voltage: 10 })),
        lines: [
          ...tree.filter((line) => !isTransformer(line)).map(({ ratio: _, ...line }) => line),
          ...closing.map(({ near, far, line }) => ({ ...ends(near, far, line), ...wire(line), closed: false })),
        ],
        transformers: tree.filter(isTransformer),
        loads: buses.map(({ active, reactive, kind }, k) => ({
          bus: `b${k}`,
          active,
          reactive,
          kind: everything ? kind : "power",
        })),
        generators: buses.flatMap(({ generator }, k) =>
          everything && generator > 0 ? [{ bus: `b${k}`, active: generator, reactive: 40 }] : [],
        ),
        shunts: buses.flatMap(({ capacitor }, k) =>
          everything && capacitor > 0 ? [{ bus: `b${k}`, active: 1, reactive: capacitor }] : [],
        ),
        sources: Array.from({ length: sources }, (_, k) => ({ bus: `s${k}`, voltage: 1.02 - 0.01 * k })),
      };
    });
}

async function expectBest(net: Feeder): Promise<void> {
  const [best] = bestTopologies(net).best;
  const found = await reconfigure(net, solver);
  expect(found.status).toBe("optimal");
  if (found.status !== "optimal") return;
  expect(topologyOf(net, found.closed).radial).toBe(true);
  const tolerance = 1e-3 + 1e-4 * best!.activeLoss;
  expect(Math.abs(found.flow.totalActiveLoss - best!.activeLoss)).toBeLessThan(tolerance);
  expect(found.bound).toBeLessThan(best!.activeLoss + tolerance);
  expect(best!.activeLoss - found.bound).toBeLessThan(tolerance);
  expect(found.open).toEqual(net.branchNames.filter((_, k) => found.closed[k] === 0));
}

test.each([
  ["loads of constant power", false],
  ["generators, capacitors, charging, taps, loads of constant impedance", true],
])(
  "small meshed feeders with one or two sources lose what the best of all topologies loses: %s",
  async (_, everything) => {
    await fc.assert(
      fc.asyncProperty(meshed({ everything }), async (data) => expectBest(feeder(data))),
      { numRuns: 12 },
    );
  },
);

test("a transformer that raises the voltage above its source takes part", async () => {
  const bus = (name: string) => ({ name, voltage: 10 });
  const line = (from: string, to: string, resistance: number) => ({ from, to, resistance, reactance: 1 });
  const ring = feeder({
    name: "ring",
    origin: "made up for a test",
    buses: ["s", "a", "b"].map(bus),
    lines: [line("a", "b", 1), { ...line("s", "b", 9), closed: false }],
    transformers: [{ from: "s", to: "a", resistance: 0.1, reactance: 0.5, ratio: 0.9 }],
    loads: [{ bus: "b", active: 500, reactive: 100 }],
    sources: [{ bus: "s", voltage: 1 }],
  });
  await expectBest(ring);
});

test("losses of a kilowatt or two are not cut off by rounding", async () => {
  const line = (from: string, to: string, resistance: number, reactance: number, closed = true) => ({
    ...{ from, to, resistance, reactance, closed },
  });
  const load = (bus: string, active: number, reactive: number) => ({ bus, active, reactive });
  const small = feeder({
    name: "small",
    origin: "drawn by a property test",
    buses: ["s0", "s1", "b0", "b1", "b2", "b3", "b4"].map((name) => ({ name, voltage: 10 })),
    lines: [
      line("s0", "b0", 0.5, 0.3),
      line("b0", "b1", 0.5, 1.26),
      line("b1", "b2", 0.5, 0.3),
      line("s0", "b3", 0.5, 0.3),
      line("s1", "b4", 2.58, 2.31),
      line("b1", "b4", 2.18, 2.07, false),
      line("s0", "b1", 1.66, 0.57, false),
    ],
    loads: [load("b0", 254, 1), load("b1", 111, 36), load("b2", 61, 39), load("b3", 58, 0), load("b4", 20, 92)],
    sources: [
      { bus: "s0", voltage: 1.02 },
      { bus: "s1", voltage: 1.01 },
    ],
  });
  await expectBest(small);
});

/** From enumeration of all 50,751 trees with an AC power flow, by others. */
const best33 = { loss: 139.5513472083337, open: ["7-8", "9-10", "14-15", "32-33", "25-29"] };

describe("case33bw", () => {
  test("every branch may be switched: the program proves the optimum that enumeration finds", {
    timeout: 240_000,
  }, async () => {
    const found = await reconfigure(feeder(await loadFeeder("case33bw")), solver);
    expect(found).toMatchObject({ status: "optimal", open: best33.open });
    if (found.status !== "optimal") return;
    expect(Math.abs(found.flow.totalActiveLoss - best33.loss)).toBeLessThan(1e-5);
    expect(found.gap).toBeLessThan(1e-6);
    expect(found.bound).toBeGreaterThan(best33.loss * (1 - 2e-6));
    expect(found.bound).toBeLessThan(best33.loss * (1 + 1e-6));
  });

  test("enumeration gives the best five topologies", async () => {
    const { best, numTopologies } = bestTopologies(feeder(await loadFeeder("case33bw")), { count: 5 });
    expect(numTopologies).toBe(50_751);
    expect(best[0]!.openNames).toEqual(best33.open);
    const losses = [139.5513472083337, 139.97816864501573, 140.27901023988048, 140.70583571875483, 141.20424926369506];
    losses.forEach((loss, k) => {
      expect(Math.abs(best[k]!.activeLoss - loss)).toBeLessThan(1e-5);
    });
  });

  test("exchanges of branches alone find it from the feeder as it is", async () => {
    const net = feeder(await loadFeeder("case33bw"));
    const { closed, activeLoss, exchanges } = exchangeBranches(net)!;
    expect(net.branchNames.filter((_, k) => closed[k] === 0)).toEqual(best33.open);
    expect(Math.abs(activeLoss - best33.loss)).toBeLessThan(1e-5);
    expect(exchanges).toBeGreaterThan(0);
  });
});

test("exchanges start from a spanning tree where all branches are closed, and find the published topology", async () => {
  const data = { ...(await loadFeeder("case33bw")) };
  const meshed = feeder({ ...data, lines: data.lines.map((line) => ({ ...line, closed: true })) });
  expect(Math.abs(exchangeBranches(meshed)!.activeLoss - 139.5513472083337)).toBeLessThan(1e-5);
  expect(exchangeBranches(meshed, meshed.closed)).toBeNull();
});

test("a meshed feeder is reconfigured: the best topology is that of enumeration", async () => {
  const ring = netData("1-2 2-3 3-4 4-1 2-4");
  const loads = [
    { bus: "2", active: 200, reactive: 50 },
    { bus: "3", active: 900, reactive: 300 },
    { bus: "4", active: 400, reactive: 100 },
  ];
  const meshed = feeder({ ...ring, loads });
  const found = await reconfigure(meshed, solver);
  const [best] = bestTopologies(meshed).best;
  if (found.status !== "optimal") throw new Error(found.reason);
  expect(found.open).toEqual(best!.openNames);
  expect(found.bound).toBeCloseTo(best!.activeLoss, 3);
});

test("where there is nothing to start from the error says why: a bus apart, or a load too large", async () => {
  await expect(reconfigure(net("1-2 2-3 4-5"), solver)).rejects.toThrow("buses 4, 5 are not fed by any source");
  const heavy = feeder({ ...netData("1-2 2-3 (3-1)"), loads: [{ bus: "3", active: 1e6, reactive: 0 }] });
  await expect(reconfigure(heavy, solver)).rejects.toThrow(/none of the radial topologies .* --method enumerate/);
});

test.each<[string, Partial<FeederData>, RegExp]>([
  [
    "a load of constant current",
    { loads: [{ bus: "2", active: 1, reactive: 0, kind: "current" }] },
    /constant current/,
  ],
  ["a held voltage", { generators: [{ bus: "3", active: 1, reactive: 0, voltage: 1 }] }, /holds the voltage/],
])("%s is refused, for it is not convex", async (_, more, message) => {
  const ring = feeder({ ...netData("1-2 2-3 (3-1)"), ...more });
  await expect(reconfigure(ring, solver)).rejects.toThrow(message);
});
