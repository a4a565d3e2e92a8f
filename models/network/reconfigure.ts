/** The radial topology that loses least, with the proof: exchanges find a good one, the mixed-integer program the best. */
import { ClearwattError } from "../../src/errors.ts";
import { checkFed, exchangeBranches, type Feeder, type Flow, powerFlow } from "../../src/feeder/index.ts";
import type { Solution } from "../../src/language/index.ts";
import type { SolveOptions, Solver } from "../../src/solving/index.ts";
import { refuseWhatIsNotConvex } from "./reconfiguration/bounds.ts";
import { likelyFlows } from "./reconfiguration/likely-flows.ts";
import { type Reconfiguration, reconfiguration } from "./reconfiguration.ts";

export interface ReconfigureOptions {
  readonly solve?: SolveOptions;
}

export type Reconfigured =
  | {
      readonly status: "optimal";
      /** By branch: 1 closed, 0 open. */
      readonly closed: Uint8Array;
      /** Names of the branches that are open. */
      readonly open: readonly string[];
      /** Power flow of the topology: its losses are what the program found, to the gap of its cones. */
      readonly flow: Flow;
      /** kW: no radial topology loses less; and how far the best one found may be from it, relative. */
      readonly bound: number;
      readonly gap: number;
      readonly seconds: number;
    }
  | {
      readonly status: "infeasible" | "unbounded" | "time limit" | "numerical trouble";
      readonly reason: string;
      /** The best topology that is known, not proven best. */
      readonly closed: Uint8Array;
      readonly open: readonly string[];
      readonly flow: Flow;
      readonly seconds: number;
    };

/**
 * Needs a solver of mixed-integer programs with cones: `outerApproximation(highs())`. Starts from the feeder as it is, or
 * from a spanning tree of little impedance where that is not radial. Throws a ClearwattError where no start has a power
 * flow, where no branch leads to some bus, and for what is not convex. The feeder's voltage bands are not asked for:
 * compare the voltages of the flow with them.
 */
export async function reconfigure(
  feeder: Feeder,
  solver: Solver,
  options: ReconfigureOptions = {},
): Promise<Reconfigured> {
  refuseWhatIsNotConvex(feeder);
  const known = exchangeBranches(feeder) ?? noStart(feeder);
  const program = reconfiguration(feeder, {
    knownLoss: known.activeLoss,
    likelyFlows: likelyFlows(feeder, known.closed),
  });
  await using session = await program.model.open(solver);
  const outcome = await session.solve(options.solve);
  const { seconds } = outcome;
  if (outcome.status !== "optimal") {
    const { status, reason } = outcome;
    return { status, reason, ...described(feeder, known.closed), seconds };
  }
  const best = described(feeder, closedBranches(feeder, program, outcome.solution));
  const { bound = outcome.objective, gap = 0 } = outcome;
  return { status: "optimal", ...best, bound, gap, seconds };
}

/** Says which it is: buses that no branch reaches, or a load that no start carries. */
function noStart(feeder: Feeder): never {
  checkFed(feeder, new Uint8Array(feeder.numBranches).fill(1));
  throw new ClearwattError(
    `Feeder "${feeder.name}": none of the radial topologies that were tried to start from has a power flow; the load may be too large for any of them. Enumeration tries all of them: bestTopologies(feeder), or --method enumerate on the command line.`,
    { code: "no-solution", data: { feeder: feeder.name } },
  );
}

function closedBranches({ numBranches }: Feeder, { feeds, branchOf }: Reconfiguration, solution: Solution): Uint8Array {
  const closed = new Uint8Array(numBranches);
  solution.value(feeds).data.forEach((on, arc) => {
    if (on > 0.5) closed[branchOf[arc]!] = 1;
  });
  return closed;
}

function described(feeder: Feeder, closed: Uint8Array) {
  const flow = powerFlow({ ...feeder, closed });
  if (flow.status !== "solved")
    throw new ClearwattError(`The topology that the program found: ${flow.reason}`, {
      code: "no-solution",
      data: { feeder: feeder.name, status: flow.status },
    });
  return { closed, open: feeder.branchNames.filter((_, k) => closed[k] === 0), flow };
}
