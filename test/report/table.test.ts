import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, type Column, textTable } from "../../src/report/table.ts";
import { paragraph, textWidth, wrap } from "../../src/report/wrap.ts";

const columns: Column[] = [
  { header: "actor" },
  { header: "cost in case 1", unit: "EUR", decimals: 3 },
  { header: "difference", unit: "%" },
];
const rows: Cell[][] = [
  ["end-users", -2394.438, 0.5],
  ["DisCo", 12.5, null],
];

test("numbers stand right-aligned with equal decimals, units below the headers", () => {
  expect(textTable(columns, rows)).toBe(
    [
      "           cost in case 1  difference",
      "actor               [EUR]         [%]",
      "---------  --------------  ----------",
      "end-users       -2394.438         0.5",
      "DisCo              12.500           –",
    ].join("\n"),
  );
});

test("headers wrap first when the terminal is narrow", () => {
  expect(textTable(columns, rows, { width: 34 })).toBe(
    [
      "             cost in",
      "              case 1  difference",
      "actor          [EUR]         [%]",
      "---------  ---------  ----------",
      "end-users  -2394.438         0.5",
      "DisCo         12.500           –",
    ].join("\n"),
  );
});

test("a table that is still too wide continues below and repeats its key column", () => {
  expect(textTable(columns, rows, { width: 22 })).toBe(
    [
      "             cost in",
      "              case 1",
      "actor          [EUR]",
      "---------  ---------",
      "end-users  -2394.438",
      "DisCo         12.500",
      "",
      "           difference",
      "actor             [%]",
      "---------  ----------",
      "end-users         0.5",
      "DisCo               –",
    ].join("\n"),
  );
});

test("long words wrap inside their column and numbers keep every digit", () => {
  const text = textTable(
    [{ header: "row" }, { header: "dual" }],
    [["energy balance of the bus at the end of the feeder", 123456.75]],
    { width: 30 },
  );
  expect(text.split("\n").slice(2)).toEqual(["energy balance of    123456.75", "the bus at the end", "of the feeder"]);
});

test("a terminal gets bold headers and a drawn rule", () => {
  const lines = textTable([{ header: "a" }], [["b"]], { styled: true }).split("\n");
  expect(lines).toEqual(["\u001b[1ma\u001b[22m", "─", "b"]);
});

test("tiny and huge numbers keep six significant digits, and zero has no sign", () => {
  const values = [-0, 1.23456789e-7, Number.POSITIVE_INFINITY, 2.5];
  const lines = textTable(
    [{ header: "x" }],
    values.map((value) => [value]),
  ).split("\n");
  expect(lines.slice(2).map((line) => line.trim())).toEqual(["0.0", "1.23457e-7", "inf", "2.5"]);
});

test("an empty table still shows its headers", () => {
  expect(textTable(columns, []).split("\n")).toHaveLength(3);
});

const number = fc.integer({ min: -999_999_999, max: 999_999_999 });
const tables = fc.record({
  width: fc.integer({ min: 20, max: 120 }),
  rows: fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,30}( [a-z]{1,12}){0,4}$/), number, number, number), {
    minLength: 1,
    maxLength: 6,
  }),
});

test("whatever the width, no number is lost and no line is wider than the terminal or its key and one number", () => {
  fc.assert(
    fc.property(tables, ({ width, rows: cells }) => {
      const headers = [{ header: "name" }, { header: "a" }, { header: "b" }, { header: "c" }];
      const text = textTable(headers, cells, { width });
      for (const row of cells) for (const value of row.slice(1)) expect(text).toContain(String(value));
      for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(Math.max(width, 24 + 2 + 10));
    }),
  );
});

test("wrapped text keeps all its words in order", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zé]{1,9}$/)), fc.integer({ min: 9, max: 40 }), (words, width) => {
      const lines = wrap(words.join(" "), width);
      expect(lines.join(" ")).toBe(words.join(" "));
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test("a paragraph hangs below its mark", () => {
  expect(paragraph("the loads of the paper are not printed", 26, "- ")).toBe(
    "- the loads of the paper\n  are not printed",
  );
});
