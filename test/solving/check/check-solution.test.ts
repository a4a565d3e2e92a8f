import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProgramSolution } from "../../../src/program/index.ts";
import { checkSolution } from "../../../src/solving/index.ts";
import { type DenseProgram, programOf } from "../../program-of.ts";

const infinity = Number.POSITIVE_INFINITY;
const free = [-infinity, -infinity];

/** min 3 x1 + 2 x2,  need: x1 + x2 >= 4,  spread: x1 - x2 <= 2: optimum 8 at (0, 4), duals (2, 0), reduced costs (1, 0). */
const example = programOf({
  costs: [3, 2],
  rows: [
    [4, [1, 1], infinity],
    [-infinity, [1, -1], 2],
  ],
  rowNames: ["need", "spread"],
});

const claim = (values: number[], rowDuals: number[] | null, reducedCosts: number[] | null = null): ProgramSolution => ({
  values: Float64Array.from(values),
  rowDuals: rowDuals === null ? null : Float64Array.from(rowDuals),
  reducedCosts: reducedCosts === null ? null : Float64Array.from(reducedCosts),
});

describe("an optimum that is one", () => {
  test("passes, with its objective, activities, slacks and reduced costs", () => {
    const checked = checkSolution(example, claim([0, 4], [2, 0]));
    expect(checked).toMatchObject({ complaint: null, feasible: true, objective: 8 });
    expect([...checked.rowActivity]).toEqual([4, -4]);
    expect([...checked.slacks]).toEqual([0, 6]);
    expect([...checked.reducedCosts!]).toEqual([1, 0]);
    expect(checked.residuals).toMatchObject({
      primal: 0,
      bound: 0,
      integrality: 0,
      stationarity: 0,
      dual: 0,
      complementarity: 0,
    });
  });

  test("passes where rounding alone is to blame, in large units too", () => {
    const large = programOf({ costs: [1e-3], rows: [[1e9, [1], infinity]] });
    expect(checkSolution(large, claim([1e9 - 1e-2], [1e-3])).complaint).toBeNull();
  });

  test("of an integer program is checked without duals", () => {
    const checked = checkSolution(example, claim([0, 4], null));
    expect(checked.residuals).toMatchObject({ stationarity: null, dual: null, complementarity: null });
    expect(checked.reducedCosts).toBeNull();
  });
});

describe("large terms that ought to cancel", () => {
  const difference = programOf({
    costs: [0, 0],
    lower: [0, 0],
    rows: [[0.3, [1, -1], 0.3]],
    rowNames: ["difference"],
  });

  test("are held to the row's side, not to their own size", () => {
    const { complaint, residuals } = checkSolution(difference, claim([1e6, 1e6], null));
    expect(complaint).toBe('row "difference" comes to 0 and needs 0.3 or more');
    expect(residuals.largestViolation).toBe(0.3);
    expect(checkSolution(difference, claim([1e6, 1e6 - 0.3 + 1e-2], null)).complaint).toContain("0.29");
  });

  test("may be off by their rounding", () => {
    expect(checkSolution(difference, claim([1e6, 1e6 - 0.3 + 1e-5], null)).complaint).toBeNull();
    expect(checkSolution(difference, claim([1, 0.7 + 5e-7], null)).complaint).toBeNull();
    expect(checkSolution(difference, claim([1, 0.7 + 2e-6], null)).complaint).not.toBeNull();
  });

  test("a large whole number has to be one, and a bound of 0 is not widened by anything", () => {
    const whole = programOf({ costs: [1], lower: [0], kinds: [1] });
    expect(checkSolution(whole, claim([1e6 + 0.4], null)).complaint).toContain("has to be a whole number");
    expect(checkSolution(whole, claim([1e6 + 1e-5], null)).complaint).toBeNull();
    expect(checkSolution(whole, claim([-1e-3], null)).complaint).toContain("needs 0 or more");
  });
});

describe("what is not an optimum is found out, with its worst place", () => {
  test.each<[string, ProgramSolution, RegExp]>([
    ["a row that does not hold", claim([0, 3.9], [2, 0]), /row "need" comes to 3.9 and needs 4 or more/],
    ["a bound that does not hold", claim([-0.1, 4.1], [2, 0]), /column "x1" is -0.1 and needs 0 or more/],
    ["a point that is feasible but not best", claim([1, 3], [2, 0]), /at column "x1", whose dual is not zero/],
    ["a dual at a row that is not at its side", claim([0, 5], [2, 0]), /at row "need", whose dual is not zero/],
    ["a dual of the wrong sign", claim([0, 4], [2, 1]), /row "spread" falls, and nothing bounds it there/],
    [
      "reduced costs that costs and duals do not make",
      claim([0, 4], [2, 0], [1, 1]),
      /reduced cost of column "x2" is given as 1/,
    ],
    ["a number that is none", claim([Number.NaN, 4], [2, 0]), /row "need" comes to NaN/],
    ["a dual that is none", claim([0, 4], [Number.NaN, 0]), /NaN/],
  ])("%s", (_, wrong, message) => {
    expect(checkSolution(example, wrong).complaint).toMatch(message);
  });

  test("a price for what has no bound: the objective still improves", () => {
    const dense: DenseProgram = {
      costs: [-1, -1],
      lower: free,
      hessian: [
        [2, -2],
        [-2, 2],
      ],
      colNames: ["east", "west"],
    };
    const far = checkSolution(programOf(dense), claim([1e7, 1e7], [], [-1, -1]));
    expect(far).toMatchObject({
      feasible: true,
      complaint: expect.stringMatching(/improves by 1 for each unit that column "east" rises/),
    });
  });

  test("fractions, and values outside a semi-continuous range", () => {
    const whole = programOf({ costs: [1, 1], kinds: [1, 2], lower: [0, 2], upper: [9, 5], colNames: ["on", "unit"] });
    expect(checkSolution(whole, claim([0.5, 0], null)).complaint).toBe(
      'column "on" is 0.5 and has to be a whole number',
    );
    expect(checkSolution(whole, claim([1, 1], null)).complaint).toBe(
      'column "unit" is 1 and has to be 0 or between 2 and 5',
    );
    expect(checkSolution(whole, claim([1, 3], null)).complaint).toBeNull();
    expect(checkSolution(whole, claim([1, 6], null)).complaint).toContain('"unit" is 6');
  });
});

test("of all points of a random program with a known optimum, only that one passes", () => {
  // min sum of c x over x >= b with c, b > 0: optimum b, reduced costs c.
  const positive = fc.integer({ min: 1, max: 1000 });
  const columns = fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(columns, fc.nat(5), fc.double({ min: 1e-2, max: 1e3, noNaN: true }), (pairs, which, step) => {
      const costs = pairs.map(([cost]) => cost);
      const lower = pairs.map(([, bound]) => bound);
      const program = programOf({ costs, lower });
      expect(checkSolution(program, claim(lower, [])).complaint).toBeNull();
      const at = which % lower.length;
      const above = lower.map((bound, k) => (k === at ? bound * (1 + step) : bound));
      const below = lower.map((bound, k) => (k === at ? bound * (1 - Math.min(step, 1)) : bound));
      const shareOfObjective =
        (costs[at]! * lower[at]! * step) / costs.reduce((sum, cost, k) => sum + cost * above[k]!, 1);
      if (shareOfObjective > 1e-5) expect(checkSolution(program, claim(above, [])).complaint).not.toBeNull();
      expect(checkSolution(program, claim(below, [])).complaint).not.toBeNull();
    }),
  );
});
