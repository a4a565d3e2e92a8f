/**
 * `npm test`: builds, runs the Node tests, the type tests and - where there is a Chromium - the browser tests, and
 * ends with the plain line "N passed, N failed". Further words (files, -t name) are handed on to vitest.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium, installChromium } from "./chromium.mjs";

let chromium;
let whyNoBrowser;
let built = false;
const folder = mkdtempSync(join(tmpdir(), "clearwatt-test-"));
try {
  lookForChromium();
  built = run("npm", ["run", "--silent", "build"], {}) === 0;
  if (!built) console.error("The build failed; tests of the compiled package do not see the latest sources.");
  report(runVitest(join(folder, "results.json")));
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function lookForChromium() {
  chromium = findChromium();
  if (chromium !== undefined) return;
  whyNoBrowser = installChromium(240);
  if (whyNoBrowser === undefined) chromium = findChromium();
}

function runVitest(resultsFile) {
  const projects = ["node", "types", ...(chromium === undefined ? [] : ["browser"])];
  const args = ["vitest", "run", ...projects.map((project) => `--project=${project}`)];
  args.push("--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`, ...process.argv.slice(2));
  const exitCode = run("npx", args, { CHROMIUM: chromium ?? "none" });
  return { exitCode, ...counts(resultsFile) };
}

/** Tests by result; a file that could not even be loaded counts as one failed test. */
function counts(resultsFile) {
  const results = readResults(resultsFile);
  const hasFailedTest = (file) => file.assertionResults.some((test) => test.status === "failed");
  const brokenFiles = results.testResults.filter((file) => file.status === "failed" && !hasFailedTest(file)).length;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenFiles,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function readResults(resultsFile) {
  try {
    return JSON.parse(readFileSync(resultsFile, "utf8"));
  } catch {
    return { testResults: [], numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}

/** What went wrong beside the tests (the build, an error nobody caught, no test at all) must not pass for success. */
function report({ exitCode, passed, failed, skipped }) {
  const others = [];
  if (!built) others.push("the build failed");
  if (exitCode !== 0 && failed === 0) others.push("vitest failed outside the tests, see above");
  if (exitCode === 0 && passed === 0) others.push("no test ran");
  if (others.length > 0) console.error(`Counted as failed beside the tests: ${others.join("; ")}.`);
  if (chromium === undefined) {
    console.error(
      `BROWSER TESTS SKIPPED: no Chromium here (${whyNoBrowser}). Name one with CHROMIUM=/path/to/chromium.`,
    );
  }
  const total = failed + others.length;
  console.log(`${passed} passed, ${total} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = total > 0 ? 1 : 0;
}

function run(command, args, env) {
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  return status ?? 1;
}
