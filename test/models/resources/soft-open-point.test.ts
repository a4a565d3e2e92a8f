import { expect, test } from "vitest";
import { flexibleLoad, generator, type SoftOpenPointRow, softOpenPoint } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { marketOf, optimal, refusal } from "./copper-plate.ts";

const row: SoftOpenPointRow = { name: "S", from: "1", to: "2", ratedPower: 100 };

interface Units {
  readonly prices?: readonly [number, number];
  readonly most?: number;
}

/** Each bus on its own, without reactive power: a load of 60 kW at bus 2, a cheap unit with `most` kW at bus 1 and a dear one at 2. */
async function between(own: Partial<SoftOpenPointRow>, { prices = [0.1, 0.3], most = 500 }: Units = {}) {
  const market = marketOf(1);
  const { model: m, bus, hour } = market;
  const points = softOpenPoint(market, "SOP", [{ ...row, ...own }], { apparentPower: { sides: 16 } });
  const units = generator(market, "units", [
    { name: "a", bus: "1", highestActive: most, cost: prices[0] },
    { name: "b", bus: "2", highestActive: 500, cost: prices[1] },
  ]);
  const load = flexibleLoad(market, "load", [{ name: "town", bus: 2, active: 60 }]);
  const nothing = m.variable("nothing", [], { upper: 0 });
  m.constraint("balance", [bus, hour], (i, t) =>
    nothing().plus(units.active(i, t)).plus(points.active(i, t)).plus(load.active(i, t)).eq(0),
  );
  // What it gives in kVAr has to stay with it: else it could really lose as much, by reactive power.
  m.constraint("reactive balance", [bus, hour], (i, t) => nothing().plus(points.reactive!(i, t)).eq(0));
  m.minimize(units.cost(), market.money);
  await using session = await m.open(highs());
  return { points, ...optimal(await session.solve()) };
}

test("a soft open point carries power between its buses without loss where it has none", async () => {
  const { points, solution, objective } = await between({});
  expect(solution.value(points.to.power).at("S", 1)).toBeCloseTo(60, 6);
  expect(solution.value(points.from.power).at("S", 1)).toBeCloseTo(-60, 6);
  expect(objective).toBeCloseTo(6, 6);
});

test("it carries no more than its rating", async () => {
  const { solution, points } = await between({ ratedPower: 25 });
  expect(solution.value(points.to.power).at("S", 1)).toBeCloseTo(25, 6);
});

test("both converters lose a share of what they carry", async () => {
  const { points, solution } = await between({ lossCoefficient: 0.02 });
  // x - 0.02 (x + 60) = 60 -> x = 61.2 / 0.98
  const taken = 61.2 / 0.98;
  expect(solution.value(points.from.power).at("S", 1)).toBeCloseTo(-taken, 6);
  expect(solution.value(points.loss).at("S", 1)).toBeCloseTo(taken - 60, 6);
  expect(points.lossGap(solution)).toBeCloseTo(0, 6);
});

test("where energy has a negative price the relaxed losses are too large, and the gap says by how much", async () => {
  // Nothing to carry: the converters burn 0.02 * 200 kW from bus 2, and would lose 0.02 * 4 kW at that.
  const { points, solution } = await between({ lossCoefficient: 0.02 }, { prices: [0, -0.05], most: 0 });
  expect(solution.value(points.loss).at("S", 1)).toBeCloseTo(4, 6);
  expect(points.lossGap(solution)).toBeCloseTo(3.92, 6);
});

test("its converters are two cones for each device and hour where nothing is said", () => {
  const market = marketOf(3);
  softOpenPoint(market, "SOP", [row, { ...row, name: "other", from: "3" }]);
  expect(market.model.compile().cones?.rotated).toHaveLength(12);
});

test("points that cannot be are refused by name", () => {
  const of = (own: object) => refusal(() => softOpenPoint(marketOf(1), "SOP", [{ ...row, ...own }]));
  expect(of({ to: 1 })).toBe('In "SOP", the device "S" has both ends at the bus "1".');
  expect(of({ from: "9" })).toContain('stands at the from "9"');
  expect(of({ lossCoefficient: 1 })).toContain("lossCoefficient 1 kW/kVA, which must be at least 0 and below 1");
  expect(refusal(() => softOpenPoint(marketOf(1), "SOP", [row], { apparentPower: { sides: 6 } }))).toContain("6 sides");
});
