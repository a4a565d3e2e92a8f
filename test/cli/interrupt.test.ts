import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { softMarketSplit } from "../../conformance/solvers/market-split.ts";
import { writeLp } from "../../src/program/index.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** Seconds from the first interrupt to the end. */
  readonly seconds: number;
}

/** Runs the command line in a process; each of `interrupts` is a number of seconds after which Ctrl-C is pressed. */
function run(args: readonly string[], interrupts: readonly number[] = []): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/cli/interrupt/main.ts", ...args]);
  let [output, errors, first] = ["", "", 0];
  child.stdout.on("data", (data) => {
    output += data;
  });
  child.stderr.on("data", (data) => {
    errors += data;
  });
  for (const seconds of interrupts) {
    setTimeout(() => {
      first ||= performance.now();
      child.kill("SIGINT");
    }, seconds * 1000);
  }
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, output, errors, seconds: (performance.now() - first) / 1000 }));
  });
}

/** A program that keeps HiGHS busy for minutes. */
async function hard(): Promise<string> {
  const path = join(folder, "split.lp");
  await writeFile(path, writeLp(softMarketSplit()));
  return path;
}

test("a command runs in its thread as it does without one", { timeout: 60_000 }, async () => {
  const found = await run(["flow", "case33bw", "--json"]);
  expect([found.code, found.errors]).toEqual([0, ""]);
  expect(JSON.parse(found.output).loss_kW).toBeCloseTo(202.677, 3);
  expect((await run(["flow", "case33bw", "--scale", "9"])).code).toBe(3);
});

test("Ctrl-C stops a solver at work: exit code 130, one document, no numbers", { timeout: 60_000 }, async () => {
  const { code, output, errors, seconds } = await run(["solve", await hard(), "--json"], [10]);
  expect([code, errors]).toEqual([130, "clearwatt: interrupted\n"]);
  expect(JSON.parse(output)).toEqual({ status: "error", code: "interrupted", message: "Interrupted." });
  expect(seconds).toBeLessThan(20);
});

test("what is interrupted before it has begun ends likewise", { timeout: 60_000 }, async () => {
  const { code, output } = await run(["reconfigure", "case33bw", "--json"], [2, 2.1]);
  expect([code, JSON.parse(output).code]).toEqual([130, "interrupted"]);
});
