import fc from "fast-check";
import { DOMParser } from "linkedom";
import { describe, expect, test } from "vitest";
import { svgDocument } from "../../../cli/svg-document.ts";
import { type Feeder, feeder, generatedFeeder, powerFlow } from "../../../src/feeder/index.ts";
import { layoutOf } from "../../../src/report/feeder/layout.ts";
import { networkDrawing, voltageProfile } from "../../../src/report/index.ts";
import { randomForest } from "../../feeder/flow/sweep/random-forest.ts";
import { net, netData } from "../../feeder/nets.ts";

function expectSound(of: Feeder): void {
  const { column, lane, parent, branch, order } = layoutOf(of);
  const places = new Set(Array.from(column, (at, bus) => `${at} ${lane[bus]}`));
  expect(places.size).toBe(of.numBuses);
  expect(Array.from(order).toSorted((a, b) => a - b)).toEqual(Array.from(order.keys()));
  for (const [at, bus] of order.entries()) {
    const up = parent[bus]!;
    if (up === -1) {
      expect(column[bus]).toBe(0);
      continue;
    }
    expect(order.indexOf(up)).toBeLessThan(at);
    expect(column[bus]).toBe(column[up]! + 1);
    const k = branch[bus]!;
    expect([of.from[k], of.to[k]].toSorted()).toEqual([up, bus].toSorted());
  }
}

/** Of a lane, runs of neighbouring columns belong to one line of buses, each the parent of the next. */
function expectOwnLanes(of: Feeder): void {
  const { column, lane, parent } = layoutOf(of);
  const at = new Map(Array.from(column, (x, bus) => [`${x} ${lane[bus]}`, bus] as const));
  for (const [bus, x] of column.entries()) {
    const next = at.get(`${x + 1} ${lane[bus]}`);
    if (next !== undefined) expect(parent[next]).toBe(bus);
  }
}

describe("every bus has a place of its own one column behind its parent, and laterals have lanes of their own", () => {
  test("in random forests", () => {
    fc.assert(
      fc.property(randomForest(0.5), (data) => {
        expectSound(feeder(data));
        expectOwnLanes(feeder(data));
      }),
    );
  });

  test("in a feeder of 1,000 buses", () => {
    const large = feeder(generatedFeeder(1000));
    expectSound(large);
    expectOwnLanes(large);
  });

  test("in a ring, of which a tree is drawn", () => expectSound(net("1-2 2-3 3-4 4-1 2-5")));
});

test("the longest way is the main feeder, straight from the source; laterals branch off above and below", () => {
  const { column, lane } = layoutOf(net("1-2 2-3 3-4 2-5 3-6"));
  expect(Array.from(column)).toEqual([0, 1, 2, 3, 2, 3]);
  expect(Array.from(lane)).toEqual([0, 0, 0, 0, expect.any(Number), expect.any(Number)]);
  expect(lane[4]).not.toBe(0);
  expect(lane[5]).not.toBe(0);
});

async function drawn(data: Parameters<typeof feeder>[0], marked: readonly number[] = []) {
  const flow = powerFlow(feeder(data));
  if (flow.status !== "solved") throw new Error(flow.reason);
  const svg = await networkDrawing(flow, svgDocument(), marked);
  const profile = await voltageProfile(flow, svgDocument());
  const texts = (text: string) =>
    Array.from(
      new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("text") as Iterable<Element>,
      (element) => element.textContent ?? "",
    );
  return { svg, network: texts(svg), profile: texts(profile) };
}

const ring = netData("1-2 2-3 3-4 (4-1)");
const loaded = { ...ring, loads: [{ bus: "4", active: 2000, reactive: 500 }] };

test("the drawing names every bus, what the colours mean, and what is open or outside of the band", async () => {
  const { network, profile } = await drawn(loaded, [3]);
  for (const name of ["1", "2", "3", "4"]) expect(network).toContain(name);
  expect(network).toContain("current (share of the largest; no branch has a rating)");
  expect(network.join()).toMatch(/75 to 100 %.*open.*outside of the voltage band/);
  expect(network.join()).not.toContain("above 100 %");
  expect(profile).toContain("impedance from the source (ohm)");
  expect(profile).toContain("voltage (per unit)");
  expect(profile.some((text) => /^bus 4: 0\.9\d{3}$/.test(text))).toBe(true);
});

test("with ratings the colours are loadings, overloads among them", async () => {
  const lines = loaded.lines.map((line, k) => ({ ...line, ratedPower: k === 0 ? 1000 : 10_000 }));
  const { network, svg } = await drawn({ ...loaded, lines });
  expect(network).toContain("loading (share of the rating)");
  expect(network).toContain("above 100 %");
  // Line 1-2 carries 2 MW of 1 MVA.
  expect(svg.split('stroke="#5e0079"')).toHaveLength(2);
});

test("a branch without a rating has a colour of its own, which the legend has only where others are rated", async () => {
  const lines = loaded.lines.map((line, k) => ({ ...line, ...(k === 0 ? { ratedPower: 10_000 } : {}) }));
  const { network, svg } = await drawn({ ...loaded, lines });
  expect(network).toContain("no rating");
  // Lines 2-3 and 3-4, drawn in one group for each mark, and no line that is open.
  expect(svg.split('stroke="#6f8fb0"')).toHaveLength(3);
  expect((await drawn(loaded)).network).not.toContain("no rating");
});

test("a branch at its rating is not above it", async () => {
  const flow = powerFlow(feeder(loaded));
  if (flow.status !== "solved") throw new Error(flow.reason);
  const sent = Math.hypot(flow.activeFrom[0]!, flow.reactiveFrom[0]!);
  const lines = (share: number) => loaded.lines.map((line) => ({ ...line, ratedPower: sent * share }));
  expect((await drawn({ ...loaded, lines: lines(1) })).svg).not.toContain('stroke="#5e0079"');
  expect((await drawn({ ...loaded, lines: lines(0.999) })).svg).toContain('stroke="#5e0079"');
});

test("of voltages only above the band the highest is named, of such below the lowest, and of both both", async () => {
  const generation = { ...ring, loads: [{ bus: "4", active: -2000, reactive: -500 }] };
  const within = (lowestVoltage: number, highestVoltage: number) => ({
    ...generation,
    buses: generation.buses.map((bus) => ({ ...bus, lowestVoltage, highestVoltage })),
  });
  const named = async (data: typeof generation) => (await drawn(data)).profile.filter((text) => /^bus /.test(text));
  expect(await named(within(0.9, 1.01))).toEqual([expect.stringMatching(/^bus 4: 1\.0\d/)]);
  expect(await named(within(0.9, 1.1))).toEqual(["bus 1: 1.0000"]);
  expect(await named(within(1.001, 1.01))).toEqual([expect.stringMatching(/^bus 4: 1\.0\d/), "bus 1: 1.0000"]);
});

test("names of very many buses are left out", async () => {
  const { network } = await drawn(generatedFeeder(300));
  expect(network.length).toBeLessThan(20);
});
