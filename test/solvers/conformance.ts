/** One suite that every solver adapter has to pass, by what it claims to be able to do. */
import { describe } from "vitest";
import type { Solver } from "../../src/solving/solver.ts";
import { blocks } from "./conformance/blocks.ts";
import { conic } from "./conformance/conic.ts";
import { conicEdits } from "./conformance/conic-edits.ts";
import { conicStatus } from "./conformance/conic-status.ts";
import { edits } from "./conformance/edits.ts";
import { infeasible } from "./conformance/infeasible.ts";
import { integer } from "./conformance/integer.ts";
import { limits } from "./conformance/limits.ts";
import { linear } from "./conformance/linear.ts";
import { quadratic } from "./conformance/quadratic.ts";
import { scale } from "./conformance/scale.ts";
import { unbounded } from "./conformance/unbounded.ts";

export function conformance(label: string, solver: () => Solver): void {
  describe(label, () => {
    describe("linear programs", () => linear(solver));
    describe("integer programs", () => integer(solver));
    describe("quadratic programs", () => quadratic(solver));
    describe("programs with cones", () => conic(solver));
    describe("programs with cones that have no optimum", () => conicStatus(solver));
    describe("edits beside cones", () => conicEdits(solver));
    describe("infeasible programs", () => infeasible(solver));
    describe("unbounded programs", () => unbounded(solver));
    describe("badly scaled programs", () => scale(solver));
    describe("edits", () => edits(solver));
    describe("added and dropped rows and columns", () => blocks(solver));
    describe("limits and starts", () => limits(solver));
  });
}
