/** What HiGHS's WebAssembly build does by itself in each of these, and must not do here: see src/solving and solvers/highs. */
import { describe, expect, test, vi } from "vitest";
import { floats, infinity } from "../../conformance/solvers/dense-program.ts";
import { expectFigures } from "../../conformance/solvers/figures.ts";
import { optimumOf, outcomeOf, resolved } from "../../conformance/solvers/solve.ts";
import { abandonRuntime, runtimeAt } from "../../solvers/highs/runtime.ts";
import { type HighsOptions, highs } from "../../solvers/highs.ts";
import type { Program } from "../../src/program/program.ts";
import { openProgram } from "../../src/solving/index.ts";
import { programOf } from "../program-of.ts";

const example = programOf({
  costs: [3, 2],
  rows: [
    [4, [1, 1], infinity],
    [-infinity, [1, -1], 2],
  ],
});

describe("options", () => {
  test.each<[string, HighsOptions, RegExp]>([
    [
      "a misspelt option of HiGHS",
      { options: { mip_heuristic_efort: 0.1 } },
      /no option "mip_heuristic_efort".*"mip_heuristic_effort"/,
    ],
    ["a value out of range", { options: { mip_abs_gap: -1 } }, /"mip_abs_gap" is -1: it takes a number from 0/],
    ["a value of the wrong type", { options: { mip_detect_symmetry: 1 } }, /takes true or false/],
    ["part of a whole number", { options: { simplex_iteration_limit: 1.5 } }, /takes a whole number/],
    ["threads, which this build has not", { options: { threads: 2 } }, /no option "threads"/],
    [
      "an option that has a name of ours",
      { options: { time_limit: 3 } },
      /"time_limit" is set through the solve option timeLimitS/,
    ],
    ["a solver by HiGHS's name", { options: { solver: "ipm" } }, /"solver" is set through method/],
    ["a tolerance of nothing", { primalTolerance: 0 }, /primalTolerance is 0/],
  ])("%s is an error", async (_, options, message) => {
    await expect(async () => openProgram(highs(options), example)).rejects.toThrow(message);
  });

  test("names and values that the types do not allow are errors too", () => {
    const misspelt: object = { methode: "simplex" };
    expect(() => highs(misspelt)).toThrow(/no option "methode". The nearest are "method"/);
    const strange: object = { method: "barrier" };
    expect(() => highs(strange)).toThrow(
      'method is "barrier": it can be "choose", "simplex", "interior point", "PDLP"',
    );
  });

  test("options reach HiGHS", async () => {
    const limited = highs({ options: { simplex_iteration_limit: 0 }, presolve: "off" });
    expect(await outcomeOf(limited, example)).toMatchObject({
      status: "time limit",
      reason: expect.stringContaining("iteration limit"),
    });
  });

  test.each(["simplex", "interior point", "PDLP"] as const)("the method %s solves a linear program", async (method) => {
    const optimum = await optimumOf(highs({ method }), example);
    expectFigures(optimum, { objective: 8, values: [0, 4], duals: [2, 0], reducedCosts: [1, 0] });
  });
});

describe("a method chosen for a program that it would weaken", () => {
  test("is refused where a column is integer: HiGHS would solve the relaxation", async () => {
    const dense = { costs: [-1], upper: [2.5], kinds: [1] };
    await expect(outcomeOf(highs({ method: "simplex" }), dense)).rejects.toThrow(
      /the method "simplex" does not take integer/,
    );
  });

  test("is refused where the objective is quadratic: HiGHS would leave the Hessian aside", async () => {
    const dense = { costs: [-1], hessian: [[2]] };
    await expect(outcomeOf(highs({ method: "interior point" }), dense)).rejects.toThrow(
      /does not take quadratic objectives/,
    );
  });
});

test("an integer program that presolve gets wrong (-7.14, called optimal with a gap of 0) is right without it", async () => {
  const rows = [
    [-15, [0, 0, -1, 0, -3], -14],
    [-17, [-8, -6, 1, 4, 9], 16],
    [16, [-5, 0, -2, 7, 0], 19],
  ] as const;
  const bounds = { lower: [-11, 5, -12, -17, 8], upper: [20, 5, 0, 20, 12], kinds: [1, 1, 0, 0, 1] };
  const optimum = await optimumOf(highs({ presolve: "off" }), { costs: [0, -3, 2, 2, 3], ...bounds, rows });
  expectFigures(optimum, { objective: -60 / 7, values: [4, 5, -12, 12 / 7, 9] });
});

describe("a program that presolve calls infeasible though 0 is feasible", () => {
  /** minimise -x2 + x5 with x1 <= x2 and x1 - x2 + x4 + x5 >= 0: x2 and x1 may rise together for ever. */
  const runaway = {
    costs: [0, -1, 0, 1],
    upper: [infinity, infinity, 3, infinity],
    rows: [
      [-infinity, [1, -1, 0, 0], 0],
      [0, [1, -1, 1, 1], infinity],
    ],
    colNames: ["x1", "x2", "x4", "x5"],
  } as const;

  test.each(["choose", "on", "off"] as const)(
    "is unbounded, with the columns named (presolve: %s)",
    async (presolve) => {
      const outcome = await outcomeOf(highs({ presolve }), runaway);
      expect(outcome.status).toBe("unbounded");
      expect(outcome).toMatchObject({ reason: expect.stringMatching(/"x2" and "x1" rise|"x1" and "x2" rise/) });
    },
  );

  test("is unbounded too where some columns are integer", async () => {
    expect((await outcomeOf(highs(), { ...runaway, kinds: [0, 0, 1, 1] })).status).toBe("unbounded");
  });

  test("is infeasible as soon as it is", async () => {
    const outcome = await outcomeOf(highs(), { ...runaway, rows: [...runaway.rows, [4, [0, 0, 1, 0], infinity]] });
    if (outcome.status !== "infeasible") throw new Error(`expected infeasible, got ${outcome.status}`);
    const [conflict] = await outcome.explain();
    expect(conflict!.text).toContain("the row needs 4 or more, the bounds allow 3.");
  });
});

test.each([1e4, 1e7, 1e8, 1e9, 1e10])(
  "a big constant of %d neither hides points nor lets fractions through",
  async (much) => {
    const fixed = [171, 239, 347, 56, 332, 417, 478, 253];
    const perUnit = [9, 8, 2, 8, 4, 8, 9, 3];
    const most = [9, 25, 24, 13, 11, 22, 20, 12];
    const sites = fixed.map((_, k) => k);
    const row = (entries: Readonly<Record<number, number>>) =>
      sites.flatMap((k) => [entries[2 * k] ?? 0, entries[2 * k + 1] ?? 0]);
    const program = programOf({
      costs: sites.flatMap((k) => [fixed[k]!, perUnit[k]!]),
      upper: sites.flatMap(() => [1, infinity]),
      kinds: sites.flatMap(() => [1, 0]),
      rows: [
        ...sites.flatMap((k): [number, number[], number][] => [
          [-infinity, row({ [2 * k]: -much, [2 * k + 1]: 1 }), 0],
          [-infinity, row({ [2 * k + 1]: 1 }), most[k]!],
        ]),
        [64, sites.flatMap(() => [0, 1]), infinity],
      ],
    });
    expect((await optimumOf(highs(), program)).objective).toBeCloseTo(1183, 6);
  },
);

test("a `.wasm` that is not there is named", async () => {
  const lost = highs({ wasmUrl: "/nowhere/highs.wasm" });
  await expect(openProgram(lost, example)).rejects.toThrow(
    /could not be loaded from \/nowhere\/highs.wasm.*highs\(\{ wasmUrl/,
  );
});

describe("the time limit", () => {
  test("counts each solve by itself, not all of them together", async () => {
    await using session = await openProgram(highs({ presolve: "off" }), dense(120, 120));
    let seconds = 0;
    for (let k = 0; k < 100 && seconds < 1; k++) {
      const outcome = await session.solve({ start: "cold", timeLimitS: 1 });
      expect(outcome.status).toBe("optimal");
      seconds += outcome.seconds;
    }
    expect((await session.solve({ start: "cold", timeLimitS: 1 })).status).toBe("optimal");
  });

  test("of one solve does not stay for the next", async () => {
    await using session = await openProgram(highs({ presolve: "off" }), dense(60, 60));
    expect((await session.solve({ timeLimitS: 1e-9 })).status).toBe("time limit");
    expect((await session.solve()).status).toBe("optimal");
  });
});

describe("semi-continuous columns", () => {
  test("beyond what HiGHS takes are refused by name, at opening and after an edit", async () => {
    const unit = { sense: "maximize", costs: [1], lower: [2], kinds: [2], colNames: ["unit"] } as const;
    await expect(openProgram(highs(), programOf({ ...unit, upper: [1e6] }))).rejects.toThrow(
      /"unit" .* 1000000: HiGHS takes/,
    );
    await using session = await openProgram(highs(), programOf({ ...unit, upper: [10] }));
    session.changeColumnBounds(0, floats(2), floats(2e5));
    await expect(session.solve()).rejects.toThrow(/"unit".*200000/);
  });
});

describe("coefficients", () => {
  test("changed one by one or all together come to the same, from the last basis", async () => {
    const program = dense(20, 30);
    await using few = await openProgram(highs(), program);
    await using all = await openProgram(highs(), program);
    await resolved(few);
    await resolved(all);
    const scaled = program.values.map((value) => value * 1.01);
    const positions = Int32Array.from(scaled.keys());
    all.changeCoefficients(positions, scaled);
    for (let k = 0; k < scaled.length; k++)
      few.changeCoefficients(positions.subarray(k, k + 1), scaled.subarray(k, k + 1));
    const [one, other] = [await resolved(few), await resolved(all)];
    expect(one.objective).toBeCloseTo(other.objective, 6);
    const cold = await resolved(all, { start: "cold" });
    expect(other.iterations).toBeLessThan(cold.iterations);
  });

  test("that become 0 and come back are followed", async () => {
    await using session = await openProgram(highs(), example);
    session.changeCoefficients(Int32Array.of(1), floats(0));
    expectFigures(await resolved(session), { objective: 16, values: [4, 2] });
    session.changeCoefficients(Int32Array.of(1), floats(1));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
  });
});

describe("progress and signals", () => {
  test("progress is told while HiGHS works", async () => {
    const seen: number[] = [];
    await optimumOf(highs({ presolve: "off" }), dense(40, 40), {
      onProgress: ({ iterations }) => seen.push(iterations),
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test("a signal given while HiGHS works stops it, and the session goes on", async () => {
    await using session = await openProgram(highs({ presolve: "off" }), dense(60, 60));
    const controller = new AbortController();
    const stop = session.solve({
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("seen enough")),
    });
    await expect(stop).rejects.toThrow("seen enough");
    expect((await session.solve()).status).toBe("optimal");
  });

  test("an error thrown by who watches comes out of solve, and the session goes on", async () => {
    await using session = await openProgram(highs({ presolve: "off" }), dense(40, 40));
    const watch = () => {
      throw new Error("no more paper");
    };
    await expect(session.solve({ onProgress: watch })).rejects.toThrow("no more paper");
    expect((await session.solve()).status).toBe("optimal");
  });
});

describe("a crash of the runtime", () => {
  test("comes out as numerical trouble, and the same session solves in a fresh runtime", async () => {
    await using session = await openProgram(highs(), example);
    expect((await session.solve()).status).toBe("optimal");
    const crashed = await runtimeAt(undefined);
    const model = crashed.createModel();
    const run = vi.spyOn(Object.getPrototypeOf(model), "run").mockImplementation(() => {
      throw new WebAssembly.RuntimeError("Aborted()");
    });
    session.changeRowBounds(0, floats(6), floats(infinity));
    expect(await session.solve()).toMatchObject({
      status: "numerical trouble",
      reason: expect.stringContaining("Aborted"),
    });
    run.mockRestore();
    model.dispose();
    session.changeCosts(0, floats(1));
    expectFigures(await resolved(session), { objective: 8, values: [4, 2], duals: [1.5, -0.5] });
    expect(await runtimeAt(undefined)).not.toBe(crashed);
  });

  test("that HiGHS really has, on a small quadratic program, is got around", async () => {
    // "memory access out of bounds" with a regularization of 1e-5, found by fast-check; the optimum is anywhere on x1 = -x2.
    const hessian = [
      [1, 1],
      [1, 1],
    ];
    const rows = [
      [-7, [-1, 0], infinity],
      [-7, [-1, 1], infinity],
    ] as const;
    const before = await runtimeAt(undefined);
    const optimum = await optimumOf(highs(), { costs: [0, 0], lower: [-infinity, -infinity], hessian, rows });
    expectFigures(optimum, { objective: 0, duals: [0, 0] });
    expect(await runtimeAt(undefined)).not.toBe(before);
  });

  test("abandoning a runtime leaves others alone", async () => {
    const runtime = await runtimeAt(undefined);
    await abandonRuntime(runtime);
    expect(await runtimeAt(undefined)).not.toBe(runtime);
    expectFigures(await optimumOf(highs(), example), { objective: 8 });
  });
});

test("a thousand programs opened and disposed do not grow the heap", async () => {
  const program = dense(30, 30);
  const runtime = await runtimeAt(undefined);
  const rounds = async (count: number) => {
    for (let k = 0; k < count; k++) {
      await using session = await openProgram(highs(), program);
      if (k % 50 === 0) await resolved(session);
    }
    return runtime.memoryBytes;
  };
  const before = await rounds(50);
  expect(await rounds(1000)).toBe(before);
});

/** min c'x, A x >= b with full rows: as many pivots as rows or so. */
function dense(rows: number, cols: number): Program {
  let state = 1;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const row = () => [1 + random(), Array.from({ length: cols }, () => 0.1 + random()), infinity] as const;
  return programOf({
    costs: Array.from({ length: cols }, () => 1 + random()),
    rows: Array.from({ length: rows }, row),
  });
}
