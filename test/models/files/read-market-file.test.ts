import { describe, expect, test } from "vitest";
import {
  battery,
  capacitorBank,
  conicDistFlow,
  copperPlate,
  feederLoad,
  flexibleLoad,
  generator,
  linearDistFlow,
  neededBy,
  onLoadTapChanger,
  photovoltaic,
  softOpenPoint,
} from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import type { Solution } from "../../../src/language/index.ts";
import {
  type LocalMarket,
  optimalPowerFlow,
  type Participant,
  type Resource,
  type Scope,
} from "../../../src/market/index.ts";
import { optimal, refusal } from "../resources/copper-plate.ts";
import { case33bw, entered, path, readExample, readSmall, small, text } from "./example.ts";

const load = [0.55, 0.6, 0.85, 0.8, 0.95, 0.9];
const sun = [0, 0.02, 0.45, 0.8, 0.3, 0];
const price = [0.09, 0.1, 0.14, 0.06, 0.16, 0.2];

/** The example, written with the functions of the library. */
const byHand: readonly Participant[] = [
  {
    name: "upstream",
    enter(scope) {
      const any = { lowestReactive: -Infinity, highestReactive: Infinity };
      generator(scope, "generators", [
        { name: "substation", bus: 1, highestActive: Infinity, cost: price, ...any },
        { name: "feed-in", bus: 1, lowestActive: -2000, highestActive: 0, cost: price.map((euros) => euros / 2) },
      ]);
    },
  },
  { name: "town", enter: (scope) => void feederLoad(scope, case33bw, { profile: load }) },
  { name: "cooperative", enter: enterCooperative },
  { name: "factory", enter: enterFactory },
  { name: "grid operator", enter: enterOperator },
];

function enterCooperative(scope: Scope): void {
  const plants = [
    { name: "school", bus: 18, capacity: 600, ratedPower: 600 },
    { name: "barn", bus: 33, capacity: 400, mostCurtailed: 0.5, curtailmentCost: 0.01 },
  ];
  photovoltaic(scope, "photovoltaics", plants, { profile: sun, apparentPower: { sides: 16 } });
  const efficiencies = { chargingEfficiency: 0.95, dischargingEfficiency: 0.95 };
  const energies = { capacity: 1200, leastEnergy: 100, initialEnergy: 300, finalEnergy: 300 };
  const station = { name: "station", bus: 17, chargingPower: 200, throughputCost: 0.005 };
  battery(scope, "batteries", [{ ...station, ...energies, ...efficiencies }]);
}

function enterFactory(scope: Scope): void {
  const [active, most] = [
    [80, 80, 200, 200, 200, 80],
    [0, 0, 150, 150, 0, 0],
  ];
  flexibleLoad(scope, "flexible loads", [
    { name: "cold store", bus: 22, active: active!, lowestActive: 40, highestActive: 300, powerFactor: 0.95 },
    { name: "oven", bus: 25, active: most!, mostShed: most!, shedCost: 0.4 },
  ]);
  const limits = { rampUp: 50, rampDown: 50, leastPowerFactor: 0.9 };
  generator(scope, "generators", [{ name: "CHP", bus: 25, highestActive: 300, cost: 0.11, ...limits }]);
}

function enterOperator(scope: Scope): void {
  const switched = { mostSwitchings: 4, stepBefore: 0 };
  capacitorBank(scope, "capacitor banks", [{ name: "C30", bus: 30, steps: 4, reactivePerStep: 150, ...switched }]);
  const points = [{ name: "18-33", from: 18, to: 33, ratedPower: 300, lossCoefficient: 0.01 }];
  softOpenPoint(scope, "soft open points", points, { apparentPower: { sides: 16 } });
  const steps = { lowestStep: -2, highestStep: 2, stepSize: 0.0125, switchingCost: 1 };
  onLoadTapChanger(scope, "tap changers", [{ name: "regulator", branch: "6-7", ...steps }]);
}

function programOf(market: LocalMarket) {
  const whole = entered(market);
  optimalPowerFlow(whole, market.network);
  return whole.model.compile();
}

test("a market file with every device is the program that the same calls of the library make", () => {
  const { market, limits } = readExample();
  const ratings = { "1-2": 4500, "2-19": Float64Array.of(600, 600, 600, 600, 500, 500) };
  expect(limits).toEqual({ lowestVoltage: 0.95, highestVoltage: 1.05, ratedPower: ratings });
  const written: LocalMarket = {
    name: "a sunny day with every device",
    buses: case33bw.busNames,
    hours: ["0:00", "4:00", "8:00", "12:00", "16:00", "20:00"],
    hourLength: 4,
    money: "EUR",
    participants: byHand,
    network: linearDistFlow(case33bw, limits),
  };
  expect(programOf(market)).toEqual(programOf(written));
});

test("the example is cleared: what is given is what is consumed, and costs what its rows say", {
  timeout: 90_000,
}, async () => {
  const { market } = readExample();
  const whole = entered(market);
  const { grid } = optimalPowerFlow(whole, market.network);
  await using session = await whole.model.open(highs());
  const { solution, objective } = optimal(await session.solve());
  // The feeder's own loads take 3,715 kW.
  const { active } = grid.injections(solution);
  const given = price.map((_, t) => Array.from(active).reduce((sum, kW, at) => (at % 6 === t ? sum + kW : sum), 0));
  for (const kW of given) expect(kW).toBeCloseTo(0, 4);
  const of = (owner: string) => whole.entered(owner).resources;
  const [chp, oven, town] = [of("factory")[1]!, of("factory")[0]!, of("town")[0]!];
  expect(injected(town, solution, whole)[3]).toBeCloseTo(-0.8 * 3715, 6);
  expect(injected(oven, solution, whole).reduce((sum, kW) => sum + kW, 0)).toBeCloseTo(-840 - 300, 4);
  const bought = injected(of("upstream")[0]!, solution, whole);
  const costs = [
    ...bought.map((kW, t) => 4 * price[t]! * kW),
    ...injected(chp, solution, whole).map((kW) => 4 * 0.11 * kW),
    ...injected(of("cooperative")[1]!, solution, whole).map((kW) => 4 * 0.005 * Math.abs(kW)),
  ];
  expect(objective).toBeCloseTo(
    costs.reduce((sum, euros) => sum + euros, 0),
    3,
  );
});

/** kW of a resource in each hour, over all buses. */
function injected(resource: Resource, solution: Solution, { bus, hour }: Scope): number[] {
  const power =
    Reflect.get(resource, "power") ?? Reflect.get(resource, "served") ?? Reflect.get(resource, "activeLoad");
  const sign = "power" in resource ? 1 : -1;
  const values: Float64Array = "activeLoad" in resource ? loads() : solution.value(power).data;
  return hour.labels.map((_, t) => values.reduce((sum, kW, at) => (at % hour.size === t ? sum + sign * kW : sum), 0));

  function loads(): Float64Array {
    const total = case33bw.constantPower.active.map((own) => own * case33bw.basePower);
    return Float64Array.from(
      { length: bus.size * hour.size },
      (_, at) => total[Math.floor(at / hour.size)]! * load[at % hour.size]!,
    );
  }
}

test("the network is the file's or the one that is asked for, and the feeder may be another one", () => {
  expect(readExample().network.name).toBe("linear");
  expect(readExample().market.network.name).toBe(linearDistFlow(case33bw).name);
  const conic = readExample({ network: "conic" });
  expect([conic.market.network.name, conic.notes]).toEqual([conicDistFlow(case33bw).name, []]);
  const plate = readExample({ network: "copper plate" });
  expect(plate.market.network.name).toBe(copperPlate().name);
  expect(plate.notes).toEqual(['The limits have no effect on the network "copper plate".']);
  const other = readExample({ feeder: { ...case33bw, name: "my feeder" } });
  expect(other.notes).toEqual(["The market was written for case33bw, and is solved on my feeder."]);
  expect(() => readExample({ network: "meshed" })).toThrow(
    'every-device.json is to be read with the network "meshed". These are: copper plate, linear, conic, around.',
  );
});

test("the network around a flow is one around that of the feeder's own loads, and exact there", async () => {
  const any = { lowestReactive: -1e4, highestReactive: 1e4 };
  const grid = { name: "grid", bus: 1, highestActive: 1e4, cost: 0.1, ...any };
  const participants = [
    { name: "upstream", generators: [grid] },
    { name: "town", "feeder load": {} },
  ];
  const { market } = readSmall({ buses: undefined, network: "around", hours: 1, participants }, { feeder: case33bw });
  const whole = entered(market);
  const { grid: onFeeder } = optimalPowerFlow(whole, market.network);
  await using session = await whole.model.open(highs());
  const { solution } = optimal(await session.solve());
  // The published losses are 202.68 kW.
  const loss = onFeeder.state(solution)!.loss.data.reduce((sum, kW) => sum + kW, 0);
  expect(loss).toBeCloseTo(202.68, 2);
});

test("a file says which texts it needs, as seen from where it stands itself", () => {
  expect(neededBy(path, text)).toEqual({
    feeder: { name: "case33bw", path: "examples/markets/case33bw" },
    files: ["examples/markets/sunny-day.csv"],
  });
  expect(neededBy("small.json", small()["markets/small.json"]!)).toEqual({ feeder: null, files: [] });
  const files = {
    a: { file: "/data/a.csv" },
    b: { file: "b.csv" },
    c: { file: "b.csv" },
    d: { file: "https://x.org/d.csv" },
  };
  expect(neededBy("m/small.json", JSON.stringify({ profiles: files })).files).toEqual([
    ...["/data/a.csv", "m/b.csv", "https://x.org/d.csv"],
  ]);
  expect(() => neededBy("x.json", "{")).toThrow("x.json is not JSON");
});

describe("numbers by the hour", () => {
  const rowOf = (cost: unknown, more: object = {}, texts: object = {}) => {
    const row = { name: "grid", bus: 1, highestActive: "unlimited", lowestActive: "unlimited", cost };
    const { market } = readSmall({ participants: [{ name: "upstream", generators: [row] }], ...more }, {}, texts);
    return market.participants[0]!.devices[0]!.rows[0] as Record<string, unknown>;
  };

  test("are one number, a list, a profile, or a profile times a factor", () => {
    expect(rowOf(0.1)).toEqual({ name: "grid", bus: 1, highestActive: Infinity, lowestActive: -Infinity, cost: 0.1 });
    expect(rowOf([0.1, 0.2]).cost).toEqual(Float64Array.of(0.1, 0.2));
    const profiles = { day: [1, 2], night: { file: "night.csv", column: "price" } };
    expect(rowOf({ profile: "day" }, { profiles }, night()).cost).toEqual(Float64Array.of(1, 2));
    expect(rowOf({ profile: "night", times: 0.5 }, { profiles }, night()).cost).toEqual(Float64Array.of(1.5, 2));
  });

  const night = () => ({ "markets/night.csv": "hour,price\n1,3\n2,4\n" });

  test("have a value for each hour, or are refused with their place", () => {
    const of = (cost: unknown, profiles: object = {}, texts: object = {}) =>
      refusal(() => rowOf(cost, { profiles }, texts));
    expect(of([1])).toMatch(/participants\[0\]\.generators\[0\]\.cost has 1 values, and the market 2 hours\./);
    expect(of({ profile: "dya" }, { day: [1, 2] })).toContain(
      'cost.profile: "dya" is no profile of the file. These are: day.',
    );
    expect(of(1, { day: [1, 2, 3] })).toContain("profiles.day: The list has 3 values, and the market 2 hours.");
    // Whoever refers to a profile that is wrong is not blamed for it.
    expect(of({ profile: "day" }, { day: [1, 2, 3] }).split("\n")).toHaveLength(2);
    const column = (name: string) => ({ night: { file: "night.csv", column: name } });
    expect(of(1, column("price"))).toContain('profiles.night: The text of "markets/night.csv" was not handed in.');
    expect(of(1, column("cost"), night())).toContain(
      'profiles.night: markets/night.csv has no column "cost", only hour, price.',
    );
    expect(of(1, column("price"), { "markets/night.csv": "price\n3\n4,5\n" })).toContain("night.csv, line 3");
    expect(of(1, column("price"), { "markets/night.csv": "price\n3\n" })).toContain(
      'The column "price" of night.csv has 1 values, and the market 2 hours.',
    );
  });
});

describe("limits", () => {
  const of = (limits: object) => () => readSmall({ buses: undefined, limits }, { feeder: case33bw });

  test("by the hour are those of every bus, of every source", () => {
    const read = of({ lowestVoltage: [0.9, 0.95], sourceVoltage: [1, 1.02], reverseFlow: { "1-2": "unlimited" } })()
      .limits;
    expect(Array.from(read.lowestVoltage as Float64Array)).toEqual(
      Array.from({ length: 33 }, () => [0.9, 0.95]).flat(),
    );
    expect(read.sourceVoltage).toEqual(Float64Array.of(1, 1.02));
    expect(read.reverseFlow).toEqual({ "1-2": Infinity });
  });

  test("of lines that the feeder does not have, and empty bands, are problems; those of open lines have no effect", () => {
    expect(refusal(of({ ratedPower: { "1-9": 3 } }))).toContain(
      'limits.ratedPower: "1-9" is no line of "case33bw". Its lines are called 1-2, 2-3, 3-4, ...',
    );
    expect(refusal(of({ lowestVoltage: [0.9, 1.2], highestVoltage: 1.1 }))).toContain(
      "limits: lowestVoltage 1.2 is above highestVoltage 1.1.",
    );
    expect(of({ ratedPower: { "21-8": 3 } })().notes).toEqual([
      "Ratings without effect, for these lines are open: 21-8.",
    ]);
  });
});

describe("a file that cannot be read says all that is wrong, with the places", () => {
  const of = (changes: object, options: object = {}) => refusal(() => readSmall(changes, options));
  const home = (own: object) => ({ participants: [{ name: "home", ...own }] });
  const store = { name: "B", bus: 2, capacity: 10, chargingPower: 5 };

  test("what the schema refuses", () => {
    const faults = of({
      hours: 1.5,
      money: 3,
      price: 1,
      participants: [
        { name: "home", batteries: [store, { ...store, capacity: -1, finalEnergy: "half" }], wind: [] },
        { photovoltaics: { devices: [{ name: "roof", bus: 2, profile: [1, 60] }], apparentPower: { sides: 7 } } },
        { name: "grid", generators: [{ name: "G", bus: 1, highestActive: 3, cost: "high" }], "feeder load": [] },
      ],
    });
    expect(faults.split("\n")).toEqual([
      "markets/small.json is not a market file:",
      "  - hours: 1.5 is no whole number of hours.",
      "  - money: 3 is no string.",
      "  - participants[0].batteries[1].capacity: -1 kWh must be at least 0.",
      '  - participants[0].batteries[1].finalEnergy: "half" is neither a number nor "free".',
      '  - participants[0]: "wind" is no key of a participant. These are: name, behaviour, generators, photovoltaics, batteries, flexible loads, feeder load, capacitor banks, soft open points, tap changers.',
      "  - participants[1].name is missing.",
      "  - participants[1].photovoltaics.devices[0].capacity is missing.",
      "  - participants[1].photovoltaics.devices[0].profile[1]: 60 must be at least 0 and at most 1.5. Give kW for each kW of capacity: 0.6 where 60 % of it can be had.",
      "  - participants[1].photovoltaics.apparentPower.sides: 7 must be a multiple of 4, at most 1000.",
      '  - participants[2].generators[0].cost: "high" is neither a number nor a list of numbers nor { "profile": its name }.',
      '  - participants[2]["feeder load"]: a list is no object.',
      '  - "price" is no key of a market file. These are: $schema, dialect, name, description, feeder, buses, hours, hourLength_h, money, limits, network, participants, profiles.',
    ]);
  });

  test("what devices refuse, row by row", () => {
    const rows = [{ ...store, bus: 9 }, store, { ...store, finalEnergy: "free" }];
    const named = rows.map((row, k) => ({ ...row, name: `B${k}` }));
    expect(of(home({ batteries: { devices: named } })).split("\n")).toEqual([
      "markets/small.json is not a market:",
      '  - participants[0].batteries.devices[0]: In "batteries", the device "B0" stands at the bus 9, which is not one of the 3 buses of the market.',
      expect.stringMatching(
        /^ {2}- participants\[0\]\.batteries\.devices\[2\]: In "batteries", the device "B2" has finalEnergy "free" and no initialEnergy/,
      ),
    ]);
    expect(of(home({ batteries: [store, store] }))).toContain("- participants[0].batteries: ");
    expect(of(home({ batteries: { devices: [store, { ...store, name: "C" }], exclusive: [9] } }))).toMatch(
      /:\n {2}- participants\[0\]\.batteries: "9" is not in the set "hour".*$/,
    );
    expect(of(home({ "feeder load": {} }))).toContain(
      'participants[0]["feeder load"]: There is a feeder load, and the market "three buses" has no feeder. Give one.',
    );
    const tap = { name: "T", branch: "1-2", lowestStep: -1, highestStep: 1, stepSize: 0.01 };
    expect(of(home({ "tap changers": [tap] }))).toContain(
      'participants[0]["tap changers"][0].branch: "1-2" is no branch of the market, which has no feeder.',
    );
  });

  test("what does not fit together", () => {
    expect(of({ buses: undefined })).toContain("small.json has neither a feeder nor buses.");
    expect(of({ buses: undefined, feeder: "case33bw" })).toContain(
      'names the feeder "case33bw", which was not handed in. Read it, and give it as "feeder".',
    );
    expect(of({ feeder: "case33bw" })).toContain('has buses of its own, and names the feeder "case33bw".');
    expect(of({}, { feeder: case33bw })).toContain('has buses of its own, and "case33bw" was handed in.');
    expect(of({ network: "conic" })).toContain('The network "conic" models a feeder');
    expect(of({ limits: { lowestVoltage: 0.9 } })).toContain("limits: there is no feeder in which they could hold.");
    expect(of({ hourLength_h: 15 })).toMatch(/^markets\/small\.json: The hours of "three buses" are 15 h long/);
    expect(of({ hours: ["a", "a"] })).toContain("markets/small.json: ");
    const twice = [{ name: "home" }, { name: "home" }];
    expect(of({ participants: twice })).toContain('participants[1].name: participants[0] is called "home" too.');
    expect(of({ participants: [] })).toContain("no participant, not even one that gives power");
    expect(of({ dialect: "cigre" })).toContain('dialect: "cigre" is no dialect of market files, which is "local".');
  });
});
