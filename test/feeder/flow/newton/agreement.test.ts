import fc from "fast-check";
import { expect, test } from "vitest";
import { newtonVoltages } from "../../../../src/feeder/flow/newton/index.ts";
import { setLoads, sweepPlan, sweepVoltages } from "../../../../src/feeder/flow/sweep/index.ts";
import { type Feeder, feeder } from "../../../../src/feeder/index.ts";
import { bus33 } from "./bus33.ts";
import { randomNet } from "./random-net.ts";

/** Largest distance of two voltages, one by sweep and one by Newton-Raphson. */
function distance(radial: Feeder, scale: number): number {
  const plan = sweepPlan(radial);
  setLoads(plan, scale);
  const sweep = sweepVoltages(plan)!;
  const newton = newtonVoltages(radial, { scale })!;
  const distances = sweep.voltageReal.map((real, k) =>
    Math.hypot(real - newton.voltageReal[k]!, sweep.voltageImaginary[k]! - newton.voltageImaginary[k]!),
  );
  return distances.reduce((most, value) => Math.max(most, value), 0);
}

test("sweep and Newton-Raphson agree on random radial nets with taps, shunts, charging and loads of every kind", () => {
  fc.assert(
    fc.property(randomNet({ meshes: false }), fc.constantFrom(0.3, 1), (data, scale) => {
      expect(distance(feeder(data), scale)).toBeLessThan(1e-9);
    }),
    { numRuns: 200 },
  );
});

test("they agree on the 33-bus feeder from next to no load to close to its collapse", () => {
  const radial = feeder(bus33(false));
  for (const scale of [0.01, 0.5, 1, 2, 3, 3.5]) expect(distance(radial, scale)).toBeLessThan(1e-9);
});
