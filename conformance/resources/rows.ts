/** Rows that cannot be are refused with the group, the device and the field in words. */
import { expectThrow } from "../assertions.ts";
import { enterWith, marketOf } from "./around.ts";
import { isByHour } from "./costs.ts";
import { type DeviceCheck, type DeviceSubject, needing } from "./device-check.ts";

const check = needing({ rows: true });

export const rows: readonly DeviceCheck[] = [
  check("an empty list is refused", async ({ kind }) => {
    expectThrow(() => kind.enter(marketOf(), "mine", []), '"mine"');
  }),

  check("a field that it does not have is refused", async (subject) => {
    expectRefused(subject, { colour: 1 }, '"colour"');
  }),

  check("a name that stands twice is refused", async ({ kind }) => {
    const [row] = kind.rows;
    expectThrow(() => kind.enter(marketOf(), "mine", [row!, row!]), nameOf(row!));
  }),

  check("a place that the market does not have is refused", async (subject) => {
    for (const field of subject.kind.places ?? ["bus"]) expectRefused(subject, { [field]: "nowhere" }, '"nowhere"');
  }),

  check("NaN and texts in place of numbers are refused, whatever the field", async (subject) => {
    for (const field of numericFields(subject)) {
      expectRefused(subject, { [field]: Number.NaN }, field);
      expectRefused(subject, { [field]: "12" }, field);
    }
  }),

  check("NaN in a list for hours is refused", async (subject) => {
    for (const [field, list] of listsOf(subject)) expectRefused(subject, { [field]: list.with(2, Number.NaN) }, field);
  }),

  check("a list that is too short for the hours is refused", async (subject) => {
    for (const [field, list] of listsOf(subject)) expectRefused(subject, { [field]: list.slice(1) }, field);
  }),
];

/** The first device with other fields is refused when it is entered, or by the network, in a sentence that names it. */
function expectRefused({ kind }: DeviceSubject, fields: object, found: string): void {
  const [row, ...others] = kind.rows;
  const enter = () => enterWith(marketOf(), kind, [{ ...row, ...fields }, ...others]);
  for (const part of ['"mine"', `"${nameOf(row!)}"`, found]) expectThrow(enter, part);
}

function nameOf(row: object): string {
  return String(Reflect.get(row, "name"));
}

/** Fields of any row that are numbers, or lists of them for hours. */
function numericFields({ kind }: DeviceSubject): readonly string[] {
  const fields = kind.rows.flatMap((row) =>
    Object.entries(row)
      .filter(([field, value]) => field !== "name" && (typeof value === "number" || isByHour(value)))
      .map(([field]) => field),
  );
  return [...new Set(fields)].filter((field) => !(kind.places ?? ["bus"]).includes(field));
}

function listsOf({ kind }: DeviceSubject): readonly (readonly [string, number[]])[] {
  return Object.entries(kind.rows[0]!).flatMap(([field, value]) =>
    isByHour(value) ? [[field, [...value]] as const] : [],
  );
}
