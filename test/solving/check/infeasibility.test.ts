/** Solvers that call programs infeasible which are not: whatever the adapter, the claim is looked into. */
import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../../conformance/solvers/solve.ts";
import { glpk } from "../../../solvers/glpk.ts";
import type { Program } from "../../../src/program/program.ts";
import { explainInfeasible } from "../../../src/solving/explain/explain-infeasible.ts";
import type { Answer, SolveOptions, Solver, SolverModel } from "../../../src/solving/index.ts";
import { programOf } from "../../program-of.ts";

const infinity = Number.POSITIVE_INFINITY;
const bounded = programOf({ costs: [1, 2], rows: [[3, [1, 1], infinity]] });

/** GLPK, but for programs with the costs of `program` the answer is "infeasible". */
function mistaken(program: Program, more: Partial<Solver> = {}, proof?: Float64Array): Solver {
  const honest = glpk();
  const claim: Answer = { status: "infeasible", reason: "so it says.", ...(proof === undefined ? {} : { proof }) };
  const isMeant = ({ colCost }: Program) => colCost.join() === program.colCost.join();
  return {
    ...honest,
    name: "Mistaken",
    ...more,
    async open(opened: Program): Promise<SolverModel> {
      const model = await honest.open(opened);
      const run = model.run.bind(model);
      return Object.assign(model, {
        run: async (asked: Program, options: SolveOptions) => (isMeant(asked) ? claim : run(asked, options)),
      });
    },
  };
}

describe("a false claim of infeasibility", () => {
  test("is numerical trouble where the solver has no other way", async () => {
    expect(await outcomeOf(mistaken(bounded), bounded)).toMatchObject({
      status: "numerical trouble",
      reason: "Mistaken calls the program infeasible, but finds a feasible point where the objective is left out.",
    });
  });

  test("gives way to the solver's other way", async () => {
    const outcome = await outcomeOf(mistaken(bounded, { otherWay: glpk }), bounded);
    expect(outcome).toMatchObject({ status: "optimal", objective: 3 });
  });

  test("about an unbounded program ends in the columns that run away", async () => {
    const unbounded = programOf({ costs: [1, -2], rows: [[3, [1, 1], infinity]] });
    expect(await outcomeOf(mistaken(unbounded), unbounded)).toMatchObject({
      status: "unbounded",
      reason: 'the objective improves without end as "x2" rises.',
    });
  });

  test("about an integer program is found out too", async () => {
    const whole = { ...bounded, colKind: Uint8Array.of(1, 1) };
    expect((await outcomeOf(mistaken(whole), whole)).status).toBe("numerical trouble");
  });

  test("is not helped by a proof that proves nothing", async () => {
    expect((await outcomeOf(mistaken(bounded, {}, Float64Array.of(1)), bounded)).status).toBe("numerical trouble");
  });

  test("has no empty explanation: the contradiction is said", async () => {
    await expect(explainInfeasible(glpk(), bounded)).rejects.toThrow(/^numerical trouble: GLPK calls .* infeasible/);
    const whole = { ...bounded, colKind: Uint8Array.of(1, 1) };
    await expect(explainInfeasible(glpk(), whole)).rejects.toThrow(/numerical trouble/);
  });
});

/** x1 + x2 >= 3 with both at most 1: the row itself is the proof, and nothing needs to be solved again. */
test("a proof that holds is enough, whichever sign the solver gives it", async () => {
  const tight = programOf({ costs: [1, 2], upper: [1, 1], rows: [[3, [1, 1], infinity]] });
  for (const sign of [1, -1]) {
    let opened = 0;
    const solver = mistaken(tight, {}, Float64Array.of(sign));
    const counting: Solver = {
      ...solver,
      open: (program) => {
        opened++;
        return solver.open(program);
      },
    };
    expect((await outcomeOf(counting, tight)).status).toBe("infeasible");
    expect(opened).toBe(1);
  }
});
