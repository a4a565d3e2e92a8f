import { floats, integers } from "../../conformance/solvers/dense-program.ts";
import { glpk } from "../../solvers/glpk.ts";
import { highs } from "../../solvers/highs.ts";
import { fixedIntegers } from "../../src/reformulation/index.ts";
import { explainInfeasible } from "../../src/solving/explain/explain-infeasible.ts";
import { openProgram, type ProgramSession, type SolveOptions } from "../../src/solving/index.ts";
import { testMistakes } from "../mistakes.ts";
import { programOf } from "../program-of.ts";

const small = programOf({ costs: [3, 2], rows: [[4, [1, 1], 9]] });
const impossible = programOf({ costs: [1], upper: [1], rows: [[2, [1], 9]] });

/** What is done with the small program, open in HiGHS. */
const inSession = (use: (session: ProgramSession) => unknown) => async () => {
  await using session = await openProgram(highs(), small);
  await use(session);
};
const solvedWith = (options: object) => inSession((session) => session.solve(options as SolveOptions));
const row = { lower: floats(1), upper: floats(2) };
const entry = { starts: integers(0, 1), indices: integers(0), values: floats(1) };

testMistakes([
  [
    "new bounds that cross",
    inSession((session) => session.change({ columnBounds: [{ first: 0, lower: floats(3), upper: floats(1) }] })),
    "contradiction",
    { of: 'column "x1"', lower: 3, upper: 1 },
  ],
  [
    "rows called as others",
    inSession((session) => session.addRows({ name: "r1", matrix: entry, ...row })),
    "duplicate",
    { what: "name", found: "r1" },
  ],
  [
    "an entry that stands twice in a new row",
    inSession((session) => {
      const matrix = { starts: integers(0, 2), indices: integers(0, 0), values: floats(1, 2) };
      session.addRows({ name: "cut", matrix, ...row });
    }),
    "duplicate",
    { what: 'column "x1"', in: 'row "cut"' },
  ],
  [
    "rows without a name",
    inSession((session) => session.addRows({ name: "", matrix: entry, ...row })),
    "missing-data",
    { what: "name of what is added" },
  ],
  [
    "a session that was disposed",
    async () => {
      const session = await openProgram(highs(), small);
      await session.dispose();
      await session.solve();
    },
    "misuse",
    { state: "disposed" },
  ],
  [
    "a session that is solving",
    inSession(async (session) => {
      const outcome = session.solve();
      try {
        session.change({ offset: 1 });
      } finally {
        await outcome;
      }
    }),
    "misuse",
    { state: "solving" },
  ],
  [
    "a bound that is NaN",
    inSession((session) => session.change({ rowBounds: [{ first: 0, lower: floats(Number.NaN), upper: floats(1) }] })),
    "not-a-number",
    { what: "bound", of: 'row "r1"', found: "NaN" },
  ],
  [
    "an objective that bends the wrong way",
    () =>
      openProgram(
        highs(),
        programOf({
          costs: [1, 1],
          hessian: [
            [-2, 0],
            [0, 2],
          ],
        }),
      ),
    "not-convex",
    { column: "x1", sense: "minimize" },
  ],
  ["a gap above 1", solvedWith({ gap: 5 }), "out-of-range", { what: "gap", found: 5, least: 0, most: 1 }],
  [
    "a time limit of nothing",
    solvedWith({ timeLimitS: Number.NaN }),
    "out-of-range",
    { what: "timeLimitS", found: "NaN" },
  ],
  [
    "coefficients that there are not",
    inSession((session) => session.change({ coefficients: [{ at: integers(7), values: floats(1) }] })),
    "out-of-range",
    { what: "position", found: 7, least: 0, most: 1 },
  ],
  [
    "rows that have been dropped",
    inSession((session) => {
      const cut = session.addRows({ name: "cut", matrix: entry, ...row });
      session.drop(cut);
      session.drop(cut);
    }),
    "outdated",
    { name: "cut" },
  ],
  [
    "an explanation of what has changed",
    async () => {
      await using session = await openProgram(highs(), impossible);
      const outcome = await session.solve();
      session.change({ offset: 1 });
      if (outcome.status === "infeasible") await outcome.explain();
    },
    "outdated",
    { model: "test" },
  ],
  ["an explanation of what holds", () => explainInfeasible(glpk(), small), "solver-failure", { solver: "GLPK" }],
  [
    "an option that is misspelt",
    solvedWith({ timelimit: 1 }),
    "unknown-name",
    {
      kind: "option",
      found: "timelimit",
      known: ["timeLimitS", "gap", "start", "mipStart", "signal", "onProgress"],
      owner: "a solve",
    },
  ],
  [
    "a quadratic program for a linear solver",
    () => openProgram(glpk(), programOf({ costs: [1], hessian: [[2]] })),
    "unsupported",
    { what: "quadratic", solver: "GLPK" },
  ],
  [
    "a Hessian of other columns",
    inSession((session) =>
      session.change({ hessian: { starts: integers(0, 0), indices: integers(), values: floats() } }),
    ),
    "wrong-size",
    { what: "columns of the Hessian", found: 1, expected: 2 },
  ],
  [
    "fewer values to fix at than columns",
    () => fixedIntegers(small, floats(1)),
    "wrong-size",
    { what: "values", found: 1, expected: 2 },
  ],
]);
