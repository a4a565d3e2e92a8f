import fc from "fast-check";
import { expect, test } from "vitest";
import { readProfile } from "../../../cases/gazafroudi2019/profile.ts";

const read = (text: string) => readProfile("mine.csv", text);
const ones = (count: number) => Array.from({ length: count }, () => "1");
const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

test("a profile is one column or hour and value, with a header or without, in any of the usual files", () => {
  const values = Array.from({ length: 24 }, (_, k) => k / 8);
  const plain = values.map(String);
  const pairs = values.map((value, k) => `${k + 1},${value}`);
  for (const text of [
    lines(...plain),
    lines("load", ...plain),
    lines(...pairs),
    lines("hour,load_pu", ...pairs),
    lines("hour,load_pu", ...pairs.toReversed()),
    `\uFEFF${["load", ...plain].join("\r\n")}\r\n\r\n`,
  ]) {
    expect(Array.from(read(text))).toEqual(values);
  }
});

test("any 24 numbers of 0 or more come back as they were written", () => {
  const loads = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(loads, (values) => {
      expect(Array.from(read(lines(...values.map(String))))).toEqual(values.map((value) => value + 0));
    }),
  );
});

test.each([
  ["too few rows", lines(...ones(23)), "mine.csv, line 23: the file ends after 23 of 24 values"],
  ["too few below a header", lines("load", ...ones(23)), "mine.csv, line 24: the file ends after 23 of 24 values"],
  ["too many rows", lines(...ones(25)), "mine.csv, line 25: this is row 25"],
  ["an empty file", "", "mine.csv, line 1: the file ends after 0 of 24 values"],
  ["NaN", lines(...ones(4), "NaN", ...ones(19)), 'mine.csv, line 5: "NaN" is not a number'],
  ["NaN in the first line", lines("NaN", ...ones(23)), 'mine.csv, line 1: "NaN" is not a number'],
  ["an infinity", lines(...ones(23), "1e999"), 'mine.csv, line 24: "1e999" is not a number'],
  ["a word", lines("load", ...ones(10), "many", ...ones(13)), 'mine.csv, line 12: "many" is not a number'],
  ["a unit behind the number", lines("1 kW", ...ones(23)), 'mine.csv, line 1: "1 kW" is not a number'],
  ["a hexadecimal number", lines("0x10", ...ones(23)), 'mine.csv, line 1: "0x10" is not a number'],
  ["a negative load", lines(...ones(23), "-0.5"), "mine.csv, line 24: -0.5 is negative"],
  ["all in one line", ones(24).join(","), "mine.csv, line 1 has 24 values where 1 or 2 belong"],
  [
    "a second column that comes late",
    lines(...ones(3), "4,1", ...ones(20)),
    "mine.csv, line 4 has 2 values where 1 belong",
  ],
  [
    "an hour twice",
    lines(...ones(24).map((one, k) => `${Math.max(k, 1)},${one}`)),
    "mine.csv, line 2: hour 1 was given before",
  ],
  [
    "hours from 0 to 23",
    lines(...ones(24).map((one, k) => `${k},${one}`)),
    'mine.csv, line 1: "0" is not an hour from 1 to 24',
  ],
  [
    "an empty value",
    lines(...ones(24).map((one, k) => (k === 6 ? "7," : `${k + 1},${one}`))),
    'mine.csv, line 7: "" is not a number',
  ],
])("%s is refused with file and line", (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});
