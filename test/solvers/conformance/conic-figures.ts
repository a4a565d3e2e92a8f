/** What an answer of a conic program is held to. */
import { expect } from "vitest";
import type { OptimalOutcome } from "../../../src/solving/index.ts";
import type { Figures } from "./helpers.ts";

export interface ConicFigures extends Figures {
  readonly cones?: readonly number[];
}

/**
 * Agreement of the objective to 1e-6, which is what an answer proves by its duals; of values and duals to the root of
 * that, as across a curve the objective hardly changes.
 */
export function expectConic(outcome: OptimalOutcome, figures: ConicFigures): void {
  expect(Math.abs(outcome.objective - figures.objective)).toBeLessThanOrEqual(2e-6 * (1 + Math.abs(figures.objective)));
  expectNear(outcome.values, figures.values);
  expectNear(outcome.rowDuals, figures.duals);
  expectNear(outcome.reducedCosts, figures.reducedCosts);
  expectNear(outcome.coneDuals, figures.cones);
  for (const residual of ["primal", "bound", "cone", "stationarity", "dual", "complementarity"] as const) {
    expect(outcome.residuals[residual]).toBeLessThanOrEqual(outcome.residuals.tolerances[residual]);
  }
}

function expectNear(found: Float64Array | null, expected: readonly number[] | undefined): void {
  if (expected === undefined) return;
  expect(found).toHaveLength(expected.length);
  for (const [k, value] of expected.entries()) {
    expect(Math.abs(found![k]! - value), `${found![k]} for ${value}`).toBeLessThanOrEqual(2e-3 * (1 + Math.abs(value)));
  }
}
