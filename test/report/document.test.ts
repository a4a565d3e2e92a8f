import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { type Document, documentFiles, documentText, jsonText, tableCsv } from "../../src/report/index.ts";

const dom = parseHTML("<!doctype html><html><body></body></html>").document;

const day: Document = {
  name: "day",
  outcome: "answer",
  json: { load: [1, 2.5], note: null },
  parts: [
    { kind: "lines", lines: ["A day on a feeder", "Note: assumed"] },
    {
      kind: "table",
      title: "Loads",
      columns: [
        { header: "bus", key: true },
        { header: "closed", only: "csv" },
        { header: "load", unit: "kW", decimals: 1 },
        { header: "share", unit: "%", name: "share_percent", only: "text" },
      ],
      rows: [
        ["a", 1, 10, 40],
        ["b", 0, 15, null],
      ],
      readersRows: [1],
      note: "(1 of 2 buses)",
      file: "loads.csv",
    },
    { kind: "heading", text: "Hours", shown: "folder" },
    { kind: "table", columns: [{ header: "hour" }], rows: [[1]], shown: "file", file: "hours.csv" },
    { kind: "notes", notes: ["first", "second"] },
    { kind: "facts", title: "in short", facts: [["status", "fine\n  and more"]] },
    {
      kind: "chart",
      title: "Voltages",
      file: "voltages.svg",
      svg: async (document) => `<svg>${document.nodeType}</svg>`,
    },
    { kind: "verbatim", text: "min x\n" },
  ],
};

test("a terminal shows the parts in their order, without what is for folders and programs", () => {
  expect(documentText(day)).toBe(`A day on a feeder
Note: assumed

Loads

     load  share
bus  [kW]    [%]
---  ----  -----
b    15.0      –
(1 of 2 buses)

- first
- second

in short
status      fine
              and more

min x
`);
});

test("headings stand out where there is a terminal, and lines are no wider than it is", () => {
  const text = documentText(
    {
      ...day,
      parts: [
        { kind: "heading", text: "Loads" },
        { kind: "lines", lines: ["word ".repeat(30)] },
      ],
    },
    { width: 40, styled: true },
  );
  expect(text).toContain("\u001b[1;36mLoads\u001b[0m");
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
});

test("a folder has the JSON document, all that is said, whole tables as CSV and the drawings", async () => {
  const files = await documentFiles(day, dom);
  expect(Object.keys(files)).toEqual(["day.json", "report.txt", "loads.csv", "hours.csv", "voltages.svg"]);
  expect(JSON.parse(files["day.json"]!)).toEqual(day.json);
  expect(files["loads.csv"]).toBe("bus,closed,load_kW\na,1,10\nb,0,15\n");
  expect(files["hours.csv"]).toBe("hour\n1\n");
  expect(files["voltages.svg"]).toBe("<svg>9</svg>");
  expect(files["report.txt"]).toContain("\n\nHours\n\n");
  expect(files["report.txt"]).not.toContain("hour\n");
});

test("columns are named in CSV by their header and unit, or as they say", () => {
  const columns = [
    { header: "net load, active", unit: "kW" },
    { header: "price", name: "price_per_MWh" },
  ];
  expect(tableCsv({ kind: "table", columns, rows: [] })).toBe("net_load_active_kW,price_per_MWh\n");
});

test("JSON has short lists in a line, leaves out what has no value, and reads back as it was", () => {
  const data = { a: [1, 2], b: undefined, long: Array.from({ length: 40 }, (_, k) => [k, `bus ${k}`]), "c d": {} };
  const text = jsonText(data);
  expect(text).toContain('\n  "a": [1, 2],\n');
  expect(text).toContain('\n    [7, "bus 7"],\n');
  const { b, ...others } = data;
  expect(JSON.parse(text)).toEqual(others);
  expect(jsonText({ a: 1 })).toBe('{"a": 1}\n');
});

test("a row that is called __proto__ keeps its name", () => {
  const rows = Object.defineProperty(Object.create(null), "__proto__", { value: 3, enumerable: true });
  expect(jsonText({ rows })).toBe('{"rows": {"__proto__": 3}}\n');
});

test("a number that JSON cannot hold is a fault that says where it stands, not a null", () => {
  expect(() => jsonText({ bus: [{ price: Number.NaN }] })).toThrow("bus[0].price is NaN");
  expect(() => jsonText(Number.POSITIVE_INFINITY)).toThrow("Infinity");
});
