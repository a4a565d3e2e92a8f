import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv, writeCsv } from "../../src/csv/index.ts";

const file = readCsv("prices.csv", "hour,price,who\n1,0.5,A1\n2,,A2\n3,NaN,\n");

test("columns come as numbers or as text", () => {
  expect(Array.from(file.numbers("hour"))).toEqual([1, 2, 3]);
  expect(readCsv("x.csv", "a,b\n1, x\n").strings("b")).toEqual(["x"]);
});

test.each([
  ["a column that is not there", () => file.numbers("cost"), 'prices.csv has no column "cost", only hour, price, who'],
  ["an empty number", () => file.numbers("price"), 'prices.csv, line 3: "" in column "price" is not a number'],
  ["an empty text", () => file.strings("who"), 'prices.csv, line 4: column "who" is empty'],
  [
    "a parameter that is not there",
    () => readCsv("p.csv", "parameter,value\na,1\n").named("b"),
    'p.csv has no parameter "b"',
  ],
])("%s is refused with the file and where", (_, read, message) => {
  expect(read).toThrow(message);
});

test("optional columns may be missing or have empty cells", () => {
  const made = readCsv("x.csv", "a,b\n1,\n,y\n");
  expect(made.optionalNumbers("a")).toEqual([1, undefined]);
  expect(made.optionalStrings("b")).toEqual([undefined, "y"]);
  expect([made.optionalNumbers("c"), made.optionalStrings("c")]).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(() => readCsv("x.csv", "a\none\n").optionalNumbers("a")).toThrow('x.csv, line 2: "one" in column "a" is not');
});

test("quoted cells keep commas, quotes, spaces and line ends; lines are counted as in the file", () => {
  const made = readCsv("x.csv", '\uFEFFa, b \r\n"1, ""2""" , x\r\n\r\n" \n",y\r\nlast,"z"');
  expect(made.columns).toEqual(["a", "b"]);
  expect(made.optionalStrings("a")).toEqual(['1, "2"', undefined, "last"]);
  expect(made.strings("b")).toEqual(["x", "y", "z"]);
  expect([0, 1, 2].map(made.line)).toEqual([2, 4, 6]);
});

test.each([
  ["nothing", "", "x.csv is empty. Its first line names the columns"],
  ["semicolons", "a;b\n1;2\n", "x.csv has semicolons between its columns"],
  ["a column twice", "a,a\n1,2\n", 'x.csv has two columns "a"'],
  ["a decimal comma", "a,b\n\n1,5,2\n", "x.csv, line 3 has 3 cells, and the header has 2 columns"],
  ["a short row", "a,b\n1\n", "x.csv, line 2 has 1 cells, and the header has 2 columns"],
  ["an open quote", 'a,b\n1,"2\n3,4\n', "x.csv, line 2: a quote is opened and never closed"],
  ["a quote inside a cell", 'a,b\n1,2"3"\n', "x.csv, line 2: cell 2 has a quote in its middle"],
  ["text behind a quoted cell", 'a,b\n"1"2,3\n', "x.csv, line 2: cell 1 has a quote in its middle"],
])("%s is refused with the line", (_, text, message) => {
  expect(() => readCsv("x.csv", text)).toThrow(message);
});

test("any texts and numbers that are written are read back as they were", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((cell) => cell.trim() !== "");
  const awkward = fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", " ", "a", ";"), minLength: 1 });
  const cell = fc.oneof(
    text,
    awkward.map((made) => `${made}.`),
    fc.constant(undefined),
  );
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, number), { minLength: 1 }), (rows) => {
      const made = readCsv("x.csv", writeCsv(["text", "number"], rows));
      expect(made.optionalStrings("text")).toEqual(rows.map(([value]) => value));
      expect(Array.from(made.numbers("number"))).toEqual(rows.map(([, value]) => value));
    }),
  );
});
