import { expect, test } from "vitest";
import { type OnLoadTapChangerRow, onLoadTapChanger } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { marketOf, optimal, refusal } from "./copper-plate.ts";

const row: OnLoadTapChangerRow = { name: "T", branch: "1-2", lowestStep: -2, highestStep: 3, stepSize: 0.05 };

/** Squared voltages before the taps are data; the least or largest sum of those behind them is asked for. */
async function behind(before: readonly number[], rows: readonly OnLoadTapChangerRow[], sense: "minimize" | "maximize") {
  const market = marketOf(before.length);
  const { model: m, hour } = market;
  const taps = onLoadTapChanger(market, "OLTC", rows);
  const v = m.parameter("v", [hour], before);
  const voltage = m.variable("voltage", [hour]);
  m.constraint("held", [hour], (t) => voltage(t).eq(v(t)));
  const out = taps.addTo((_, t) => voltage(t), 0.8, 1.2);
  const squared = m.expression("behind", [taps.unit, hour], (k, t) => out(k, t));
  const total = m.expression("total", [], () =>
    squared(taps.unit.first, hour.first).plus(squared(taps.unit.last, hour.last)),
  );
  m[sense](total());
  await using session = await m.open(highs());
  const { solution } = optimal(await session.solve());
  return { taps, solution, squared: solution.value(squared) };
}

test("the squared voltage behind a tap is that before it by the square of the ratio, at every step", async () => {
  const high = await behind([1.1], [row], "maximize");
  expect(high.solution.value(high.taps.step).at("T", 1)).toBeCloseTo(-2, 9);
  expect(high.solution.value(high.taps.ratio).at("T", 1)).toBeCloseTo(0.9, 9);
  expect(high.squared.at("T", 1)).toBeCloseTo(1.1 / 0.81, 9);
  const low = await behind([0.9], [row], "minimize");
  expect(low.solution.value(low.taps.step).at("T", 1)).toBeCloseTo(3, 9);
  expect(low.squared.at("T", 1)).toBeCloseTo(0.9 / 1.15 ** 2, 9);
});

test("tap changers of a group have steps of their own", async () => {
  const other = { ...row, name: "U", branch: "2-3", lowestStep: 0, highestStep: 1, stepSize: 0.1, neutralRatio: 0.95 };
  const { squared } = await behind([1], [row, other], "minimize");
  expect(squared.at("T", 1)).toBeCloseTo(1 / 1.15 ** 2, 9);
  expect(squared.at("U", 1)).toBeCloseTo(1 / 1.05 ** 2, 9);
});

test("no more steps are moved in a day than are allowed, from the step before", async () => {
  const { taps, solution } = await behind([1, 1, 1], [{ ...row, mostSwitchings: 3, stepBefore: 1 }], "maximize");
  const steps = [...solution.value(taps.step).data];
  // Three steps in all: from 1 to -2 at once.
  expect(steps[0]).toBeCloseTo(-2, 9);
  expect(steps[2]).toBeCloseTo(-2, 9);
  expect(solution.value(taps.switched!).data.reduce((sum, n) => sum + n, 0)).toBeCloseTo(3, 9);
});

test("tap changers that cannot be are refused by name", () => {
  const of = (own: object) => refusal(() => onLoadTapChanger(marketOf(1), "OLTC", [{ ...row, ...own }]));
  expect(of({ lowestStep: 4 })).toBe('In "OLTC", the device "T" has lowestStep 4 above highestStep 3.');
  expect(of({ stepSize: 0 })).toContain("stepSize 0, which must be above 0");
  expect(of({ stepSize: 0.5 })).toContain("has the ratio 0 at its lowest step");
  expect(of({ stepBefore: 4 })).toContain("stepBefore 4 above highestStep 3");
  expect(refusal(() => onLoadTapChanger(marketOf(1), "OLTC", [row, { ...row, name: "U" }]))).toContain(
    'the device "U" sits in the branch "1-2", as another one does',
  );
  const market = marketOf(1);
  const voltage = market.model.variable("voltage", []);
  const taps = onLoadTapChanger(market, "OLTC", [row]);
  expect(refusal(() => taps.addTo(() => voltage(), 0, Infinity))).toContain("Give the network a voltage band");
});
