import { describe, expect, test } from "vitest";
import { type DeviceToCheck, type DeviceTraits, deviceChecks } from "../../conformance/index.ts";
import { type ByHour, busField, DeviceGroup, type DeviceRow, type Fields, nameField } from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { type Affine, type Index, sum } from "../../src/language/index.ts";
import type { Resource, Scope } from "../../src/market/index.ts";
import { failureOf } from "./failure.ts";

interface BoilerRow extends DeviceRow {
  /** kW */
  readonly most: ByHour;
  /** kWh over all hours. */
  readonly heat: number;
  /** money/kWh */
  readonly wear?: number;
}

const fields: Fields<BoilerRow> = {
  name: nameField,
  bus: busField,
  most: { about: "Most power.", unit: "kW", byHour: true, required: true, from: 0 },
  heat: { about: "Heat over all hours.", unit: "kWh", required: true, from: 0 },
  wear: { about: "Of each kWh.", unit: "money/kWh", otherwise: 0 },
};

type Fault =
  | "costs without the length of the hour"
  | "energy without the length of the hour"
  | "a cost that is declared whenever it is read"
  | "a cost that changes"
  | "a second entry"
  | "no entry"
  | "power at another bus"
  | "names of its own"
  | "whole steps"
  | "a concave cost";

/** An electric boiler that has to give so much heat over all hours, with a fault where one is named. */
function boiler(around: Scope, name: string, rows: readonly BoilerRow[], fault?: Fault): Resource {
  const group = new DeviceGroup(around, name, rows, fields);
  const { scope, unit } = group;
  const { hour, money, model } = scope;
  const own = fault === "names of its own" ? model : scope;
  const length = fault === "energy without the length of the hour" ? 1 : scope.duration;
  const most = group.parameterByHour("most", group.hourly("most"), "kW");
  const heat = group.parameter("heat", group.each("heat"), fault === undefined ? "kWh" : "1");
  const wear = group.parameter("wear", group.each("wear"), fault === undefined ? `${money}/kWh` : "1");
  const power = own.variable("boiler power", [unit, hour], {
    upper: (k, t) => most(k, t),
    kind: fault === "whole steps" ? "integer" : "continuous",
    ...(fault === undefined ? { unit: "kW" } : {}),
  });
  const energy = (k: Index<string>, t: Index<"hour">): Affine => power(k, t).times(length);
  scope.constraint("heat", [unit], (k) => sum([hour], (t) => energy(k, t)).eq(heat(k)));
  let readings = 0;
  const cost = () => {
    readings++;
    if (fault === "a cost that is declared whenever it is read")
      return scope.expression("cost", [], () => sum([unit, hour], (k, t) => energy(k, t).times(wear(k))))();
    const perHour = sum([unit, hour], (k, t) => power(k, t).times(wear(k)));
    if (fault === "costs without the length of the hour") return perHour;
    if (fault === "a cost that changes") return perHour.times(readings).times(scope.duration);
    if (fault === "a concave cost") return sum([unit, hour], (k, t) => power(k, t).squared().times(-1));
    return perHour.times(scope.duration);
  };
  const at = group.busOf("bus");
  const active = (k: Index<string>, t: Index<"hour">): Affine => power(k, t).times(-1);
  if (fault === "no entry" || fault === "power at another bus") {
    const resource: Resource = {
      name,
      buses: fault === "no entry" ? ["2"] : ["3"],
      reactive: null,
      cost,
      active: (i, t) => sum([at.of(i)], (k) => active(k, t)),
    };
    return fault === "no entry" ? resource : scope.enter(resource);
  }
  const entered = group.enter(at, { active, cost }, {});
  if (fault === "a second entry") scope.enter({ ...entered });
  return entered;
}

const kindWith = (
  enter: DeviceToCheck<BoilerRow>["enter"],
  traits: Partial<DeviceTraits> = {},
): DeviceToCheck<BoilerRow> => ({
  name: "boiler",
  traits: { injects: true, rows: true, integer: false, quarters: true, ...traits },
  rows: [{ name: "B", bus: "2", most: [3, 2, 3, 2], heat: 5, wear: 0.01 }],
  enter,
});
const sound = kindWith(boiler);
const faulty = (fault: Fault) => kindWith((scope, name, rows) => boiler(scope, name, rows, fault));

/** Takes the rows as they come, once they have been made to fit. */
const lenient = (mended: (row: BoilerRow, scope: Scope) => BoilerRow) =>
  kindWith((scope, name, rows) =>
    boiler(
      scope,
      name,
      rows.map((row) => mended(row, scope)),
    ),
  );
const numbers = (values: ByHour, of: (value: number) => number): ByHour =>
  typeof values === "number" ? of(values) : Array.from(values, of);

describe("a device's fault makes the check fail that is about it, with what was expected and found", () => {
  test.each<[fault: string, DeviceToCheck<BoilerRow>, check: string, message: string | RegExp]>([
    [
      "costs by the hour, however long it is",
      faulty("costs without the length of the hour"),
      "quarters of an hour with the data of the hour cost what it costs",
      "objective: expected",
    ],
    [
      "kW added up as kWh",
      faulty("energy without the length of the hour"),
      "quarters of an hour with the data of the hour cost what it costs",
      "objective: expected",
    ],
    [
      "a cost that is declared whenever it is read",
      faulty("a cost that is declared whenever it is read"),
      "its cost may be read often: nothing is declared twice, and it stays the same",
      'The name "mine cost" is taken',
    ],
    [
      "a cost that changes",
      faulty("a cost that changes"),
      "its cost may be read often: nothing is declared twice, and it stays the same",
      "second reading: expected",
    ],
    [
      "a cost that is another one in the objective",
      faulty("a cost that changes"),
      "its cost is its part of the objective",
      "cost of the exchange and its own: expected",
    ],
    [
      "a second entry",
      faulty("a second entry"),
      "it stands in the scope once, under its name",
      "number of what was entered: expected [1, 0], found [2, 0]",
    ],
    [
      "no entry",
      faulty("no entry"),
      "it stands in the scope once, under its name",
      "number of what was entered: expected [1, 0], found [0, 0]",
    ],
    [
      "no entry, and so no power",
      faulty("no entry"),
      "what it gives is what the network counts, once",
      "kW injected[6]: expected -3",
    ],
    [
      "power at a bus that it does not name",
      faulty("power at another bus"),
      "it injects at its buses only, which are some of the market's",
      "the most that it gives or takes at other buses: expected at most 0.000001",
    ],
    [
      "names without those of its scope",
      faulty("names of its own"),
      "all that it declares carries the name of its scope, and is its owner's",
      'found ["boiler power"]',
    ],
    [
      "names that a second part has, too",
      faulty("names of its own"),
      "the same devices in two parts of a model are each as they are alone",
      'The name "boiler power" is taken',
    ],
    [
      "whole steps that it does not speak of",
      faulty("whole steps"),
      "nothing in its program is decided in whole steps",
      "expected false, found true",
    ],
    [
      "whole steps that it does not have",
      kindWith(boiler, { integer: true }),
      "what is decided in whole steps is so in its program",
      "expected true, found false",
    ],
    [
      "a cost that falls",
      faulty("a concave cost"),
      "its cost is convex",
      "first column at which it is not: expected -1",
    ],
    [
      "an empty list that is none",
      kindWith((scope, name, rows) => boiler(scope, name, rows.length === 0 ? sound.rows : rows)),
      "an empty list is refused",
      "an error: expected",
    ],
    [
      "fields that are not looked at",
      lenient(({ name, bus, most, heat }) => ({ name, bus, most, heat })),
      "a field that it does not have is refused",
      "an error: expected",
    ],
    [
      "NaN taken for 0",
      lenient((row) => ({ ...row, heat: Number.isNaN(row.heat) ? 0 : row.heat })),
      "NaN and texts in place of numbers are refused, whatever the field",
      "an error: expected",
    ],
    [
      "NaN in an hour taken for 9",
      lenient((row) => ({ ...row, most: numbers(row.most, (own) => (Number.isNaN(own) ? 9 : own)) })),
      "NaN in a list for hours is refused",
      "an error: expected",
    ],
    [
      "a list that is begun again where it ends",
      lenient((row, { hour }) => ({
        ...row,
        most: hour.labels.map((_, t) => (typeof row.most === "number" ? row.most : row.most[t % row.most.length]!)),
      })),
      "a list that is too short for the hours is refused",
      "an error: expected",
    ],
    [
      "a bus that is nowhere",
      lenient((row) => ({ ...row, bus: row.bus === "nowhere" ? "1" : row.bus })),
      "a place that the market does not have is refused",
      "an error: expected",
    ],
    [
      "names that stand twice",
      kindWith((scope, name, rows) =>
        boiler(
          scope,
          name,
          rows.map((row, k) => (k === 0 ? row : { ...row, name: `${row.name} ${k}` })),
        ),
      ),
      "a name that stands twice is refused",
      "an error: expected",
    ],
  ])("%s", async (_, kind, name, message) => {
    expect(await failureOf(deviceChecks(kind, highs()), name)).toMatch(message);
    if (kind.traits.integer === sound.traits.integer)
      expect(await failureOf(deviceChecks(sound, highs()), name)).toBe("it passed");
  });
});

test("a check is known by its group and name, and every trait has one that needs it", () => {
  const checks = deviceChecks(sound, highs());
  expect(new Set(checks.map(({ group, name }) => `${group}: ${name}`)).size).toBe(checks.length);
  for (const trait of Object.keys(sound.traits) as (keyof DeviceTraits)[])
    expect(checks.some(({ needs }) => needs[trait] === true)).toBe(true);
});
