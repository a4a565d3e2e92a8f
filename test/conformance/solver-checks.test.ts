import { describe, expect, test } from "vitest";
import { solverChecks } from "../../conformance/index.ts";
import { glpk } from "../../solvers/glpk.ts";
import { highs } from "../../solvers/highs.ts";
import type { Program } from "../../src/program/index.ts";
import type { Answer, SolveOptions, Solver } from "../../src/solving/index.ts";

type Optimum = Extract<Answer, { readonly status: "optimal" }>;

interface Faults {
  /** What the adapter makes of the program it opens or runs. */
  readonly program?: (current: Program, opened: Program) => Program;
  readonly options?: (options: SolveOptions) => SolveOptions;
  readonly optimum?: (answer: Optimum, program: Program) => Answer;
}

/** An adapter around a sound one that opens it anew for every run, which is no warm start, and has the faults beside that. */
function faulty(sound: Solver, { program, options, optimum }: Faults): Solver {
  return {
    name: sound.name,
    capabilities: sound.capabilities,
    async open(opened) {
      const model = await sound.open(opened);
      const nothing = () => {};
      return {
        ...{ changeCosts: nothing, changeColumnBounds: nothing, changeRowBounds: nothing, changeCoefficients: nothing },
        ...{ changeOffset: nothing, changeHessian: nothing, addRows: nothing, addColumns: nothing },
        ...{ dropRows: nothing, dropColumns: nothing },
        async run(current, asked) {
          const taken = program?.(current, opened) ?? current;
          await using own = await sound.open(taken);
          const answer = await own.run(taken, options?.(asked) ?? asked);
          return answer.status === "optimal" ? (optimum?.(answer, current) ?? answer) : answer;
        },
        [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
      };
    },
  };
}

const running = (solver: Solver, group: string, name: string): Promise<void> => {
  const check = solverChecks(solver).find((own) => own.group === group && own.name === name);
  if (check?.applies !== true) throw new Error(`"${name}" is no check of ${group} that applies`);
  return check.run();
};

const continuous = (program: Program): Program => ({ ...program, colKind: new Uint8Array(program.numCols) });

describe("an adapter's fault makes the check fail that is about it, with what was expected and found", () => {
  test.each<[fault: string, Faults, group: string, check: string, message: string | RegExp]>([
    [
      "duals of the wrong sign",
      { optimum: (answer) => ({ ...answer, rowDuals: answer.rowDuals?.map((dual) => -dual) ?? null }) },
      "linear programs",
      "a minimum with its duals and reduced costs",
      'status: expected "optimal", found "numerical trouble": ',
    ],
    [
      "no duals",
      { optimum: (answer) => ({ ...answer, rowDuals: null, reducedCosts: null }) },
      "linear programs",
      "a maximum with its duals and reduced costs, positive where the objective rises with the bound",
      "number of rowDuals: expected 2, found null",
    ],
    [
      "half of the values",
      { optimum: (answer) => ({ ...answer, values: answer.values.map((value) => value / 2) }) },
      "linear programs",
      "a range holds on both sides",
      'status: expected "optimal", found "numerical trouble": ',
    ],
    [
      "an optimum called infeasible",
      { optimum: () => ({ status: "infeasible", reason: "so it seems" }) },
      "edits",
      "costs",
      'status: expected "optimal", found "infeasible": so it seems',
    ],
    [
      "whole numbers that are claimed and ignored",
      { program: continuous },
      "integer programs",
      "a knapsack of binary columns",
      'status: expected "optimal", found "numerical trouble": ',
    ],
    [
      "a bound of the relaxation given as duals of an integer program",
      {
        optimum: (answer, { numRows, numCols }) => ({
          ...answer,
          rowDuals: new Float64Array(numRows),
          reducedCosts: new Float64Array(numCols),
        }),
      },
      "integer programs",
      "integer and continuous columns together",
      /^status: expected "optimal", found "numerical trouble": .*the reduced cost of column "x1"/,
    ],
    [
      "a gap that is never closed",
      { options: (options) => ({ ...options, gap: 0.2 }) },
      "integer programs",
      "a program stopped at a gap is optimal to that gap, and says how far it may be off",
      /^gap where none was asked for: expected at most 0.000001, found 0\.\d+$/,
    ],
    [
      "edits that are not followed",
      { program: (_, opened) => opened },
      "edits",
      "costs",
      /^status: expected "optimal", found "numerical trouble": .*the reduced cost of column "first"/,
    ],
    [
      "a warm start that is claimed and not made",
      {},
      "limits and starts",
      "after a small change the last basis needs fewer iterations than a cold start",
      /^iterations from the last basis: expected less than \d+(\.5)?, found \d+$/,
    ],
    [
      "a Hessian that is claimed and dropped",
      { program: (program) => ({ ...program, hessian: null }) },
      "quadratic programs",
      "a textbook minimum with its duals",
      /^status: expected "optimal", found "numerical trouble": .*the reduced cost of column "x1"/,
    ],
  ])("%s", async (_, faults, group, name, message) => {
    await expect(running(faulty(highs(), faults), group, name)).rejects.toThrow(message);
    await running(highs(), group, name);
  });
});

describe("the list of checks", () => {
  const checks = solverChecks(highs());

  test("a check is known by its group and name, and takes no arguments that a runner would count", () => {
    expect(new Set(checks.map(({ group, name }) => `${group}: ${name}`)).size).toBe(checks.length);
    for (const { run } of checks) expect(run).toHaveLength(0);
  });

  test("what applies follows from what the solver claims, and nothing else", () => {
    for (const solver of [highs(), glpk()]) {
      for (const { needs, applies } of solverChecks(solver)) {
        const met = Object.entries(needs).every(([need, value]) => Reflect.get(solver.capabilities, need) === value);
        expect(applies).toBe(met);
      }
    }
    const applying = (solver: Solver) => solverChecks(solver).filter(({ applies }) => applies);
    expect(applying(highs()).length).toBeGreaterThan(applying(glpk()).length);
    expect(solverChecks(glpk())).toHaveLength(checks.length);
  });

  test("every capability has a check that needs it, or one that needs it gone", () => {
    for (const capability of Object.keys(highs().capabilities)) {
      expect(checks.filter(({ needs }) => Object.hasOwn(needs, capability))).not.toEqual([]);
    }
  });

  test("a solver that is made anew is made once for each check that runs", async () => {
    let made = 0;
    const own = solverChecks(() => {
      made++;
      return highs();
    });
    expect(made).toBe(1);
    await own[0]!.run();
    await own[1]!.run();
    expect(made).toBe(3);
  });
});
