/** A worker that solves the programs posted to it. */
import { parentPort } from "node:worker_threads";
import { highs } from "../../../solvers/highs.ts";
import type { Program } from "../../../src/program/index.ts";
import { openProgram } from "../../../src/solving/index.ts";

parentPort!.once("message", async (program: Program) => {
  await using session = await openProgram(highs(), program);
  const outcome = await session.solve();
  parentPort!.postMessage(
    outcome.status === "optimal" ? { objective: outcome.objective, values: outcome.values } : outcome.reason,
  );
});
