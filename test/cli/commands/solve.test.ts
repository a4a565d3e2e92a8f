import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { softMarketSplit } from "../../../conformance/solvers/market-split.ts";
import { programAnswerDocument } from "../../../src/documents/index.ts";
import { writeLp } from "../../../src/program/index.ts";
import { documentText } from "../../../src/report/index.ts";
import { checkSolution } from "../../../src/solving/index.ts";
import { programOf } from "../../program-of.ts";
import { clearwatt } from "../terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Two plants at 20 and 50 EUR/kWh serve 10 kWh; the first has 6: cost 320, price 50, and a kWh more of it saves 30. */
const dispatch = `minimize cost: 20 x + 50 y
subject to
 balance: x + y = 10
bounds
 x <= 6
 y <= 100
end
`;

test.each(["highs", "glpk"])("--json gives objective, values, duals and residuals with %s", async (solver) => {
  const { code, output } = await clearwatt([
    "solve",
    await file("dispatch.lp", dispatch),
    "--solver",
    solver,
    "--json",
  ]);
  const answer = JSON.parse(output);
  expect(code).toBe(0);
  expect(Object.keys(answer)).toEqual(["status", "objective", "columns", "rows", "residuals", "seconds"]);
  expect(answer.status).toBe("optimal");
  expect(answer.objective).toBeCloseTo(320, 9);
  expect(answer.columns.x.value).toBeCloseTo(6, 9);
  expect(answer.columns.x.reduced_cost).toBeCloseTo(-30, 9);
  expect(answer.columns.y.value).toBeCloseTo(4, 9);
  expect(answer.rows.balance.activity).toBeCloseTo(10, 9);
  expect(answer.rows.balance.dual).toBeCloseTo(50, 9);
  expect(answer.residuals.primal).toBeLessThan(1e-6);
  expect(answer.seconds).toBeGreaterThanOrEqual(0);
});

test("duals and reduced costs of an integer program are null", async () => {
  const text = "maximize value: 3 a + 2 b\nsubject to\n room: 2 a + 2 b <= 3\nbinary\n a b\nend\n";
  const { output } = await clearwatt(["solve", await file("knapsack.lp", text), "--json"]);
  const answer = JSON.parse(output);
  expect([answer.status, answer.objective]).toEqual(["optimal", 3]);
  expect(answer.columns.a).toEqual({ value: 1, reduced_cost: null });
  expect(answer.rows.room).toEqual({ activity: 2, dual: null });
});

test("an infeasible file is an honest outcome: no numbers, a reason and the conflict by name", async () => {
  const text = "minimize x\nsubject to\n need: x >= 52\nbounds\n x <= 42\nend\n";
  const path = await file("infeasible.lp", text);
  const { code, output } = await clearwatt(["solve", path, "--json"]);
  const answer = JSON.parse(output);
  expect(code).toBe(3);
  expect(answer).toMatchObject({ status: "infeasible", objective: null, columns: {}, rows: {} });
  expect(answer.explanation).toContain("need");
  const shown = (await clearwatt(["solve", path])).output;
  expect(shown).toContain("status      infeasible");
  expect(shown).toContain("need");
});

test("an unbounded file is an honest outcome", async () => {
  const text = "maximize x\nsubject to\n c: x - y <= 1\nend\n";
  const { code, output } = await clearwatt(["solve", await file("unbounded.lp", text), "--json"]);
  expect(code).toBe(3);
  expect(JSON.parse(output)).toMatchObject({ status: "unbounded", objective: null, columns: {}, rows: {} });
});

test("an MPS file is read by its ending", async () => {
  const text = [
    "NAME dispatch",
    "ROWS",
    " N cost",
    " E balance",
    "COLUMNS",
    " x cost 20 balance 1",
    " y cost 50 balance 1",
    "RHS",
    " rhs balance 10",
    "BOUNDS",
    " UP bnd x 6",
    "ENDATA",
  ].join("\n");
  const { output } = await clearwatt(["solve", await file("dispatch.mps", text), "--json"]);
  expect(JSON.parse(output).objective).toBeCloseTo(320, 9);
});

test("for people: sizes, status, objective, residuals and the tables", async () => {
  const { code, output } = await clearwatt(["solve", await file("dispatch.lp", dispatch)]);
  expect(code).toBe(0);
  expect(output).toMatch(/dispatch\.lp: 1 row, 2 columns, 2 nonzeros\n/);
  expect(output).toMatch(/status {6}optimal\nobjective {3}320 \(minimize\)\nresiduals {3}all 0\n/);
  expect(output).toMatch(/row {6}activity {2}dual\n-+ .*\nbalance {8}10 {4}50\n/);
  expect(output).toMatch(/column {2}value {2}reduced cost\n/);
});

test("long tables are shortened to what is not 0, with a note; --all shows everything", async () => {
  const names = Array.from({ length: 100 }, (_, k) => `x${k + 1}`);
  const text = `minimize ${names.map((name, k) => `${k + 1} ${name}`).join(" + ")}\nsubject to\n c: ${names.join(" + ")} >= 1\n d: x99 >= 3\nend\n`;
  const path = await file("long.lp", text);
  const { output } = await clearwatt(["solve", path]);
  expect(output).toContain("40 of 100 columns, those that are not 0 first; --all shows every one");
  expect(output).toMatch(/\nx99 /);
  expect(output).not.toMatch(/\nx50 /);
  expect((await clearwatt(["solve", path, "--all"])).output).toMatch(/\nx50 /);
});

test.each([
  ["a file that is not there", "missing.lp", null, "missing.lp cannot be read: there is no such file"],
  ["a file that is not a program", "broken.lp", "minimize 3 x +\nsubject to\n c: x >= one two\nend", "broken.lp"],
  ["an empty file", "empty.lp", "", "empty.lp is empty"],
])("%s is one paragraph on standard error and exit code 1", async (_, name, text, message) => {
  const path = text === null ? join(folder, name) : await file(name, text);
  const { code, output, errors } = await clearwatt(["solve", path]);
  expect([code, output]).toEqual([1, ""]);
  expect(errors).toContain(message);
  expect(errors.trimEnd().split("\n")).toHaveLength(1);
  expect(errors).not.toMatch(/\bat .*:\d+:\d+/);
});

test("a time limit leaves the best point so far, not proven optimal", async () => {
  const path = await file("split.lp", writeLp(softMarketSplit()));
  let answer = { incumbent: undefined };
  for (let seconds = 0.25; seconds < 10 && answer.incumbent === undefined; seconds *= 2) {
    const { code, output } = await clearwatt(["solve", path, "--time-limit", String(seconds), "--json"]);
    answer = JSON.parse(output);
    expect(code).toBe(4);
    expect(answer).toMatchObject({ status: "time limit", objective: null, columns: {}, rows: {}, residuals: null });
  }
  expect(answer.incumbent).toEqual({
    objective: expect.any(Number),
    bound: expect.any(Number),
    gap: expect.any(Number),
    columns: expect.objectContaining({ x1: expect.any(Number), x50: expect.any(Number) }),
  });
});

test("--gap ends the same search with an optimum within that gap", async () => {
  // With 100,000 units to begin with, any sensible split is within 10 % of none missed.
  const path = await file("split-gap.lp", writeLp(softMarketSplit("minimize", 100_000)));
  const { output } = await clearwatt(["solve", path, "--gap", "0.1", "--time-limit", "20"]);
  expect(output).toMatch(/status {6}optimal\nobjective {3}10\d{4}(\.\d+)? \(minimize\)\ngap {9}\d\.\d+ %\n/);
  expect(output).not.toContain("not proven optimal");
});

describe("the best point so far", () => {
  /** 50 columns, of which the last is 3 and the others 0: the cost is 150 if every column costs 50. */
  const count = 50;
  const program = programOf({
    costs: new Array(count).fill(50),
    kinds: new Array(count).fill(1),
    rows: [[3, new Array(count).fill(1), Number.POSITIVE_INFINITY]],
  });
  const values = new Float64Array(count).fill(3, count - 1);
  const residuals = checkSolution(program, { values, rowDuals: null, reducedCosts: null }).residuals;
  const outcome = (more: object) =>
    ({
      status: "time limit",
      reason: "enough.",
      seconds: 1,
      incumbent: { objective: 150, values, residuals, ...more },
    }) as const;
  const document = (more: object, all = false) => programAnswerDocument(program, outcome(more), { title: "a.lp", all });

  test("has a heading of its own, its figures, and columns shortened like those of an optimum", () => {
    const text = documentText(document({ bound: 120, gap: 0.2 }));
    expect(text).toContain(
      "\n\nbest point so far, not proven optimal\nobjective   150 (minimize)\nbound       120\ngap         20.0 %\n\n",
    );
    expect(text).toMatch(/column {2}value\n.*\nx50 +3\n/);
    expect(text).toContain("40 of 50 columns, those that are not 0 first; --all shows every one");
    expect(text).not.toMatch(/\nx45 /);
    expect(documentText(document({}, true))).toMatch(/\nx45 /);
  });

  test("says where bound and gap are not known", () => {
    const text = documentText(document({}));
    expect(text).toContain("bound       not known\ngap         not known\n");
    expect(document({}).json).toMatchObject({
      status: "time limit",
      objective: null,
      incumbent: { objective: 150, bound: null, gap: null, columns: { x1: 0, x50: 3 } },
    });
  });

  test("has no key where there is none", () => {
    const without = programAnswerDocument(
      program,
      { status: "time limit", reason: "enough.", seconds: 1 },
      { title: "a.lp" },
    );
    expect(without.json).not.toHaveProperty("incumbent");
  });
});
