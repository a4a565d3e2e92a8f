/** Circles of rated powers as second-order cones, solved as such. */
import { expect, test } from "vitest";
import { battery, type DecidedResource, generator, photovoltaic, softOpenPoint } from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { type Affine, type Index, sum } from "../../../src/language/index.ts";
import { marketOf, optimal } from "./copper-plate.ts";

test("generators, plants and batteries give P + Q up to the circle", async () => {
  const market = marketOf(1);
  const { model: m, bus, hour } = market;
  const units = generator(market, "units", [{ name: "CHP", bus: "1", highestActive: 100, ratedPower: 50 }]);
  const pv = photovoltaic(market, "PV", [{ name: "roof", bus: "2", capacity: 6, profile: 1, ratedPower: 10 }]);
  const row = {
    name: "B",
    bus: "3",
    capacity: 100,
    chargingPower: 90,
    initialEnergy: 100,
    finalEnergy: "free",
  } as const;
  const store = battery(market, "store", [{ ...row, ratedPower: 20 }], { exclusive: "never" });
  const worth = m.parameter("kW for a kVAr", [], 1, "kW/kVAr");
  const given = (t: Index<"hour">, { active, reactive }: DecidedResource): Affine =>
    sum([bus], (i) => active(i, t).plus(reactive!(i, t).times(worth())));
  m.maximize(sum([hour], (t) => given(t, units).plus(given(t, pv)).plus(given(t, store))));
  await using session = await m.open(clarabel());
  const { objective, solution } = optimal(await session.solve());
  // The point at 45 degrees, but for the plant, which has 6 kW and so 8 kVAr.
  expect(objective).toBeCloseTo(70 * Math.SQRT2 + 14, 5);
  expect(solution.value(units.power).at("CHP", 1)).toBeCloseTo(50 * Math.SQRT1_2, 4);
  expect(solution.value(pv.reactivePower!).at("roof", 1)).toBeCloseTo(8, 4);
});

test("a soft open point loses its share of the apparent power, reactive power included", async () => {
  const market = marketOf(1);
  const { model: m, hour } = market;
  const row = { name: "S", from: "1", to: "2", ratedPower: 100, lossCoefficient: 0.02 };
  const points = softOpenPoint(market, "SOP", [row]);
  const at = [points.unit.first, hour.first] as const;
  m.constraint("wanted", [], () => points.to.power(points.unit.first, hour.first).eq(30));
  m.constraint("wanted, reactive", [], () => points.to.reactivePower(points.unit.first, hour.first).eq(40));
  m.maximize(points.from.power(...at));
  await using session = await m.open(clarabel());
  const { solution } = optimal(await session.solve());
  // 50 kVA at one end: x - 0.02 x - 1 = 30.
  expect(solution.value(points.from.power).at("S", 1)).toBeCloseTo(-31 / 0.98, 5);
  expect(points.lossGap(solution)).toBeCloseTo(0, 5);
});
