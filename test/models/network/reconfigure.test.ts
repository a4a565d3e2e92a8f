/** Reconfiguration as a program against trying all topologies, which are solved by power flow and know nothing of cones. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconfigure } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { bestTopologies, type Feeder, type FeederData, feeder, topologyOf } from "../../../src/feeder/index.ts";

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
