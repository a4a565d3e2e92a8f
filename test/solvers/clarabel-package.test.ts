import { expect, test, vi } from "vitest";
import { openProgram } from "../../src/solving/index.ts";
import { programOf } from "../program-of.ts";
import { expectFigures, optimumOf } from "./conformance/helpers.ts";

test("where cvxjs is not installed, opening says how to install it", async () => {
  vi.doMock("cvxjs", () => {
    throw new Error("Cannot find package 'cvxjs'");
  });
  vi.resetModules();
  const fresh = await import("../../solvers/clarabel.ts");
  await expect(openProgram(fresh.clarabel(), programOf({ costs: [1] }))).rejects.toThrow(/npm install cvxjs/);
  vi.doUnmock("cvxjs");
  expectFigures(await optimumOf(fresh.clarabel(), { costs: [1], lower: [2] }), { objective: 2 });
});
