import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { solverChecks } from "../../conformance/index.ts";
import { highs } from "../../solvers/highs.ts";
import { type UserFolder, userFolder } from "./user-folder.ts";

// A user's own adapter, network, device and method, tested with Node's runner by the lines that CONTRIBUTING.md shows.
let user: UserFolder;
let folder: string;
const suites = { solver: "solverChecks", network: "networkChecks", device: "deviceChecks", method: "methodChecks" };

beforeAll(() => {
  user = userFolder("package");
  folder = user.path;
  const blocks = [...readFileSync("CONTRIBUTING.md", "utf8").matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code!);
  for (const [kind, suite] of Object.entries(suites)) {
    const shown = blocks.find((code) => code.includes(suite));
    if (shown === undefined) throw new Error(`CONTRIBUTING.md does not show how a ${kind} is tested`);
    writeFileSync(join(folder, `my-${kind}.test.js`), shown);
  }
  for (const kind of ["network", "device", "method"]) {
    copyFileSync(`test/package/my-${kind}.js`, join(folder, `my-${kind}.js`));
  }
}, 60_000);

afterAll(() => user[Symbol.dispose]());

/** Runs a file of tests in the user's folder. */
function runTests(file: string, ...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: "", NODE_TEST_CONTEXT: undefined };
  const command = ["--test-reporter=tap", ...args, file];
  const { stdout } = spawnSync(process.execPath, ["--test", ...command], { cwd: folder, env, encoding: "utf8" });
  const count = (what: string) => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(stdout)?.[1]);
  return { stdout, passed: count("pass"), failed: count("fail"), skipped: count("skipped") };
}

/** Runs the suite on an adapter around HiGHS whose answers go through `answer`. */
function runOn(answer: string, ...args: string[]) {
  writeFileSync(
    join(folder, "my-solver.js"),
    `import { highs } from "clearwatt/solvers/highs";
     const inner = highs();
     const answered = ${answer};
     export const mySolver = {
       name: "mine",
       capabilities: { ...inner.capabilities, semiContinuous: false },
       async open(program) {
         const model = await inner.open(program);
         const run = model.run.bind(model);
         model.run = async (current, options) => answered(await run(current, options));
         return model;
       },
     };`,
  );
  return runTests("my-solver.test.js", ...args);
}

test("a user's adapter is held to the suite from outside, and what it does not claim is skipped", {
  timeout: 120_000,
}, () => {
  const { stdout, passed, failed, skipped } = runOn("(answer) => answer");
  expect(failed, stdout).toBe(0);
  const checks = solverChecks({ ...highs(), capabilities: { ...highs().capabilities, semiContinuous: false } });
  expect(passed).toBe(checks.filter(({ applies }) => applies).length);
  expect(skipped).toBe(checks.filter(({ applies }) => !applies).length);
  expect(stdout).toMatch(/ok \d+ - integer programs: semi-continuous columns are refused by name\n/);
  expect(stdout).toMatch(/ok \d+ - integer programs: a semi-continuous column is 0 or in its range # SKIP/);
});

test("an adapter that keeps its duals to itself fails, and hears what was expected and found", {
  timeout: 60_000,
}, () => {
  const only = "--test-name-pattern=/^linear programs: a minimum with its duals/";
  const { stdout, failed } = runOn("(answer) => ({ ...answer, rowDuals: null, reducedCosts: null })", only);
  expect(failed).toBe(1);
  expect(stdout).toContain("number of rowDuals: expected 2, found null");
});

test.each([
  ["network", "prices: the active price is d objective / d load", "limits: a rated current holds"],
  ["device", "in a market: its cost is its part of the objective", "in a market: what is decided in whole steps is so"],
  ["method", "what is refused: what it does not take is refused in a sentence: whole steps", "figures: losses: 475 kW"],
])(
  "a user's %s is held to its suite from outside, and what it is not like is skipped",
  { timeout: 120_000 },
  (kind, ...names) => {
    const { stdout, passed, failed, skipped } = runTests(`my-${kind}.test.js`);
    expect(failed, stdout).toBe(0);
    expect(passed).toBeGreaterThan(15);
    expect(skipped).toBeGreaterThan(0);
    const [checked, left] = names;
    expect(stdout).toMatch(new RegExp(`^ok \\d+ - ${checked}`, "m"));
    expect(stdout).toMatch(new RegExp(`^ok \\d+ - ${left}.* # SKIP`, "m"));
  },
);
