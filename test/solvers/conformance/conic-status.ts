import { expect, test } from "vitest";
import { nameOf } from "../../../src/program/names.ts";
import type { Program } from "../../../src/program/program.ts";
import type { Conflict } from "../../../src/solving/index.ts";
import type { Solver } from "../../../src/solving/solver.ts";
import { apparentPower, conicProgram, disc, feeder, free, tooSmall, withBand, withoutRows } from "./cone-programs.ts";
import { expectConic } from "./conic-figures.ts";
import { floats, infinity, type MakeSolver, optimumOf, outcomeOf } from "./helpers.ts";

/** Conic programs without an optimum, and those that only look it. */
export function conicStatus(solver: MakeSolver): void {
  const taken = test.skipIf(!solver().capabilities.secondOrderCone);

  taken("infeasible by a cone, rows and bounds: all of them are named, and nothing else", async () => {
    const conflict = await conflictOf(solver(), tooSmall(4.9));
    expect(conflict.rows).toEqual(["active", "reactive"]);
    expect(conflict.columns).toEqual([]);
    expect(conflict.cones).toEqual(["rating"]);
    expect(conflict.inequalities).toContain('"rating": || p, q || <= 4.9');
    expect(conflict.irreducible).toBe(true);
    await expectConicallyIrreducible(solver(), tooSmall(4.9), conflict);
  });

  taken("a voltage band that the losses cannot keep is named", async () => {
    const conflict = await conflictOf(solver(), withBand(feeder(0.4), 0.97));
    expect(conflict.columns).toContain("v2");
    expect(conflict.text).toContain("v2 >= 0.97");
    expect(conflict.text).toContain("p2^2 <= l2 * v1");
    await expectConicallyIrreducible(solver(), withBand(feeder(0.4), 0.97), conflict);
    expect((await outcomeOf(solver(), withBand(feeder(0.4), 0.7))).status).toBe("optimal");
  });

  taken("no cone is blamed for what rows and bounds cannot do alone", async () => {
    const rows = { rowLower: floats(3, 1), rowUpper: floats(3, 1), colUpper: floats(infinity, 2, infinity) };
    const conflict = await conflictOf(solver(), { ...apparentPower, ...rows });
    expect(conflict).toMatchObject({ rows: ["active"], columns: ["p"], cones: [], irreducible: true });
  });

  taken.each([
    ["inside by 1e-4", 5.0001, "optimal"],
    ["outside by 1e-4", 4.9999, "infeasible"],
  ] as const)("a program at the edge of what is feasible: %s", async (_, radius, status) => {
    expect((await outcomeOf(solver(), tooSmall(radius))).status).toBe(status);
  });

  taken("cones that contradict each other without any row", async () => {
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
    const conflict = await conflictOf(solver(), program);
    expect(conflict).toMatchObject({ rows: [], columns: [], cones: ["left", "right"] });
  });

  taken("a cone that nothing can meet is a conflict of its own", async () => {
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
    expect((await conflictOf(solver(), program)).text).toBe('"never": || x1, 2 x1 + 5 || <= -1 cannot hold.');
  });

  test.skipIf(!solver().capabilities.secondOrderCone || !solver().capabilities.integer)(
    "a cone that only whole numbers cannot meet is named with them",
    async () => {
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
      const conflict = await conflictOf(solver(), program);
      expect(conflict).toMatchObject({ rows: ["r1"], columns: ["n"], cones: ["rating"] });
      expect(conflict.text).toContain('with "n" whole');
    },
  );

  taken("no columns, and a cone of numbers that are in it or not", async () => {
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
    expect((await optimumOf(solver(), program(5))).objective).toBe(0);
    expect((await outcomeOf(solver(), program(4.9))).status).toBe("infeasible");
  });

  taken("unbounded along a ray of the cone, by name", async () => {
    const rows = { ...withoutRows(3), colCost: floats(0, -1, 0) };
    const outcome = await outcomeOf(solver(), { ...apparentPower, ...rows });
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"s" and "p" rise') });
    expect(outcome).not.toHaveProperty("values");
  });

  taken("a cone holds what rows and bounds would let go", async () => {
    expectConic(await optimumOf(solver(), disc(5)), { objective: 5 * Math.SQRT2 });
  });

  taken("a direction that improves for ever does not hide that there is no feasible point", async () => {
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
    expect((await outcomeOf(solver(), grown)).status).toBe("infeasible");
  });

  taken("what grows without end along a curve, with no direction in which it does, is not called optimal", async () => {
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
    const outcome = await outcomeOf(solver(), conicProgram({ sense: "maximize", costs: [1, 0] }, members), {
      timeLimitS: 10,
    });
    expect(["unbounded", "numerical trouble", "time limit"]).toContain(outcome.status);
  });
}

async function conflictOf(solver: Solver, program: Program): Promise<Conflict> {
  const outcome = await outcomeOf(solver, program);
  if (outcome.status !== "infeasible") throw new Error(`expected infeasible, got ${outcome.status}`);
  const conflicts = await outcome.explain();
  expect(conflicts).toHaveLength(1);
  return conflicts[0]!;
}

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
  expect(conflict.irreducible).toBe(true);
  expect(await statusWithout(null)).toBe("infeasible");
  for (const name of [...conflict.rows, ...conflict.columns, ...conflict.cones]) {
    expect(await statusWithout(name), `without ${name}`).toBe("optimal");
  }
}

const coneOf = ({ cones }: Program, at: number): number => cones!.starts.findLastIndex((start) => start <= at);
const coneAt = (program: Program, at: number): string => nameOf(program.cones!.names, coneOf(program, at));

function roomAt(program: Program, at: number): number {
  const cone = coneOf(program, at);
  const sides = program.cones!.rotated[cone] === 1 ? 2 : 1;
  return at - program.cones!.starts[cone]! < sides ? 100 : 0;
}
