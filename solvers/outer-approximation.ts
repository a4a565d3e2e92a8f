/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Second-order cones for solvers that have none: every cone is approximated from outside by planes that touch it where the
 * solver's last point left it (Kelley 1960, Duran and Grossmann 1986).
 */
import type { Program } from "../src/program/index.ts";
import type { Solver, SolverModel } from "../src/solving/index.ts";
import { OuterModel } from "./outer-approximation/model.ts";
import { type OuterApproximationOptions, settingsOf } from "./outer-approximation/options.ts";

export type { OuterApproximationOptions } from "./outer-approximation/options.ts";

/**
 * A solver for programs with cones, made of one for linear (and integer) programs: `outerApproximation(highs())`. What has no
 * cones goes to the inner solver as it is. Quadratic objectives are cut as well: beside cones or integers,
 * and where the inner solver takes none. Starts from the cuts and the basis of the last solve. The duals of a cone are in its
 * dual cone exactly, and prove the optimum like those of any other solver; an integer program comes with a bound and a gap.
 * Throws a ClearwattError for options that are misspelt or out of range.
 */
export function outerApproximation(inner: Solver, options: OuterApproximationOptions = {}): Solver {
  const settings = settingsOf(options);
  const { integer } = inner.capabilities;
  const other = inner.otherWay?.();
  return {
    name: `outer approximation with ${inner.name}`,
    capabilities: { ...inner.capabilities, quadratic: true, secondOrderCone: true, integerQuadratic: integer },
    ...(other === undefined ? {} : { otherWay: () => outerApproximation(other, options) }),
    open: (program: Program): Promise<SolverModel> => OuterModel.open(inner, program, settings),
  };
}
