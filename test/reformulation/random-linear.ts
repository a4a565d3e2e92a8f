/** Random linear programs that have a feasible point and an optimum, by how they are made; many of their rows are short. */
import fc from "fast-check";
import type { Program } from "../../src/program/program.ts";
import { programOf } from "../program-of.ts";

const infinity = Number.POSITIVE_INFINITY;
const figure = fc.integer({ min: -5, max: 5 });
/** Mostly zeros: every other row has one or two columns. */
const coefficient = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: figure });
/** How far from the point the sides are; null for a side that is missing. */
const room = fc.option(fc.nat(3), { freq: 3 });

interface Draft {
  readonly sense: "minimize" | "maximize";
  readonly columns: readonly {
    readonly at: number;
    readonly cost: number;
    readonly below: number;
    readonly above: number;
  }[];
  readonly rows: readonly (readonly [coefficients: readonly number[], below: number | null, above: number | null])[];
}

const draft: fc.Arbitrary<Draft> = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(7)).chain(([cols, rows]) =>
  fc.record({
    sense: fc.constantFrom("minimize" as const, "maximize" as const),
    columns: fc.array(fc.record({ at: figure, cost: figure, below: fc.nat(6), above: fc.nat(6) }), {
      minLength: cols,
      maxLength: cols,
    }),
    rows: fc.array(fc.tuple(fc.array(coefficient, { minLength: cols, maxLength: cols }), room, room), {
      minLength: rows,
      maxLength: rows,
    }),
  }),
);

function programAt({ sense, columns, rows }: Draft): Program {
  return programOf({
    sense,
    costs: columns.map(({ cost }) => cost),
    lower: columns.map(({ at, below }) => at - below),
    upper: columns.map(({ at, above }) => at + above),
    rows: rows.map(([coefficients, below, above]) => {
      const activity = coefficients.reduce((sum, own, col) => sum + own * columns[col]!.at, 0);
      return [
        below === null ? -infinity : activity - below,
        coefficients,
        above === null ? infinity : activity + above,
      ] as const;
    }),
  });
}

export const linearPrograms: fc.Arbitrary<Program> = draft.map(programAt);
