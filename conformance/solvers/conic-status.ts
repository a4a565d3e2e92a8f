import { nameOf, type Program } from "../../src/program/index.ts";
import type { Conflict, Solver } from "../../src/solving/index.ts";
import { expectContains, expectEqual, expectFields } from "../assertions.ts";
import { apparentPower, conicProgram, disc, feeder, free, tooSmall, withBand, withoutRows } from "./cone-programs.ts";
import { conflictOf } from "./conflicts.ts";
import { floats, infinity } from "./dense-program.ts";
import { expectConic } from "./figures.ts";
import { expectStatus, optimumOf, outcomeOf } from "./solve.ts";
import { needing, type SolverCheck } from "./solver-check.ts";

const taken = needing({ secondOrderCone: true });

/** Conic programs without an optimum, and those that only look it. */
export const conicStatus: readonly SolverCheck[] = [
  taken("infeasible by a cone, rows and bounds: all of them are named, and nothing else", async (solver) => {
    const conflict = await conflictOf(solver, tooSmall(4.9));
    expectFields("the conflict", conflict, { rows: ["active", "reactive"], columns: [], cones: ["rating"] });
    expectContains("inequalities of the conflict", conflict.inequalities, '"rating": || p, q || <= 4.9');
    await expectConicallyIrreducible(solver, tooSmall(4.9), conflict);
  }),

  taken("a voltage band that the losses cannot keep is named", async (solver) => {
    const conflict = await conflictOf(solver, withBand(feeder(0.4), 0.97));
    expectContains("columns of the conflict", conflict.columns, "v2");
    expectContains("text of the conflict", conflict.text, "v2 >= 0.97");
    expectContains("text of the conflict", conflict.text, "p2^2 <= l2 * v1");
    await expectConicallyIrreducible(solver, withBand(feeder(0.4), 0.97), conflict);
    expectStatus(await outcomeOf(solver, withBand(feeder(0.4), 0.7)), "optimal");
  }),

  taken("no cone is blamed for what rows and bounds cannot do alone", async (solver) => {
    const rows = { rowLower: floats(3, 1), rowUpper: floats(3, 1), colUpper: floats(infinity, 2, infinity) };
    const conflict = await conflictOf(solver, { ...apparentPower, ...rows });
    expectFields("the conflict", conflict, { rows: ["active"], columns: ["p"], cones: [], irreducible: true });
  }),

  ...(
    [
      ["inside by 1e-4", 5.0001, "optimal"],
      ["outside by 1e-4", 4.9999, "infeasible"],
    ] as const
  ).map(([where, radius, status]) =>
    taken(`a program at the edge of what is feasible: ${where}`, async (solver) => {
      expectStatus(await outcomeOf(solver, tooSmall(radius)), status);
    }),
  ),

  taken("cones that contradict each other without any row", async (solver) => {
    const apart = (name: string, centre: number) => ({
      [name]: {
        members: [
          [[0, 0], 1],
          [[1, 0], -centre],
          [[0, 1], 0],
        ],
      } as const,
    });
    const program = conicProgram(
      { costs: [0, 1], lower: free(2) },
      { ...apart("left", 0), ...apart("right", 3), ...apart("near", 1) },
    );
    const conflict = await conflictOf(solver, program);
    expectFields("the conflict", conflict, { rows: [], columns: [], cones: ["left", "right"] });
  }),

  taken("a cone that nothing can meet is a conflict of its own", async (solver) => {
    const program = conicProgram(
      { costs: [1] },
      {
        never: {
          members: [
            [[0], -1],
            [[1], 0],
            [[2], 5],
          ],
        },
      },
    );
    expectEqual(
      "text of the conflict",
      (await conflictOf(solver, program)).text,
      '"never": || x1, 2 x1 + 5 || <= -1 cannot hold.',
    );
  }),

  needing({ secondOrderCone: true, integer: true })(
    "a cone that only whole numbers cannot meet is named with them",
    async (solver) => {
      // n >= || p, 3 || with p >= 1 takes 3.17, and 3 is the last whole number below 3.9.
      const program = conicProgram(
        {
          costs: [1, 1],
          kinds: [1, 0],
          lower: [0, -infinity],
          upper: [3.9, infinity],
          rows: [[1, [0, 1], infinity]],
          colNames: ["n", "p"],
        },
        {
          rating: {
            members: [
              [[1, 0], 0],
              [[0, 1], 0],
              [[0, 0], 3],
            ],
          },
        },
      );
      const conflict = await conflictOf(solver, program);
      expectFields("the conflict", conflict, { rows: ["r1"], columns: ["n"], cones: ["rating"] });
      expectContains("text of the conflict", conflict.text, 'with "n" whole');
    },
  ),

  taken("no columns, and a cone of numbers that are in it or not", async (solver) => {
    const program = (bound: number) =>
      conicProgram(
        { costs: [] },
        {
          fixed: {
            members: [
              [[], bound],
              [[], 3],
              [[], 4],
            ],
          },
        },
      );
    expectEqual("objective", (await optimumOf(solver, program(5))).objective, 0);
    expectStatus(await outcomeOf(solver, program(4.9)), "infeasible");
  }),

  taken("unbounded along a ray of the cone, by name", async (solver) => {
    const rows = { ...withoutRows(3), colCost: floats(0, -1, 0) };
    const outcome = await outcomeOf(solver, { ...apparentPower, ...rows });
    expectStatus(outcome, "unbounded", '"s" and "p" rise');
  }),

  taken("a cone holds what rows and bounds would let go", async (solver) => {
    expectConic(await optimumOf(solver, disc(5)), { objective: 5 * Math.SQRT2 });
  }),

  taken("a direction that improves for ever does not hide that there is no feasible point", async (solver) => {
    const grown = conicProgram(
      {
        costs: [-1, 0, 0],
        lower: free(3),
        rows: [
          [3, [0, 1, 0], infinity],
          [4, [0, 0, 1], infinity],
        ],
      },
      {
        rating: {
          members: [
            [[0, 0, 0], 4.9],
            [[0, 1, 0], 0],
            [[0, 0, 1], 0],
          ],
        },
      },
    );
    expectStatus(await outcomeOf(solver, grown), "infeasible");
  }),

  taken(
    "what grows without end along a curve, with no direction in which it does, is not called optimal",
    async (solver) => {
      // max p,  p^2 <= v * 1.
      const members = {
        curve: {
          rotated: true,
          members: [
            [[0, 1], 0],
            [[0, 0], 1],
            [[1, 0], 0],
          ],
        },
      } as const;
      const outcome = await outcomeOf(solver, conicProgram({ sense: "maximize", costs: [1, 0] }, members), {
        timeLimitS: 10,
      });
      expectContains(
        "a status other than optimal and infeasible",
        outcome.status,
        /^(unbounded|numerical trouble|time limit)$/,
      );
    },
  ),
];

/** The rows, bounds and cones of the conflict alone are infeasible, and feasible without any one of them. */
async function expectConicallyIrreducible(solver: Solver, program: Program, conflict: Conflict): Promise<void> {
  const statusWithout = async (absent: string | null): Promise<string> => {
    const has = (kept: readonly string[], name: string) => kept.includes(name) && name !== absent;
    const { rowNames, colNames } = program;
    const cones = program.cones!;
    const alone = {
      ...program,
      colCost: new Float64Array(program.numCols),
      rowLower: program.rowLower.map((bound, row) => (has(conflict.rows, nameOf(rowNames, row)) ? bound : -infinity)),
      rowUpper: program.rowUpper.map((bound, row) => (has(conflict.rows, nameOf(rowNames, row)) ? bound : infinity)),
      colLower: program.colLower.map((bound, col) =>
        has(conflict.columns, nameOf(colNames, col)) ? bound : -infinity,
      ),
      colUpper: program.colUpper.map((bound, col) => (has(conflict.columns, nameOf(colNames, col)) ? bound : infinity)),
      // A cone is let go by a bound, or two factors, that are large enough.
      cones: {
        ...cones,
        constants: cones.constants.map(
          (constant, at) => constant + (has(conflict.cones, coneAt(program, at)) ? 0 : roomAt(program, at)),
        ),
      },
    };
    return (await outcomeOf(solver, alone)).status;
  };
  expectEqual("whether the conflict is irreducible", conflict.irreducible, true);
  expectEqual("status of the conflict alone", await statusWithout(null), "infeasible");
  for (const name of [...conflict.rows, ...conflict.columns, ...conflict.cones]) {
    expectEqual(`status of the conflict without ${name}`, await statusWithout(name), "optimal");
  }
}

const coneOf = ({ cones }: Program, at: number): number => cones!.starts.findLastIndex((start) => start <= at);
const coneAt = (program: Program, at: number): string => nameOf(program.cones!.names, coneOf(program, at));

function roomAt(program: Program, at: number): number {
  const cone = coneOf(program, at);
  const sides = program.cones!.rotated[cone] === 1 ? 2 : 1;
  return at - program.cones!.starts[cone]! < sides ? 100 : 0;
}
