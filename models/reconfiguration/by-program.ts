/**
 * The mixed-integer conic program of reconfigurable-feeder.ts: exchanges find a good topology, the program the best one,
 * with a bound that no topology goes below.
 */
import { model, Section } from "../../src/language/index.ts";
import { progress } from "../../src/pipeline/index.ts";
import type { Progress, SolveOptions, Solver } from "../../src/solving/index.ts";
import { exchangeBranches } from "./branch-exchange.ts";
import { likelyFlows } from "./likely-flows.ts";
import { type ReconfigurationMethod, reconfigurationMethod } from "./method.ts";
import { refuseWhatIsNotConvex } from "./reconfigurable-feeder/bounds.ts";
import { reconfigurableFeeder } from "./reconfigurable-feeder.ts";

export interface ReconfigurationProgramOptions {
  /** Gap and time limit. */
  readonly solve?: Omit<SolveOptions, "signal" | "onProgress">;
}

const source = "Taylor and Hover, IEEE Transactions on Power Systems 27 (2012) 1407, doi:10.1109/TPWRS.2012.2184307";

/**
 * Needs a solver of mixed-integer programs with cones: `outerApproximation(highs())`. Throws for loads of constant current and
 * held voltages, which are not convex.
 */
export function byProgram(solver: Solver, options: ReconfigurationProgramOptions = {}): ReconfigurationMethod {
  return reconfigurationMethod("milp", source, async (given, context) => {
    const { feeder, ...switching } = given;
    refuseWhatIsNotConvex(feeder);
    const known = await exchangeBranches(given, context);
    const m = model(`reconfiguration of ${feeder.name}`);
    const net = reconfigurableFeeder(new Section(m), feeder, {
      mostLoss: known.activeLoss,
      likelyFlows: await likelyFlows(given, known.closed, context),
      ...switching,
    });
    m.minimize(net.loss(), "kW");
    await using session = await m.open(solver);
    const { signal } = context;
    const onProgress = (found: Progress) => progress(context, found.iterations, undefined, progressText(found));
    const outcome = await session.solve({ ...options.solve, signal, onProgress });
    if (outcome.status !== "optimal") {
      const { status, reason } = outcome;
      return { status, reason, closed: known.closed };
    }
    const { objective, gap = 0, bound = objective * (1 - gap) } = outcome;
    return { status: "optimal", bound, closed: net.closedAt(outcome.solution) };
  });
}

function progressText({ objective, bound, gap }: Progress): string {
  const parts = [
    "iterations",
    ...(objective === undefined ? [] : [`best ${objective.toFixed(3)} kW`]),
    ...(bound === undefined ? [] : [`bound ${bound.toFixed(3)} kW`]),
    ...(gap === undefined ? [] : [`gap ${(100 * gap).toFixed(3)} %`]),
  ];
  return parts.join(", ");
}
