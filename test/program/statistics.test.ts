import { expect, test } from "vitest";
import { formatStatistics, readLp, statistics } from "../../src/program/index.ts";

const text = `min obj: 2 x - 300 y + z
st
 balance: x + 0.5 y - 4 z = 12
 limit: 2000 x - z <= 40
bounds
 -7 <= x <= 9
 y <= 3
 0 <= z <= 5
general
 y
semi-continuous
 z
end`;

test("statistics count what is there and say where the extremes stand", () => {
  expect(statistics(readLp(text))).toEqual({
    ...{ rows: 2, columns: 3, nonzeros: 5, integerColumns: 1, semiContinuousColumns: 1, cones: 0, hessianNonzeros: 0 },
    matrix: {
      smallest: { size: 0.5, where: 'column "y" in row "balance"' },
      largest: { size: 2000, where: 'column "x" in row "limit"' },
    },
    costs: { smallest: { size: 1, where: 'column "z"' }, largest: { size: 300, where: 'column "y"' } },
    columnBounds: { smallest: { size: 3, where: 'column "y"' }, largest: { size: 9, where: 'column "x"' } },
    rightHandSides: { smallest: { size: 12, where: 'row "balance"' }, largest: { size: 40, where: 'row "limit"' } },
    warnings: [],
  });
});

test("poor scaling is said in sentences that name the extreme entries", () => {
  const scaled = text.replace("0.5 y", "0.0001 y").replace("<= 40", "<= 2e8");
  const { warnings } = statistics(readLp(scaled));
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toMatch(/0\.0001 \(column "y" in row "balance"\) to 2000 \(column "x" in row "limit"\)/);
  expect(warnings[1]).toMatch(/right-hand side of 200000000 \(row "limit"\)/);
});

test("the spread at which a warning begins is 1e7", () => {
  const withSmallest = (size: string) => statistics(readLp(text.replace("0.5 y", `${size} y`))).warnings.length;
  expect([withSmallest("0.0002"), withSmallest("0.00019")]).toEqual([0, 1]);
});

test("a program without numbers has no ranges", () => {
  const found = statistics(readLp("min st c: 0 x >= 0 end"));
  expect([found.matrix, found.costs, found.columnBounds, found.rightHandSides]).toEqual([null, null, null, null]);
});

test("the text has a line for each range", () => {
  expect(formatStatistics(statistics(readLp(text)))).toBe(
    [
      "2 rows, 3 columns (1 integer, 1 semi-continuous), 5 nonzeros",
      'coefficients: 0.5 (column "y" in row "balance") to 2000 (column "x" in row "limit")',
      'costs: 1 (column "z") to 300 (column "y")',
      'bounds: 3 (column "y") to 9 (column "x")',
      'right-hand sides: 12 (row "balance") to 40 (row "limit")',
    ].join("\n"),
  );
});
