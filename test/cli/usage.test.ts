import { expect, test } from "vitest";
import { clearwatt } from "./terminal.ts";

test.each([
  [["--help"]],
  [["reproduce", "--help"]],
  [["solve", "-h"]],
  [["export", "--help"]],
  [["list", "--help"]],
  [["help", "solve"]],
])("%j prints help with examples and ends with 0", async (args) => {
  const { code, output, errors } = await clearwatt(args);
  expect([code, errors]).toEqual([0, ""]);
  expect(output).toContain("Usage: clearwatt");
  expect(output).toMatch(/Examples:\n {2}\$ clearwatt /);
});

test("the version is the package's", async () => {
  expect(await clearwatt(["--version"])).toMatchObject({ code: 0, output: "1.2.3\n" });
});

test.each([
  ["no command", [], "Usage: clearwatt"],
  ["an unknown command", ["solv", "x.lp"], "unknown command 'solv'"],
  ["an unknown study", ["reproduce", "gazafroudi2018"], "Allowed choices are gazafroudi2019"],
  ["an unknown solver", ["reproduce", "gazafroudi2019", "--solver", "cplex"], "Allowed choices are highs, glpk"],
  ["an unknown model", ["export", "gazafroudi2019/users"], "gazafroudi2019/end-users"],
  [
    "an unknown format",
    ["export", "gazafroudi2019/disco", "--format", "xml"],
    "Allowed choices are lp, mps, tex, text",
  ],
  ["an unknown option", ["list", "--long"], "unknown option '--long'"],
  ["a missing file", ["solve"], "missing required argument 'file'"],
  ["a time limit that is no number", ["solve", "x.lp", "--time-limit", "soon"], "Give a number above 0"],
  ["a time limit of nothing", ["solve", "x.lp", "--time-limit", "0"], "Give a number above 0"],
  ["a gap above 1", ["solve", "x.lp", "--gap", "1.5"], "Give a number from 0 to 1"],
  ["a gap below 0", ["solve", "x.lp", "--gap=-0.1"], "Give a number from 0 to 1"],
  ["a gap that is no number", ["solve", "x.lp", "--gap", "1%"], "Give a number from 0 to 1"],
  ["an empty gap", ["solve", "x.lp", "--gap", ""], "Give a number from 0 to 1"],
])(
  "%s is wrong usage: exit code 2, an explanation on standard error, nothing on standard output",
  async (_, args, message) => {
    const { code, output, errors } = await clearwatt(args);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(message);
  },
);

test("list shows studies, models, feeders and solvers, for people and as one document", async () => {
  const { code, output } = await clearwatt(["list"]);
  expect(code).toBe(0);
  for (const name of ["gazafroudi2019/end-users", "case33bw", "highs", "glpk", "clarabel"])
    expect(output).toContain(name);
  const { studies, feeders, solvers } = JSON.parse((await clearwatt(["list", "--json"])).output);
  expect(studies[0].models.map((model: { name: string }) => model.name)).toContain("gazafroudi2019/disco");
  expect(feeders.map((feeder: { name: string }) => feeder.name)).toContain("case33bw");
  expect(solvers.map((solver: { name: string }) => solver.name)).toEqual(["highs", "glpk", "clarabel"]);
});
