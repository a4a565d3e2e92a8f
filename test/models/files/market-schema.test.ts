/** The JSON Schema of market files, judged by a validator of its own. */
import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  busField,
  type DeviceRow,
  deviceKind,
  type Fields,
  marketFileSchema,
  nameField,
  networkKinds,
  readMarketFile,
  resourceKinds,
} from "../../../models/index.ts";
import { ClearwattError } from "../../../src/errors.ts";
import { clearwatt } from "../../cli/terminal.ts";
import { case33bw, exampleTexts, path, readSmall, small, text } from "./example.ts";

const validator = new Ajv.default({ strict: true, allowUnionTypes: true });
const isMarket = validator.compile(marketFileSchema());
const base = JSON.parse(small()["markets/small.json"]!);

test("the schema is one of draft 2020-12, and the example is a market of it", () => {
  expect(marketFileSchema()).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  expect(validator.validateSchema(marketFileSchema())).toBe(true);
  expect(isMarket(JSON.parse(text))).toBe(true);
  expect(isMarket(base)).toBe(true);
  expect(isMarket({ $schema: "market.schema.json", ...base })).toBe(true);
});

test("the command prints it", async () => {
  const { output } = await clearwatt(["schema"]);
  expect(JSON.parse(output)).toEqual(marketFileSchema());
  expect(JSON.parse((await clearwatt(["schema", "--json"])).output)).toEqual(marketFileSchema());
});

const store = { name: "B", bus: 2, capacity: 10, chargingPower: 5 };
const home = (own: object) => ({ ...base, participants: [{ name: "home", ...own }] });

test.each<[string, object]>([
  ["a market without a name", { ...base, name: undefined }],
  ["a key that is none", { ...base, price: 3 }],
  ["half an hour of hours", { ...base, hours: 1.5 }],
  ["a network that is none", { ...base, network: "meshed" }],
  ["no participants", { ...base, participants: [] }],
  ["a kind of resource that is none", home({ wind: [] })],
  ["a device without a name", home({ batteries: [{ ...store, name: undefined }] })],
  ["a number out of its range", home({ batteries: [{ ...store, chargingEfficiency: 95 }] })],
  ["a word where there is none", home({ batteries: [{ ...store, capacity: "free" }] })],
  ["another word than the one", home({ batteries: [{ ...store, initialEnergy: 0, finalEnergy: "half" }] })],
  ["a list where the day has one number", home({ batteries: [{ ...store, capacity: [1, 2] }] })],
  ["a number that is not whole", home({ "capacitor banks": [{ name: "C", bus: 1, steps: 1.5, reactivePerStep: 5 }] })],
  ["no polygon", home({ batteries: { devices: [store], apparentPower: { sides: 7 } } })],
  ["a limit below 0", { ...base, limits: { ratedPower: { "1-2": -1 } } }],
  ["a profile of texts", { ...base, profiles: { day: ["1"] } }],
])("it refuses %s, as the reader does", (_, market) => {
  const file = JSON.parse(JSON.stringify(market));
  expect(isMarket(file)).toBe(false);
  expect(() => readSmall({ ...Object.fromEntries(Object.keys(base).map((key) => [key, undefined])), ...file })).toThrow(
    "is not a market file",
  );
});

test.each<[string, object]>([
  ["a word that stands for a number", home({ batteries: [{ ...store, initialEnergy: 5, finalEnergy: "free" }] })],
  ["options beside devices", home({ batteries: { devices: [store], exclusive: [1], apparentPower: { sides: 8 } } })],
  [
    "a profile in a row",
    {
      ...home({ photovoltaics: [{ name: "P", bus: 1, capacity: 3, profile: { profile: "day" } }] }),
      profiles: { day: [0, 1] },
    },
  ],
  ["an unlimited number", home({ generators: [{ name: "G", bus: 1, highestActive: ["unlimited", 3] }] })],
])("it takes %s, as the reader does", (_, market) => {
  expect(isMarket(market)).toBe(true);
  expect(readSmall(market).market.name).toBe("three buses");
});

/** Paths to everything that stands in a value. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const parts = Object.entries(value).map(([key, part]) => [Array.isArray(value) ? Number(key) : key, part] as const);
  return [path, ...parts.flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

/** The value with another one at a place; without it where that is undefined. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[key] = replaced(copy[key], rest, other);
  return copy;
}

test("whatever stands anywhere in a file, the schema and the reader agree, and errors are sentences", () => {
  const example: unknown = JSON.parse(text);
  const places = placesIn(example);
  const others = fc.constantFrom<unknown[]>(
    ...[
      undefined,
      null,
      -1,
      0,
      0.5,
      3,
      1e9,
      "",
      "free",
      "1",
      true,
      [],
      [1],
      [[1]],
      {},
      { a: 1 },
      { profile: "sun" },
      { devices: [] },
    ],
  );
  const options = { feeder: case33bw, network: "copper plate" };
  fc.assert(
    fc.property(fc.constantFrom(...places), others, (place, other) => {
      const written = JSON.stringify(replaced(example, place, other)) ?? "null";
      const file: unknown = JSON.parse(written);
      let message = "";
      try {
        readMarketFile(path, { ...exampleTexts(), [path]: written }, options);
      } catch (error) {
        if (!(error instanceof ClearwattError)) throw error;
        ({ message } = error);
      }
      expect(message).not.toMatch(/undefined|NaN|\[object|Invalid|Too (small|big)/);
      expect(message.includes("is not a market file")).toBe(!isMarket(file));
    }),
    { numRuns: 300 },
  );
});

test("every field of every kind is described, and no two kinds have one name", () => {
  const schema = JSON.stringify(marketFileSchema());
  for (const { name, about, fields, options } of resourceKinds) {
    expect(schema).toContain(JSON.stringify(name));
    expect(schema).toContain(about);
    for (const field of Object.values({ ...fields, ...options }))
      expect(schema).toContain(field.about.replaceAll('"', '\\"'));
  }
  for (const { about } of networkKinds) expect(schema).toContain(about);
  expect(new Set(resourceKinds.map(({ name }) => name)).size).toBe(resourceKinds.length);
  expect(new Set(networkKinds.map(({ name }) => name)).size).toBe(networkKinds.length);
});

test("a kind that is handed in is in the schema and in files", () => {
  interface LampRow extends DeviceRow {
    readonly power: number;
  }
  const fields: Fields<LampRow> = {
    name: nameField,
    bus: busField,
    power: { about: "What it takes.", unit: "kW", required: true, from: 0 },
  };
  const asked: string[] = [];
  const lamps = deviceKind("lamps", "Lamps.", fields, {}, (_, name, rows) => {
    asked.push(...rows.map((row) => `${name} ${row.name} ${row.power}`));
  });
  const resources = [...resourceKinds, lamps];
  const file = home({ lamps: [{ name: "hall", bus: 2, power: 0.06 }] });
  expect(isMarket(file)).toBe(false);
  expect(validator.compile(marketFileSchema({ resources }))(file)).toBe(true);
  expect(() => readSmall(file)).toThrow('"lamps" is no key of a participant');
  expect(readSmall(file, { resources }).market.participants[0]!.devices[0]!.kind).toBe("lamps");
  expect(asked).toEqual(["lamps hall 0.06"]);
});
