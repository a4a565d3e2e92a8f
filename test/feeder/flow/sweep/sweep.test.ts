import fc from "fast-check";
import { expect, test } from "vitest";
import { newtonVoltages } from "../../../../src/feeder/flow/newton/index.ts";
import { type FeederData, type Flow, feeder, powerFlow, powerFlows } from "../../../../src/feeder/index.ts";
import { largestMismatch } from "../newton/dense-balance.ts";
import { randomForest } from "./random-forest.ts";

function solved(data: FeederData, options: Parameters<typeof powerFlow>[1] = {}): Flow {
  const flow = powerFlow(feeder(data), { method: "sweep", ...options });
  if (flow.status !== "solved") throw new Error(flow.reason);
  return flow;
}

const complex = ({ voltage, angle }: Flow) =>
  Array.from(voltage, (size, k) => ({ re: size * Math.cos(angle[k]!), im: size * Math.sin(angle[k]!) }));

const total = (values: Iterable<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

test("the voltages balance the power at every bus of any radial feeder", () => {
  fc.assert(
    fc.property(randomForest(1), fc.constantFrom(0, 0.5, 1, -0.3), (data, scale) => {
      const flow = solved(data, { scale, tolerance: 1e-12 });
      expect(largestMismatch(data, complex(flow), scale)).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test("plain feeders with loads of constant power alone are solved as well as all others", () => {
  fc.assert(
    fc.property(randomForest(1, { plain: true }), (data) => {
      expect(largestMismatch(data, complex(solved(data, { tolerance: 1e-12 })))).toBeLessThan(1e-9);
    }),
    { numRuns: 150 },
  );
});

test("the default tolerance leaves voltages within 1e-10 of those at the finest", () => {
  fc.assert(
    fc.property(randomForest(1), (data) => {
      const finest = solved(data, { tolerance: 1e-14 }).voltage;
      const usual = solved(data).voltage;
      expect(Math.max(...usual.map((voltage, bus) => Math.abs(voltage - finest[bus]!)))).toBeLessThan(1e-10);
    }),
  );
});

test("what the sources give is what loads and shunts take and branches lose", () => {
  fc.assert(
    fc.property(randomForest(1), (data) => {
      const flow = solved(data, { tolerance: 1e-12 });
      const size = new Map(data.buses.map(({ name }, k) => [name, flow.voltage[k]!]));
      const exponent = { power: 0, current: 1, impedance: 2 };
      const taken = (of: "active" | "reactive"): number =>
        total(data.loads!.map((load) => load[of] * size.get(load.bus)! ** exponent[load.kind ?? "power"]));
      const shunted = (of: "active" | "reactive"): number =>
        total(data.shunts!.map((shunt) => shunt[of] * size.get(shunt.bus)! ** 2));
      const active = total(flow.sourceActive) - taken("active") - shunted("active");
      const reactive = total(flow.sourceReactive) - taken("reactive") + shunted("reactive");
      expect(Math.abs(active - flow.totalActiveLoss)).toBeLessThan(1e-6);
      expect(Math.abs(reactive - flow.totalReactiveLoss)).toBeLessThan(1e-6);
    }),
  );
});

test("k times the loads behind a k-th of the impedances have the same voltages", () => {
  fc.assert(
    fc.property(randomForest(1, { plain: true }), fc.double({ min: 0.1, max: 30, noNaN: true }), (data, k) => {
      const lines = data.lines.map((line) => ({
        ...line,
        resistance: line.resistance / k,
        reactance: line.reactance / k,
      }));
      const usual = solved(data, { tolerance: 1e-13 });
      const other = solved({ ...data, lines }, { scale: k, tolerance: 1e-13 });
      expect(Math.max(...usual.voltage.map((v, bus) => Math.abs(v - other.voltage[bus]!)))).toBeLessThan(1e-11);
      expect(Math.abs(other.totalActiveLoss - k * usual.totalActiveLoss)).toBeLessThan(1e-7 * k);
    }),
  );
});

/** What Newton finds, which starts from no load where that takes it; "nothing" where it finds none. */
function expectLikeNewton(data: FeederData, scale: number): void {
  const net = feeder(data);
  const outcome = powerFlow(net, { method: "sweep", scale });
  const newton = newtonVoltages(net, { scale });
  expect(outcome.status).toBe(newton === null ? "no solution" : "solved");
  if (outcome.status !== "solved" || newton === null) return;
  const { voltageReal, voltageImaginary } = newton;
  const differences = outcome.voltage.map((v, k) => Math.abs(v - Math.hypot(voltageReal[k]!, voltageImaginary[k]!)));
  expect(Math.max(...differences)).toBeLessThan(1e-6);
}

test("up to the load at which the voltage collapses the sweep finds what Newton finds, and nothing beyond", () => {
  const consuming = randomForest(1, { plain: true }).map((data) => ({
    ...data,
    loads: data.loads!.map((load) => ({ ...load, active: Math.abs(load.active), reactive: Math.abs(load.reactive) })),
  }));
  fc.assert(fc.property(consuming, fc.double({ min: 1, max: 60, noNaN: true }), expectLikeNewton), { numRuns: 150 });
});

test("it does so where buses give more power than others take, up to voltages that no grid has", () => {
  const scale = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(fc.property(randomForest(1, { plain: true }), scale, expectLikeNewton), { numRuns: 150 });
  fc.assert(fc.property(randomForest(1), fc.double({ min: -10, max: 10, noNaN: true }), expectLikeNewton), {
    numRuns: 150,
  });
});

test("a street of houses that all export is solved where losses at flat voltages would be a collapse", () => {
  const names = Array.from({ length: 16 }, (_, k) => `house ${k}`);
  const street: FeederData = {
    name: "street",
    origin: "made up for this test",
    buses: names.map((name) => ({ name, voltage: 1 })),
    lines: names.slice(1).map((to, k) => ({ from: names[k]!, to, resistance: 0.03, reactance: 0.02 })),
    loads: names.slice(1).map((bus) => ({ bus, active: -1000, reactive: 0 })),
    sources: [{ bus: names[0]!, voltage: 1 }],
  };
  const flow = solved(street);
  expect(flow.voltage[15]).toBeGreaterThan(2.2);
  expect(largestMismatch(street, complex(flow))).toBeLessThan(1e-8);
  expectLikeNewton(street, 1);
});

test.each(["impedance", "current"] as const)(
  "heavy loads of constant %s are solved, by Newton where the sweep gives up",
  (kind) => {
    // Behind a resistance of 0.1 per unit, P at 1 per unit: V = 1 / (1 + 0.1 P), and V = 1 - 0.1 P.
    const data: FeederData = {
      name: "one line",
      origin: "made up for this test",
      buses: ["grid", "house"].map((name) => ({ name, voltage: 1 })),
      lines: [{ from: "grid", to: "house", resistance: 0.1, reactance: 0 }],
      loads: [{ bus: "house", active: 1000, reactive: 0, kind }],
      sources: [{ bus: "grid", voltage: 1 }],
    };
    const net = feeder(data);
    const voltages = [0.9, 0.6, 0.5, 0.3, 0.12];
    const scales = voltages.map((v) => (kind === "impedance" ? (1 / v - 1) / 0.1 : (1 - v) / 0.1));
    const batch = powerFlows(net, { profile: Float64Array.from(scales) });
    scales.forEach((scale, k) => {
      const flow = powerFlow(net, { scale });
      expect(flow.status === "solved" ? Math.abs(flow.voltage[1]! - voltages[k]!) : flow.reason).toBeLessThan(1e-8);
      expect(Math.abs(batch.voltage[2 * k + 1]! - voltages[k]!)).toBeLessThan(1e-8);
      const asked = powerFlow(net, { scale, method: "sweep" });
      if (asked.status === "no solution") expect(asked.reason).toContain("Newton-Raphson does");
      else expect(Math.abs(asked.voltage[1]! - voltages[k]!)).toBeLessThan(1e-8);
    });
  },
);

test("one line has the voltage of its quadratic equation up to the last thousandth before the collapse", () => {
  // v^2 - (1 - 2 r P) v + r^2 P^2 = 0 for v = |V|^2 behind a resistance r with a load P, on 1,000 kVA and 1 kV.
  const resistance = 0.1;
  const data: FeederData = {
    name: "one line",
    origin: "made up for this test",
    buses: [
      { name: "grid", voltage: 1 },
      { name: "house", voltage: 1 },
    ],
    lines: [{ from: "grid", to: "house", resistance, reactance: 0 }],
    loads: [{ bus: "house", active: 2500, reactive: 0 }],
    sources: [{ bus: "grid", voltage: 1 }],
  };
  for (const scale of [0.2, 0.9, 0.99, 0.999, 0.9999]) {
    const half = 0.5 - resistance * 2.5 * scale;
    const expected = Math.sqrt(half + Math.sqrt(half * half - (resistance * 2.5 * scale) ** 2));
    expect(Math.abs(solved(data, { scale }).voltage[1]! - expected)).toBeLessThan(1e-9);
  }
  const beyond = powerFlow(feeder(data), { scale: 1.001 });
  expect(beyond).toMatchObject({ status: "no solution", method: "sweep", bus: 1 });
  if (beyond.status === "no solution") expect(Math.abs(beyond.share - 1)).toBeLessThan(2e-4);
});
