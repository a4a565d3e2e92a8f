import { expect, test } from "vitest";
import { infinity, type MakeSolver, optimumOf, outcomeOf } from "./helpers.ts";

export function unbounded(solver: MakeSolver): void {
  test("the columns that run away are named, and no others", async () => {
    const dense = {
      costs: [-1, 0, 1],
      upper: [infinity, infinity, 9],
      rows: [[-infinity, [1, -1, 0], 1]] as const,
      colNames: ["sold", "made", "kept"],
    };
    const outcome = await outcomeOf(solver(), dense);
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"sold" and "made" rise') });
    expect(outcome).toMatchObject({ reason: expect.not.stringContaining("kept") });
    expect(outcome).not.toHaveProperty("values");
    expect(outcome).not.toHaveProperty("objective");
  });

  test("a maximum without end, rising and falling", async () => {
    const dense = {
      sense: "maximize",
      costs: [1, 0],
      lower: [0, -infinity],
      upper: [infinity, 0],
      rows: [[0, [1, 1], 0]],
      colNames: ["up", "down"],
    } as const;
    const outcome = await outcomeOf(solver(), dense);
    expect(outcome).toMatchObject({
      status: "unbounded",
      reason: expect.stringMatching(/"up" rises and "down" falls/),
    });
  });

  test("no rows, and a column without the bound it would go to", async () => {
    const outcome = await outcomeOf(solver(), { costs: [0, 2], lower: [0, -infinity], colNames: ["still", "falling"] });
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"falling" falls') });
  });

  test("a free column of no cost does not make a program unbounded", async () => {
    const dense = { costs: [0, 1], lower: [-infinity, 0], rows: [[1, [1, 1], infinity]] } as const;
    expect((await optimumOf(solver(), dense)).objective).toBeCloseTo(0, 12);
  });
}
