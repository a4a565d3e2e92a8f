import { expect, test } from "vitest";
import { readCsv } from "../../cases/csv.ts";

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
