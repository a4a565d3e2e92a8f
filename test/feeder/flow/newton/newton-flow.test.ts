import fc from "fast-check";
import { expect, test } from "vitest";
import { NewtonFlow, newtonVoltages, type Voltages } from "../../../../src/feeder/flow/newton/index.ts";
import { type FeederData, feeder, type LoadData, type TransformerData } from "../../../../src/feeder/index.ts";
import { bus33 } from "./bus33.ts";
import { type Complex, largestMismatch } from "./dense-balance.ts";
import { case9, case14 } from "./ieee.ts";
import { randomNet } from "./random-net.ts";

function solved(voltages: Voltages | null): Complex[] {
  if (voltages === null) throw new Error("no solution");
  return Array.from(voltages.voltageReal, (re, k) => ({ re, im: voltages.voltageImaginary[k]! }));
}
const size = ({ re, im }: Complex): number => Math.hypot(re, im);
const degrees = ({ re, im }: Complex): number => (Math.atan2(im, re) * 180) / Math.PI;

/** Expected figures to nine decimals: a dense Newton in polar coordinates in Python, 1e-14. */
function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, k) => {
    expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-9);
  });
}

test("the 33-bus feeder with all its ties closed agrees with an independent dense Newton", () => {
  const data = bus33(true);
  const voltages = solved(newtonVoltages(feeder(data)));
  const chosen = [5, 17, 21, 24, 29, 31, 32];
  expectClose(
    chosen.map((k) => size(voltages[k]!)),
    [0.971049869956, 0.953958794865, 0.972927511235, 0.962649736977, 0.956945317438, 0.95327992073, 0.953498208278],
  );
  expect(largestMismatch(data, voltages)).toBeLessThan(1e-9);
});

test("the 9-bus net, whose generators hold their voltages, agrees with an independent dense Newton", () => {
  const voltages = solved(newtonVoltages(feeder(case9)));
  expectClose(
    voltages.map(size),
    [
      1.04, 1.025, 1.025, 1.025788392844, 1.012654324018, 1.032352949002, 1.015882583627, 1.025769372386,
      0.995630858048,
    ],
  );
  expectClose(
    voltages.map(degrees),
    [
      0, 9.280005481643, 4.664751333137, -2.21678779995, -3.687396170157, 1.966716074449, 0.727536076874,
      3.719701154622, -3.988805272852,
    ],
  );
});

test("the 14-bus net with taps, a capacitor and held voltages agrees with an independent dense Newton", () => {
  const voltages = solved(newtonVoltages(feeder(case14)));
  expectClose(
    voltages.map(size),
    [
      1.06, 1.045, 1.01, 1.017670853692, 1.019513859819, 1.07, 1.061519532491, 1.09, 1.055931720637, 1.050984625,
      1.05690651854, 1.055188563197, 1.050381713629, 1.035529945854,
    ],
  );
  expectClose(
    voltages.map(degrees),
    [
      0, -4.982589141975, -12.725099938268, -10.312901092332, -8.773853898295, -14.220946463702, -13.359627365346,
      -13.359627365346, -14.938521295229, -15.097288463071, -14.790622031322, -15.075584520424, -15.156276336222,
      -16.033644529206,
    ],
  );
});

test("the 14-bus net agrees with the voltages and angles that its file has, to their three and two digits", () => {
  const voltages = solved(newtonVoltages(feeder(case14)));
  const published = [1.06, 1.045, 1.01, 1.019, 1.02, 1.07, 1.062, 1.09, 1.056, 1.051, 1.057, 1.055, 1.05, 1.036];
  const angles = [
    0, -4.98, -12.72, -10.33, -8.78, -14.22, -13.37, -13.36, -14.94, -15.1, -14.79, -15.07, -15.16, -16.04,
  ];
  // The file's own solution was found with limits and rounding of its time: buses 4 and 5 differ by 0.0013 and 0.0005.
  voltages.forEach((voltage, k) => {
    expect(Math.abs(size(voltage) - published[k]!)).toBeLessThan(1.5e-3);
    expect(Math.abs(degrees(voltage) - angles[k]!)).toBeLessThan(0.02);
  });
});

/** 10 kV, so that 100 ohm are 1 per unit: source at "a", load at "b". */
function twoBuses(load: Omit<LoadData, "bus">, transformer?: Partial<TransformerData>): FeederData {
  const branch = { from: "a", to: "b", resistance: 3, reactance: 4 };
  return {
    name: "two buses",
    origin: "made up for a test",
    buses: [
      { name: "a", voltage: 10 },
      { name: "b", voltage: 10 },
    ],
    lines: transformer === undefined ? [branch] : [],
    transformers: transformer === undefined ? [] : [{ ...branch, ...transformer }],
    loads: [{ bus: "b", ...load }],
    sources: [{ bus: "a", voltage: 1.02, angle: 10 }],
  };
}

test("two buses with constant power have the higher root of the quadratic of the squared voltage", () => {
  const voltages = solved(newtonVoltages(feeder(twoBuses({ active: 3000, reactive: 1000 }))));
  // v^4 + (2 (PR + QX) - E^2) v^2 + |Z|^2 |S|^2 = 0, in per unit
  const linear = 2 * (3 * 0.03 + 1 * 0.04) - 1.02 ** 2;
  const expected = Math.sqrt((-linear + Math.sqrt(linear ** 2 - 4 * 0.0025 * 10)) / 2);
  expect(Math.abs(size(voltages[1]!) - expected)).toBeLessThan(1e-12);
});

test("two buses with constant impedance divide the voltage", () => {
  const voltages = solved(newtonVoltages(feeder(twoBuses({ active: 3000, reactive: 1000, kind: "impedance" }))));
  // V = E / (1 + z y) with z y = (0.03 + 0.04j) (3 - 1j) = 0.13 + 0.09j
  expect(Math.abs(size(voltages[1]!) - 1.02 / Math.hypot(1.13, 0.09))).toBeLessThan(1e-12);
  expect(Math.abs(degrees(voltages[1]!) - (10 - (Math.atan2(0.09, 1.13) * 180) / Math.PI))).toBeLessThan(1e-10);
});

test("two buses with constant current lose the same voltage whatever the voltage is", () => {
  const voltages = solved(newtonVoltages(feeder(twoBuses({ active: 3000, reactive: 1000, kind: "current" }))));
  // E e^(-jd) = |V| + z conj(S): |V| = sqrt(E^2 - 0.09^2) - 0.13
  expect(Math.abs(size(voltages[1]!) - (Math.sqrt(1.02 ** 2 - 0.09 ** 2) - 0.13))).toBeLessThan(1e-12);
});

test("a transformer divides by its ratio, lags by its shift, and magnetises on both sides", () => {
  const transformer = { ratio: 0.95, shift: 30, conductance: 20, susceptance: -200 };
  const data = twoBuses({ active: 3000, reactive: 1000, kind: "impedance" }, transformer);
  const voltages = solved(newtonVoltages(feeder(data)));
  // Half of (20 - 200j) uS on 100 ohm joins the load: z y = (0.03 + 0.04j) (3.001 - 1.01j)
  const re = 1 + 0.03 * 3.001 + 0.04 * 1.01;
  const im = 0.04 * 3.001 - 0.03 * 1.01;
  expect(Math.abs(size(voltages[1]!) - 1.02 / 0.95 / Math.hypot(re, im))).toBeLessThan(1e-12);
  expect(Math.abs(degrees(voltages[1]!) - (10 - 30 - (Math.atan2(im, re) * 180) / Math.PI))).toBeLessThan(1e-10);
});

test("a transformer works the other way round where its `to` is fed", () => {
  const data = twoBuses({ active: 3000, reactive: 1000, kind: "impedance" });
  const turned = { from: "b", to: "a", resistance: 3, reactance: 4, ratio: 0.95, shift: 30 };
  const voltages = solved(newtonVoltages(feeder({ ...data, lines: [], transformers: [turned] })));
  // Behind the ideal transformer the load's admittance is 0.95^2 times what it is.
  const re = 1 + 0.95 ** 2 * 0.13;
  const im = 0.95 ** 2 * 0.09;
  expect(Math.abs(size(voltages[1]!) - (0.95 * 1.02) / Math.hypot(re, im))).toBeLessThan(1e-12);
  expect(Math.abs(degrees(voltages[1]!) - (10 + 30 - (Math.atan2(im, re) * 180) / Math.PI))).toBeLessThan(1e-10);
});

test("power balances at every bus of random meshed nets with everything that a feeder can have", () => {
  fc.assert(
    fc.property(randomNet(), fc.constantFrom(0, 0.5, 1), (data, scale) => {
      const found = newtonVoltages(feeder(data), { scale });
      expect(found).not.toBeNull();
      expect(largestMismatch(data, solved(found), scale)).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test("a start close to the solution, and solving again and again, change nothing but the iterations", () => {
  const flow = new NewtonFlow(feeder(bus33(false)));
  const first = flow.solve();
  const heavy = flow.solve({ scale: 3 });
  const again = flow.solve();
  const warm = flow.solve({ start: flow.solve({ scale: 0.99 })! });
  expect(again).toEqual(first);
  expect(warm!.iterations).toBeLessThan(first!.iterations);
  expectClose(solved(warm).map(size), solved(first).map(size));
  expect(size(solved(heavy)[17]!)).toBeLessThan(size(solved(first)[17]!));
});

test("up to the last thousandth before the collapse the operating point is found, not the solution of low voltage", () => {
  const data = bus33(false);
  const flow = new NewtonFlow(feeder(data));
  let followed = flow.solve({ scale: 0 })!;
  for (let scale = 0.05; scale <= 3.6201; scale += 0.05) {
    followed = flow.solve({ scale, start: followed })!;
    const flat = flow.solve({ scale })!;
    expectClose(solved(flat).map(size), solved(followed).map(size));
  }
  expect(flow.solve({ scale: 3.625 })).toBeNull();
});

test("a start at the solution of low voltage is not taken for the operating point", () => {
  const flow = new NewtonFlow(feeder(twoBuses({ active: 3000, reactive: 1000 })));
  // The lower root: see the quadratic above.
  const linear = 2 * (3 * 0.03 + 1 * 0.04) - 1.02 ** 2;
  const low = Math.sqrt((-linear - Math.sqrt(linear ** 2 - 4 * 0.0025 * 10)) / 2);
  // E conj(V) = v^2 + z conj(S) in full: its argument is the angle of the voltage.
  const angle = (10 * Math.PI) / 180 - Math.atan2(0.04 * 3 - 0.03 * 1, low ** 2 + 0.13);
  const start = {
    voltageReal: Float64Array.of(1.02 * Math.cos((10 * Math.PI) / 180), low * Math.cos(angle)),
    voltageImaginary: Float64Array.of(1.02 * Math.sin((10 * Math.PI) / 180), low * Math.sin(angle)),
  };
  expect(flow.solve({ start })).toBeNull();
  expect(flow.solve()).not.toBeNull();
});

/** A square of buses at 110 kV that lines of low impedance join, fed at one corner and at the voltages held on a diagonal. */
function square(side: number): FeederData {
  const name = (row: number, column: number): string => `${row}/${column}`;
  const places = Array.from({ length: side * side }, (_, k) => [Math.floor(k / side), k % side] as const);
  const line = { resistance: 0.3, reactance: 3 };
  return {
    name: "square",
    origin: "made up for a test",
    buses: places.map(([row, column]) => ({ name: name(row, column), voltage: 110 })),
    lines: places.flatMap(([row, column]) => [
      ...(column + 1 < side ? [{ ...line, from: name(row, column), to: name(row, column + 1) }] : []),
      ...(row + 1 < side ? [{ ...line, from: name(row, column), to: name(row + 1, column) }] : []),
    ]),
    loads: places.map(([row, column]) => ({ bus: name(row, column), active: 1000, reactive: 300 })),
    generators: Array.from({ length: side - 1 }, (_, k) => ({
      bus: name(k + 1, k + 1),
      active: 80_000,
      reactive: 0,
      voltage: 1.02,
    })),
    sources: [{ bus: name(0, 0), voltage: 1 }],
  };
}

test("a mesh of low impedances, where a good first step makes the mismatch grow, is solved in a few full steps", () => {
  const data = square(16);
  const found = newtonVoltages(feeder(data));
  expect(largestMismatch(data, solved(found))).toBeLessThan(1e-9);
  expect(found!.iterations).toBeLessThan(8);
});

test("taps that differ between the ways through a mesh of held voltages do not keep it from being solved", () => {
  const { lines, ...rest } = square(8);
  const isDown = ({ from, to }: { from: string; to: string }) => from.split("/")[1] === to.split("/")[1];
  const isOdd = ({ from }: { from: string }) => Number(from.split("/")[1]) % 2 === 1;
  const data = {
    ...rest,
    lines: lines.filter((line) => !isDown(line)),
    transformers: lines.filter(isDown).map((line) => ({ ...line, ratio: isOdd(line) ? 1.08 : 1 })),
  };
  const found = newtonVoltages(feeder(data));
  expect(largestMismatch(data, solved(found))).toBeLessThan(1e-9);
  expect(found!.iterations).toBeLessThan(8);
});

test("a held voltage beside a capacitor in series is solved, though it turns the sign of the Jacobian over", () => {
  const data: FeederData = {
    ...twoBuses({ active: 3000, reactive: 1000 }),
    buses: ["a", "b", "c"].map((name) => ({ name, voltage: 10 })),
    lines: [
      { from: "a", to: "b", resistance: 0.1, reactance: 20 },
      { from: "b", to: "c", resistance: 0.1, reactance: -10 },
    ],
    generators: [{ bus: "b", active: 500, reactive: 0, voltage: 1.01 }],
    sources: ["a", "c"].map((bus) => ({ bus, voltage: 1.02 })),
  };
  expect(largestMismatch(data, solved(newtonVoltages(feeder(data))))).toBeLessThan(1e-9);
});

test("a line whose charging lifts the voltage far above that of its source is solved, loaded or not", () => {
  const line = { resistance: 0, reactance: 10, susceptance: 20_000 };
  const data: FeederData = {
    ...twoBuses({ active: 10, reactive: 0 }),
    buses: ["a", "b", "c", "d"].map((name) => ({ name, voltage: 10 })),
    lines: ["ab", "bc", "cd"].map((ends) => ({ ...line, from: ends[0]!, to: ends[1]! })),
  };
  for (const scale of [0, 1]) {
    const voltages = solved(newtonVoltages(feeder(data), { scale }));
    expect(largestMismatch(data, voltages, scale)).toBeLessThan(1e-9);
    expect(size(voltages[3]!)).toBeGreaterThan(4);
  }
});

test("a bus that no source feeds is an error that says what to close", () => {
  const data = bus33(false);
  const open = { ...data, lines: data.lines.map((line, k) => (k === 16 ? { ...line, closed: false } : line)) };
  expect(() => newtonVoltages(feeder(open))).toThrow(
    "bus 18 is not fed by any source: close one of the open lines 17-18, 18-33",
  );
});

test("lines of next to no impedance, whose flows rounding blurs, do not keep the others from being solved", () => {
  const data = bus33(false);
  const switched = {
    ...data,
    buses: [...data.buses, { name: "34", voltage: 12.66 }],
    lines: [...data.lines, { from: "18", to: "34", resistance: 1e-9, reactance: 1e-9 }],
    loads: data.loads!.map((load) => (load.bus === "18" ? { ...load, bus: "34" } : load)),
  };
  const plain = solved(newtonVoltages(feeder(data)));
  const found = solved(newtonVoltages(feeder(switched)));
  expectClose(found.slice(0, 33).map(size), plain.map(size));
});
