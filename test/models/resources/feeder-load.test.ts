import { expect, test } from "vitest";
import { feederLoad } from "../../../models/index.ts";
import { feeder, type LoadData } from "../../../src/feeder/index.ts";
import { scope } from "../../../src/market/index.ts";
import { marketOf, refusal } from "./copper-plate.ts";

const of = (loads: readonly LoadData[]) =>
  feeder({
    name: "two lines",
    origin: "made up",
    buses: ["1", "2", "3"].map((name) => ({ name, voltage: 12 })),
    lines: [
      { from: "1", to: "2", resistance: 0.1, reactance: 0.1 },
      { from: "2", to: "3", resistance: 0.1, reactance: 0.1 },
    ],
    sources: [{ bus: "1", voltage: 1 }],
    loads,
    generators: [{ bus: "2", active: 10, reactive: 0 }],
  });

const loads: readonly LoadData[] = [
  { bus: "2", active: 100, reactive: 60 },
  { bus: "3", active: 40, reactive: 30 },
];

/** kW and kVAr consumed at every bus and hour. */
function consumed(market: ReturnType<typeof marketOf>, load: ReturnType<typeof feederLoad>): readonly number[][] {
  const { model: m, bus, hour } = market;
  const [p, q] = ["P", "Q"].map((name) => m.variable(name, [bus, hour], { lower: -Infinity }));
  m.constraint("active", [bus, hour], (i, t) => load.active(i, t).eq(p!(i, t)));
  m.constraint("reactive", [bus, hour], (i, t) => load.reactive(i, t).eq(q!(i, t)));
  const { rowLower, values, starts } = m.compile();
  const sides = [...rowLower].map((side, row) => side / values[starts[row]!]!);
  return [sides.slice(0, sides.length / 2), sides.slice(sides.length / 2)];
}

function expectClose(actual: readonly number[] | undefined, wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [k, value] of wanted.entries()) expect(actual?.[k]).toBeCloseTo(value, 9);
}

test("a feeder's loads are taken out at their buses, less what generators of given power give, times the profile", () => {
  const market = marketOf(2);
  const load = feederLoad(market, of(loads), { profile: [1, 0.5] });
  const [active, reactive] = consumed(market, load);
  expectClose(active, [0, 0, -90, -45, -40, -20]);
  expectClose(reactive, [0, 0, -60, -30, -30, -15]);
});

test("a profile may differ by bus, and the market's buses may stand in another order", () => {
  const market = scope({ name: "market", buses: ["3", "2", "1", "far"], hours: 2, money: "EUR" });
  const load = feederLoad(market, of(loads), { profile: [1, 2, 3, 4, 5, 6, 7, 8] });
  expectClose(consumed(market, load)[0], [-40, -80, -270, -360, 0, 0, 0, 0]);
});

test("loads that depend on the voltage are refused, unless it is said at which voltage they are taken", () => {
  const current: LoadData = { bus: "3", active: 40, reactive: 30, kind: "current" };
  const impedance: LoadData = { bus: "2", active: 100, reactive: 60, kind: "impedance" };
  expect(refusal(() => feederLoad(marketOf(1), of([current])))).toBe(
    'The load at bus "3" of "two lines" has constant current: what it consumes depends on the voltage, which a market\'s loads cannot. Give constantAt, the voltage at which it is taken for constant power (1 for the nominal one).',
  );
  expect(refusal(() => feederLoad(marketOf(1), of([impedance])))).toContain(
    'bus "2" of "two lines" has constant impedance',
  );
  const market = marketOf(1);
  const load = feederLoad(market, of([current, impedance]), { constantAt: 0.9 });
  expectClose(consumed(market, load)[0], [0, -81 + 10, -36]);
});

test("loads that are nowhere in the market, and profiles that do not fit, are refused", () => {
  const small = scope({ name: "small", buses: ["1", "2"], hours: 2, money: "EUR" });
  expect(refusal(() => feederLoad(small, of(loads)))).toBe(
    '"load": the feeder "two lines" has a load at bus "3", which is not one of the 2 buses of the market.',
  );
  expect(refusal(() => feederLoad(marketOf(2), of(loads), { profile: [1] }))).toBe(
    'The profile of "load" has 1 values, and the market has 2 hours at 3 buses. Give 2 values, or 6.',
  );
  expect(refusal(() => feederLoad(marketOf(2), of(loads), { profile: [1, Number.NaN] }))).toContain(
    'Value 2 of the profile of "load" is NaN',
  );
  expect(refusal(() => feederLoad(marketOf(2), of(loads), { constantAt: 0 }))).toContain("at the voltage 0");
});
