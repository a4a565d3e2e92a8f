/** What solvers claim of conic programs beyond an optimum: held against proofs, points and directions. */
import { describe, expect, test } from "vitest";
import { conicProgram, type DenseCone } from "../../../conformance/solvers/cone-programs.ts";
import { outcomeOf } from "../../../conformance/solvers/solve.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import type { Program } from "../../../src/program/program.ts";
import type { Answer, SolveOptions, Solver, SolverModel } from "../../../src/solving/index.ts";

const infinity = Number.POSITIVE_INFINITY;

/** Clarabel, but the program itself is answered by `claim`; counts how many programs were opened. */
function claiming(program: Program, claim: Answer): Solver & { opened: number } {
  const honest = clarabel();
  const solver = {
    ...honest,
    name: "Mistaken",
    opened: 0,
    async open(opened: Program): Promise<SolverModel> {
      solver.opened++;
      const model = await honest.open(opened);
      const run = model.run.bind(model);
      const isMeant = (asked: Program) => asked.colCost.join() === program.colCost.join();
      return Object.assign(model, {
        run: async (asked: Program, options: SolveOptions) => (isMeant(asked) ? claim : run(asked, options)),
      });
    },
  };
  return solver;
}

const rating = (radius: number): { readonly rating: DenseCone } => ({
  rating: {
    members: [
      [[0, 0], radius],
      [[1, 0], 0],
      [[0, 1], 0],
    ],
  },
});

/** min p + 2 q,  p >= 3,  q >= 4,  || p, q || <= radius. */
const limited = (radius: number): Program =>
  conicProgram(
    {
      costs: [1, 2],
      lower: [-infinity, -infinity],
      rows: [
        [3, [1, 0], infinity],
        [4, [0, 1], infinity],
      ],
      colNames: ["p", "q"],
    },
    rating(radius),
  );

/** max p with or without the cone that holds it. */
const open = conicProgram(
  { costs: [-1, 0], colNames: ["p", "q"] },
  {
    slope: {
      members: [
        [[1, 0], 0],
        [[0, 1], 0],
      ],
    },
  },
);
const held = conicProgram({ costs: [-1, 0], colNames: ["p", "q"] }, rating(5));

const infeasible = (more: { readonly proof?: Float64Array; readonly coneProof?: Float64Array } = {}): Answer => ({
  status: "infeasible",
  reason: "so it says.",
  ...more,
});
const unbounded: Answer = { status: "unbounded", reason: "so it says." };

describe("a claim that a conic program is infeasible", () => {
  test("stands where it is true, without any proof", async () => {
    const program = limited(4.9);
    expect((await outcomeOf(claiming(program, infeasible()), program)).status).toBe("infeasible");
  });

  test("falls where a point is found", async () => {
    const program = limited(5.1);
    expect(await outcomeOf(claiming(program, infeasible()), program)).toMatchObject({
      status: "numerical trouble",
      reason: expect.stringContaining("finds a feasible point"),
    });
  });

  // 3/5 of the first row and 4/5 of the second ask for 5, and (1, -3/5, -4/5) of the cone allows the radius.
  const rows = Float64Array.of(0.6, 0.8);
  const cone = Float64Array.of(1, -0.6, -0.8);

  test("is proven by multipliers of rows and cones, of either sign, and nothing is solved again", async () => {
    for (const sign of [1, -1]) {
      const proof = { proof: rows.map((own) => sign * own), coneProof: cone.map((own) => sign * own) };
      const solver = claiming(limited(4.9), infeasible(proof));
      expect((await outcomeOf(solver, limited(4.9))).status).toBe("infeasible");
      expect(solver.opened).toBe(1);
    }
  });

  test.each([
    ["for a larger radius", 5.1, rows, cone],
    ["with multipliers outside the dual cone", 5.1, rows, Float64Array.of(0.9, -0.6, -0.8)],
    ["with a cone of the wrong sign", 5.1, rows, cone.map((own) => -own)],
    ["without the cone", 5.1, rows, new Float64Array(3)],
  ] as const)("is not helped by a proof that proves nothing (%s)", async (_, radius, proof, coneProof) => {
    const program = limited(radius);
    const outcome = await outcomeOf(claiming(program, infeasible({ proof, coneProof })), program);
    expect(outcome.status).toBe("numerical trouble");
  });

  test("about an unbounded program ends in the columns that run away", async () => {
    const outcome = await outcomeOf(claiming(open, infeasible()), open);
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"p" rises') });
  });
});

describe("a claim that a conic program is unbounded", () => {
  test("stands with a direction in the cones, and names its columns", async () => {
    const outcome = await outcomeOf(claiming(open, unbounded), open);
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"p" rises') });
  });

  test("falls where a cone holds every direction that rows and bounds leave", async () => {
    expect((await outcomeOf(claiming(held, unbounded), held)).status).toBe("numerical trouble");
  });

  test("gives way to the proof that nothing is feasible", async () => {
    const program = limited(4.9);
    const grown = { ...program, colCost: Float64Array.of(-1, -2) };
    expect((await outcomeOf(claiming(grown, unbounded), grown)).status).toBe("infeasible");
  });
});

test("a solver that gives up on an infeasible conic program is told why it could not", async () => {
  const program = limited(4.9);
  const outcome = await outcomeOf(claiming(program, { status: "numerical trouble", reason: "no idea." }), program);
  if (outcome.status !== "infeasible") throw new Error(`got ${outcome.status}`);
  const [conflict] = await outcome.explain();
  expect(conflict).toMatchObject({ rows: ["r1", "r2"], columns: [], cones: ["rating"], irreducible: true });
  expect(conflict!.text).toContain('"rating": || p, q || <= 4.9');
});

test("a solver that gives up on a feasible conic program is left with that", async () => {
  const program = limited(5.1);
  const outcome = await outcomeOf(claiming(program, { status: "numerical trouble", reason: "no idea." }), program);
  expect(outcome).toMatchObject({ status: "numerical trouble", reason: "no idea." });
});
