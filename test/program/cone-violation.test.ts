import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coneViolation, coneViolationSlopes, dualConeViolation } from "../../src/program/index.ts";

const floats = (...numbers: number[]) => Float64Array.from(numbers);
const violation = (f: Float64Array, isRotated: boolean) => coneViolation(f, 0, f.length, isRotated);

test.each<[string, number[], boolean, number]>([
  ["outside of an ordinary cone", [2, 3, 4], false, 3],
  ["inside it", [7, 3, 4], false, -2],
  ["a cone of one expression", [-2], false, 2],
  ["on the border of a rotated one", [1, 4, 2], true, 0],
  ["where both factors are missing", [0, 0, 5], true, 5],
  ["where one factor is negative", [-3, 0, 0], true, 3],
])("%s the least that has to be added to the large sides is found", (_, f, isRotated, expected) => {
  expect(violation(Float64Array.from(f), isRotated)).toBeCloseTo(expected, 12);
});

const numbers = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 6 })
  .map((f) => Float64Array.from(f));

describe.each([true, false])("with rotated: %s", (isRotated) => {
  const sides = isRotated ? 2 : 1;

  test("what is found puts the point on the border of the cone", () => {
    fc.assert(
      fc.property(numbers, (f) => {
        const t = violation(f, isRotated);
        const [one, other] = [f[0]! + t, isRotated ? f[1]! + t : f[0]! + t];
        const squares = f.subarray(sides).reduce((sum, own) => sum + own * own, 0);
        expect(one * other).toBeCloseTo(squares, 6);
        expect(Math.min(one, other)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  test("the slopes are what it changes by", () => {
    const step = 1e-6;
    fc.assert(
      fc.property(
        numbers.filter((f) => f.subarray(sides).some((own) => own !== 0)),
        (f) => {
          const slopes = coneViolationSlopes(f, isRotated);
          for (let k = 0; k < f.length; k++) {
            const moved = (by: number) =>
              violation(
                f.map((own, at) => (at === k ? own + by : own)),
                isRotated,
              );
            expect(slopes[k]).toBeCloseTo(Math.abs(moved(step) - moved(-step)) / (2 * step), 4);
          }
        },
      ),
    );
  });

  test("multipliers in the dual cone and points in the cone make no negative products", () => {
    fc.assert(
      fc.property(numbers, numbers, (f, u) => {
        const size = Math.min(f.length, u.length);
        const into = (vector: Float64Array, by: number) =>
          vector.map((own, k) => (k < sides ? own + Math.max(0, by) : own));
        const inside = into(f.subarray(0, size), violation(f.subarray(0, size), isRotated));
        const dual = into(u.subarray(0, size), dualConeViolation(u.subarray(0, size), isRotated));
        const product = inside.reduce((sum, own, k) => sum + own * dual[k]!, 0);
        expect(product).toBeGreaterThanOrEqual(-1e-6);
      }),
    );
  });
});

test("numbers that are none are seen", () => {
  expect(violation(floats(Number.NaN, 1, 1), true)).toBeNaN();
  expect(violation(floats(1, Number.NaN), false)).toBeNaN();
});
