/** Rows that are checked by the specification of their fields. */
import { expect, test } from "vitest";
import { type ByHour, busField, DeviceGroup, type DeviceRow, type Fields, nameField } from "../../../models/index.ts";
import { marketOf, refusal } from "./copper-plate.ts";

interface LampRow extends DeviceRow {
  readonly power?: ByHour;
  readonly lamps: number;
  readonly least?: number;
  readonly end?: number | "dark";
}

const fields: Fields<LampRow> = {
  name: nameField,
  bus: busField,
  power: { about: "Power.", unit: "kW", byHour: true, above: 0, unlimited: "above", otherwise: 0.06 },
  lamps: { about: "Number.", required: true, from: 1, below: 10, whole: true, advice: "Count them" },
  least: { about: "Least.", unlimited: "below" },
  end: { about: "End.", word: "dark", otherwise: 7 },
};

const row: LampRow = { name: "hall", bus: "2", lamps: 3 };
const group = (own: object = {}) => new DeviceGroup<LampRow>(marketOf(2), "lamps", [{ ...row, ...own }], fields);

test("what a row does not have is what the specification says, or the one who reads it", () => {
  expect([...group().hourly("power")]).toEqual([0.06, 0.06]);
  expect([...group({ power: [1, 2] }).hourly("power")]).toEqual([1, 2]);
  expect([...group({ power: null }).hourly("power", 5)]).toEqual([5, 5]);
  expect([...group().each("least", ({ lamps }) => -lamps)]).toEqual([-3]);
  expect(refusal(() => group().each("least"))).toBe('In "lamps", the device "hall" has no least. Give a number.');
  expect([...group({ end: "dark" }).each("end"), ...group().each("end"), ...group({ end: 2 }).each("end")]).toEqual([
    7, 7, 2,
  ]);
});

test("a number out of range is refused with its unit, its hour and what to do", () => {
  expect(refusal(() => group({ power: [1, 0] }).hourly("power"))).toBe(
    'In "lamps", the device "hall" has power 0 kW in hour "2", which must be above 0.',
  );
  expect(refusal(() => group({ lamps: 2.5 }).each("lamps"))).toBe(
    'In "lamps", the device "hall" has lamps 2.5, which must be a whole number, at least 1 and below 10. Count them.',
  );
  expect(refusal(() => group({ lamps: 10 }).each("lamps"))).toContain("lamps 10, which must be");
});

test("no limit may stand on the side that has none, and nowhere else", () => {
  expect([...group({ power: Infinity }).hourly("power")]).toEqual([Infinity, Infinity]);
  expect([...group({ least: -Infinity }).each("least")]).toEqual([-Infinity]);
  expect(refusal(() => group({ power: -Infinity }).hourly("power"))).toContain(
    "power -Infinity kW, which is not finite",
  );
  expect(refusal(() => group({ least: Infinity }).each("least"))).toContain("least Infinity, which is not finite");
  expect(refusal(() => group({ lamps: Infinity }).each("lamps"))).toContain("lamps Infinity, which is not finite");
});

test("what is no number is not read as one", () => {
  expect(refusal(() => group().each("bus"))).toBe('"bus" of "lamps" is a bus, and no number.');
  expect(refusal(() => group({ colour: "red" }))).toContain(
    'has a field "colour", which is not one of name, bus, power, lamps, least, end',
  );
});
