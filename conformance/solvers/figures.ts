/** What an optimum is held to. */
import type { OptimalOutcome } from "../../src/solving/index.ts";
import { expectAtMost, expectClose, expectEqual } from "../assertions.ts";

export interface Figures {
  readonly objective: number;
  readonly values?: readonly number[];
  readonly duals?: readonly number[];
  readonly reducedCosts?: readonly number[];
}

export interface ConicFigures extends Figures {
  readonly cones?: readonly number[];
}

/** Agreement to 1e-6 in every figure given. */
export function expectFigures(outcome: OptimalOutcome, figures: Figures): void {
  expectClose("objective", outcome.objective, figures.objective);
  expectMembers("values", outcome.values, figures.values, expectClose);
  expectMembers("rowDuals", outcome.rowDuals, figures.duals, expectClose);
  expectMembers("reducedCosts", outcome.reducedCosts, figures.reducedCosts, expectClose);
}

/**
 * Agreement of the objective to 1e-6, which is what an answer proves by its duals; of values and duals to the root of
 * that, as across a curve the objective hardly changes.
 */
export function expectConic(outcome: OptimalOutcome, figures: ConicFigures): void {
  expectNear("objective", outcome.objective, figures.objective, 2e-6);
  expectMembers("values", outcome.values, figures.values, expectNear);
  expectMembers("rowDuals", outcome.rowDuals, figures.duals, expectNear);
  expectMembers("reducedCosts", outcome.reducedCosts, figures.reducedCosts, expectNear);
  expectMembers("coneDuals", outcome.coneDuals, figures.cones, expectNear);
  const { residuals } = outcome;
  for (const residual of ["primal", "bound", "cone", "stationarity", "dual", "complementarity"] as const) {
    expectAtMost(`residual "${residual}"`, residuals[residual], residuals.tolerances[residual]);
  }
}

/** Off by no more than a share of 1 and the figure together. */
function expectNear(what: string, found: number, expected: number, share = 2e-3): void {
  const reach = share * (1 + Math.abs(expected));
  expectAtMost(`${what}, ${found} where ${expected} is right, is off by`, Math.abs(found - expected), reach);
}

function expectMembers(
  what: string,
  found: Float64Array | null,
  expected: readonly number[] | undefined,
  expectMember: (what: string, found: number, expected: number) => void,
): void {
  if (expected === undefined) return;
  expectEqual(`number of ${what}`, found?.length ?? null, expected.length);
  for (const [k, value] of expected.entries()) expectMember(`${what}[${k}]`, found![k]!, value);
}
