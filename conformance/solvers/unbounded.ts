import { expectClose, expectLacks } from "../assertions.ts";
import { infinity } from "./dense-program.ts";
import { expectStatus, optimumOf, outcomeOf } from "./solve.ts";
import { check, type SolverCheck } from "./solver-check.ts";

export const unbounded: readonly SolverCheck[] = [
  check("the columns that run away are named, and no others", async (solver) => {
    const dense = {
      costs: [-1, 0, 1],
      upper: [infinity, infinity, 9],
      rows: [[-infinity, [1, -1, 0], 1]] as const,
      colNames: ["sold", "made", "kept"],
    };
    const outcome = await outcomeOf(solver, dense);
    expectStatus(outcome, "unbounded", '"sold" and "made" rise');
    expectLacks("reason", outcome.reason, "kept");
  }),

  check("a maximum without end, rising and falling", async (solver) => {
    const dense = {
      sense: "maximize",
      costs: [1, 0],
      lower: [0, -infinity],
      upper: [infinity, 0],
      rows: [[0, [1, 1], 0]],
      colNames: ["up", "down"],
    } as const;
    const outcome = await outcomeOf(solver, dense);
    expectStatus(outcome, "unbounded", /"up" rises and "down" falls/);
  }),

  check("no rows, and a column without the bound it would go to", async (solver) => {
    const outcome = await outcomeOf(solver, { costs: [0, 2], lower: [0, -infinity], colNames: ["still", "falling"] });
    expectStatus(outcome, "unbounded", '"falling" falls');
  }),

  check("a free column of no cost does not make a program unbounded", async (solver) => {
    const dense = { costs: [0, 1], lower: [-infinity, 0], rows: [[1, [1, 1], infinity]] } as const;
    expectClose("objective", (await optimumOf(solver, dense)).objective, 0, 12);
  }),
];
