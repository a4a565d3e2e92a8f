import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkFed,
  downstreamOf,
  type Feeder,
  feeder,
  lateralsOf,
  pathTo,
  radialOrder,
  topologyOf,
  zonesOf,
} from "../../../src/feeder/index.ts";
import { net, netData } from "../nets.ts";

const busNames = ({ busNames }: Feeder, buses: Int32Array) => Array.from(buses, (i) => busNames[i]).join(" ");
const branchNames = ({ branchNames }: Feeder, branches: Int32Array) =>
  Array.from(branches, (k) => branchNames[k]).join(" ");

/** 1 feeds 2, 2 feeds 3 (written from 3 to 2) and 5; 3 feeds 4, 5 feeds 6 and 7. */
const tree = net("1-2 3-2 3-4 2-5 5-6 5-7 (4-7)");

test("the order goes depth first from the source; parents, branches and directions belong to it", () => {
  const { order, parent, branch, forward, source } = radialOrder(tree);
  expect(busNames(tree, order)).toBe("1 2 3 4 5 6 7");
  expect(Array.from(parent)).toEqual([-1, 0, 1, 2, 1, 4, 4]);
  expect(Array.from(branch)).toEqual([-1, 0, 1, 2, 3, 4, 5]);
  expect(Array.from(forward)).toEqual([0, 1, 0, 1, 1, 1, 1]);
  expect(Array.from(source)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test("switch states may be others than those of the feeder, which stays as it is", () => {
  const closed = Uint8Array.of(1, 1, 1, 1, 1, 0, 1);
  const { parent } = radialOrder(tree, closed);
  expect(parent[6]).toBe(3);
  expect(radialOrder(tree).parent[6]).toBe(4);
  expect(() => radialOrder(tree, new Uint8Array(3))).toThrow(
    'Feeder "net" has 7 branches, and 3 switch states were given. Give 1 (closed) or 0 (open) for each branch.',
  );
});

test("several sources may each feed a tree of their own, and stand first in the order", () => {
  const forest = net("1-2 2-3 9-8 8-7 (3-7)", ["1", "9"]);
  const { order, source, parent } = radialOrder(forest);
  expect(busNames(forest, order)).toBe("1 9 2 3 8 7");
  expect(Array.from(order, (i) => source[i])).toEqual([0, 1, 0, 0, 1, 1]);
  expect(Array.from(order.slice(0, 2), (i) => parent[i])).toEqual([-1, -1]);
  expect(topologyOf(forest)).toEqual({ radial: true, loops: [], islands: [], doublyFed: [] });
});

test("a loop is named by its lines, in the order around it", () => {
  const meshed = net("1-2 2-3 3-4 4-5 5-2 5-6");
  expect(() => radialOrder(meshed)).toThrow(
    'Feeder "net" is not radial: lines 4-5, 5-2, 2-3, 3-4 form a loop: open one of them.',
  );
  expect(topologyOf(meshed)).toMatchObject({ radial: false, islands: [], doublyFed: [] });
  expect(topologyOf(meshed).loops.map((loop) => branchNames(meshed, loop))).toEqual(["4-5 5-2 2-3 3-4"]);
});

test("two circuits between two buses are a loop", () => {
  expect(() => radialOrder(net("1-2 1-2"))).toThrow("lines 1-2 (2), 1-2 form a loop");
});

test("a transformer in a loop is not called a line", () => {
  const data = netData("1-2 2-3");
  const transformers = [{ name: "T", from: "1", to: "3", resistance: 0, reactance: 1 }];
  expect(() => radialOrder(feeder({ ...data, transformers }))).toThrow("branches 2-3, T, 1-2 form a loop");
});

test("islanded buses are named with the open lines that could feed them", () => {
  const islanded = net("1-2 3-4 (2-3) (4-1) (5-4) 6-7 7-8 8-6");
  expect(() => radialOrder(islanded)).toThrow(
    "lines 7-8, 8-6, 6-7 form a loop: open one of them. " +
      "Buses 3, 4 are not fed by any source: close one of the open lines 2-3, 4-1, or take the buses out of the file (bus type 4 in a MATPOWER case). " +
      "Bus 5 is not fed by any source, and no open line leads there: add a line, or take the bus out of the file (bus type 4 in a MATPOWER case). " +
      "Buses 6, 7, 8 are not fed by any source, and no open line",
  );
  const { islands, loops } = topologyOf(islanded);
  expect(islands.map(({ buses }) => busNames(islanded, buses))).toEqual(["3 4", "5", "6 7 8"]);
  expect(islands.map(({ feeders }) => branchNames(islanded, feeders))).toEqual(["2-3 4-1", "", ""]);
  expect(loops).toHaveLength(1);
});

test("checkFed asks only whether every bus is fed", () => {
  expect(() => checkFed(net("1-2 2-3 3-1"))).not.toThrow();
  expect(() => checkFed(net("1-2 (2-3)"))).toThrow(
    'Feeder "net": bus 3 is not fed by any source: close the open line 2-3, or take the bus out of the file (bus type 4 in a MATPOWER case).',
  );
});

test("joined sources are named with the path between them", () => {
  const joined = net("1-2 2-3 3-9 2-4", ["1", "9"]);
  expect(() => radialOrder(joined)).toThrow(
    'the sources at buses "1" and "9" are joined by lines 1-2, 2-3, 3-9: open one of them.',
  );
  const [found] = topologyOf(joined).doublyFed;
  expect([found!.sources, busNames(joined, found!.buses), branchNames(joined, found!.branches)]).toEqual([
    [0, 1],
    "1 2 3 9",
    "1-2 2-3 3-9",
  ]);
});

test("a long list of faults ends with how many more there are", () => {
  const ladder = net("1-2 1-3 1-4 1-5 1-6 1-7 2-3 3-4 4-5 5-6 6-7 7-2");
  expect(() => radialOrder(ladder)).toThrow(/And 2 more of the kind; topologyOf lists all\.$/);
  const ring = net(Array.from({ length: 40 }, (_, k) => `${k + 1}-${((k + 1) % 40) + 1}`).join(" "));
  expect(() => radialOrder(ring)).toThrow(/, \d+-\d+ and 16 more form a loop/);
});

test("the path to a bus begins at its source", () => {
  const { buses, branches } = pathTo(radialOrder(tree), 6);
  expect([busNames(tree, buses), branchNames(tree, branches)]).toEqual(["1 2 5 7", "1-2 2-5 5-7"]);
  expect(pathTo(radialOrder(tree), 0)).toEqual({ buses: Int32Array.of(0), branches: new Int32Array(0) });
});

test("downstream of a branch are the buses that lose their supply without it", () => {
  const radial = radialOrder(tree);
  const below = (name: string) => busNames(tree, downstreamOf(tree, radial, tree.branchNames.indexOf(name)));
  expect(["1-2", "3-2", "2-5", "5-7"].map(below)).toEqual(["2 3 4 5 6 7", "3 4", "5 6 7", "7"]);
  expect(() => below("4-7")).toThrow('Branch 4-7 of feeder "net" feeds nothing in this topology: it is open');
  expect(() => downstreamOf(tree, radial, 99)).toThrow("Branch 99 of feeder");
});

test("the main line goes to the farthest bus, laterals branch off it and off each other", () => {
  const comb = net("1-2 2-3 3-4 4-5 3-6 6-7 6-8 2-9 1-10");
  const lines = lateralsOf(comb, radialOrder(comb));
  expect(
    lines.map(({ root, parent, level, branches }) => [comb.busNames[root], parent, level, branchNames(comb, branches)]),
  ).toEqual([
    ["1", -1, 0, "1-2 2-3 3-4 4-5"],
    ["3", 0, 1, "3-6 6-7"],
    ["6", 1, 2, "6-8"],
    ["2", 0, 1, "2-9"],
    ["1", 0, 1, "1-10"],
  ]);
  expect(busNames(comb, lines[1]!.buses)).toBe("6 7");
});

test("farthest is electrically, not by the number of buses", () => {
  const data = netData("1-2 2-3 3-4 2-5");
  const long = { ...data.lines[3]!, resistance: 30, reactance: 40 };
  const made = feeder({ ...data, lines: [...data.lines.slice(0, 3), long] });
  const [main] = lateralsOf(made, radialOrder(made));
  expect(branchNames(made, main!.branches)).toBe("1-2 2-5");
});

test("zones hold the buses that name them", () => {
  const data = netData("1-2 2-3 3-4");
  const zone = [undefined, "south", "north", "south"];
  const buses = data.buses.map((bus, k) => ({ ...bus, ...(zone[k] === undefined ? {} : { zone: zone[k] }) }));
  const made = feeder({ ...data, buses });
  expect(Array.from(zonesOf(made), ([name, positions]) => `${name}: ${busNames(made, positions)}`)).toEqual([
    "south: 2 4",
    "north: 3",
  ]);
});

test("a line of 100,000 buses is no deeper than the stack allows", () => {
  const n = 100000;
  const line = net(Array.from({ length: n - 1 }, (_, k) => `${k + 1}-${k + 2}`).join(" "));
  const radial = radialOrder(line);
  expect(pathTo(radial, n - 1).branches).toHaveLength(n - 1);
  expect(lateralsOf(line, radial)).toHaveLength(1);
  expect(downstreamOf(line, radial, 0)).toHaveLength(n - 1);
  const half = line.closed.slice();
  half[n / 2] = 0;
  expect(topologyOf(line, half).islands.map(({ buses }) => buses.length)).toEqual([n / 2 - 1]);
});

/** Any graph on up to 12 buses with one to three sources. */
const anyNet = fc
  .record({ size: fc.integer({ min: 3, max: 12 }), numSources: fc.integer({ min: 1, max: 3 }) })
  .chain(({ size, numSources }) => {
    const bus = fc.integer({ min: 1, max: size });
    const line = fc.tuple(bus, bus, fc.boolean()).filter(([a, b]) => a !== b);
    return fc.record({
      size: fc.constant(size),
      sources: fc.constant(Array.from({ length: numSources }, (_, s) => String(s + 1))),
      lines: fc.array(line, { maxLength: 18 }),
    });
  })
  .map(({ size, sources, lines }) => {
    const data = netData(lines.map(([a, b, closed]) => (closed ? `${a}-${b}` : `(${a}-${b})`)).join(" "), sources);
    const buses = Array.from({ length: size }, (_, k) => ({ name: String(k + 1), voltage: 10 }));
    return feeder({ ...data, buses });
  });

/** Connected parts by repeated relabelling: slow, and nothing like the code under test. */
function partsOf({ numBuses, from, to, closed }: Feeder): number[] {
  const part = Array.from({ length: numBuses }, (_, i) => i);
  for (const _ of part) {
    closed.forEach((state, k) => {
      if (state === 0) return;
      const least = Math.min(part[from[k]!]!, part[to[k]!]!);
      part[from[k]!] = part[to[k]!] = least;
    });
  }
  return part;
}

test("any net: the faults are as many as its branches, buses and parts say", () => {
  fc.assert(
    fc.property(anyNet, (made) => {
      const part = partsOf(made);
      const fed = new Set(Array.from(made.sourceBus, (i) => part[i]!));
      const numClosed = made.closed.filter((state) => state === 1).length;
      const { radial, loops, islands, doublyFed } = topologyOf(made);
      const unfed = [...new Set(part)].filter((label) => !fed.has(label));
      expect(islands.map(({ buses }) => Array.from(buses))).toEqual(
        unfed.map((label) => part.flatMap((of, i) => (of === label ? [i] : []))),
      );
      expect(loops.length + doublyFed.length).toBe(numClosed - made.numBuses + made.sourceBus.length + islands.length);
      expect(radial).toBe(loops.length + islands.length + doublyFed.length === 0);
      if (!radial) expect(() => radialOrder(made)).toThrow("is not radial");
      else expect(radialOrder(made).order).toHaveLength(made.numBuses);
    }),
  );
});

test("any net: loops are closed walks of different branches, and paths lead from source to source", () => {
  fc.assert(
    fc.property(anyNet, (made) => {
      const { loops, doublyFed } = topologyOf(made);
      for (const loop of loops) expect(oddBuses(made, loop)).toEqual([]);
      for (const { sources, branches, buses } of doublyFed) {
        const ends = sources.map((s) => made.sourceBus[s]!);
        expect(oddBuses(made, branches)).toEqual([...ends].sort((a, b) => a - b));
        expect([buses[0], buses[buses.length - 1]]).toEqual(ends);
      }
    }),
  );
});

/** Buses that an odd number of the branches touches. */
function oddBuses({ from, to }: Feeder, branches: Int32Array): number[] {
  expect(new Set(branches).size).toBe(branches.length);
  const touched = new Map<number, number>();
  for (const k of branches) for (const i of [from[k]!, to[k]!]) touched.set(i, (touched.get(i) ?? 0) + 1);
  return [...touched].flatMap(([bus, times]) => (times % 2 === 1 ? [bus] : [])).sort((a, b) => a - b);
}

/** A tree in which bus k + 1 hangs from any bus before it, with its lines in any direction. */
const anyTree = fc
  .array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 40 })
  .map((hangs) => net(hangs.map(([n, turned], k) => pair((n % (k + 1)) + 1, k + 2, turned)).join(" ")));

const pair = (a: number, b: number, turned: boolean) => (turned ? `${b}-${a}` : `${a}-${b}`);

test("any tree: parents come first, branches lead from them, laterals take every branch once", () => {
  fc.assert(
    fc.property(anyTree, (made) => {
      const radial = radialOrder(made);
      const place = new Map(Array.from(radial.order, (bus, k) => [bus, k]));
      expect(place.size).toBe(made.numBuses);
      for (const bus of radial.order.slice(1)) {
        const [parent, k] = [radial.parent[bus]!, radial.branch[bus]!];
        expect(place.get(parent)!).toBeLessThan(place.get(bus)!);
        const [from, to] = radial.forward[bus] === 1 ? [parent, bus] : [bus, parent];
        expect([made.from[k], made.to[k]]).toEqual([from, to]);
        const below = new Set(downstreamOf(made, radial, k));
        for (let i = 0; i < made.numBuses; i++) expect(below.has(i)).toBe(pathTo(radial, i).buses.includes(bus));
      }
      const branches = lateralsOf(made, radial).flatMap((line) => Array.from(line.branches));
      expect(branches.sort((a, b) => a - b)).toEqual(Array.from(made.from, (_, k) => k));
    }),
    { numRuns: 40 },
  );
});
