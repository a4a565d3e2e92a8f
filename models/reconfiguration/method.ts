/** Ways to reconfigure a feeder, and what all of them hand on. */
import { ClearwattError } from "../../src/errors.ts";
import {
  checkFed,
  type Feeder,
  type Flow,
  isSwitchable,
  numSpanningTrees,
  powerFlow,
  type SwitchingOptions,
  topologyOf,
} from "../../src/feeder/index.ts";
import { type Stage, type StageContext, stage } from "../../src/pipeline/index.ts";

/** A feeder, which may be meshed, and what of it can be switched. */
export interface Reconfigurable extends SwitchingOptions {
  readonly feeder: Feeder;
}

/** A program, an enumeration, a heuristic: each is one of these. */
export interface ReconfigurationMethod {
  readonly name: string;
  /** Where it is described. */
  readonly source: string;
  readonly search: Stage<Reconfigurable, Reconfigured>;
}

/** A radial topology that is not the best one found. */
export interface RankedTopology {
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** kW */
  readonly activeLoss: number;
}

/** No radial topology loses less than the bound, kW. */
export interface Proven {
  readonly status: "optimal";
  readonly bound: number;
  /** Between the losses of the power flow and the bound, relative; 0 where all topologies were tried. */
  readonly gap: number;
}

/** "not proven": the method proves nothing. The others: its solver did not come to an end, and this is the best that is known. */
export interface Unproven {
  readonly status: "not proven" | "infeasible" | "unbounded" | "time limit" | "numerical trouble";
  readonly reason: string;
  readonly bound: null;
  readonly gap: null;
}

export type Reconfigured = (Proven | Unproven) & {
  /** The method's name. */
  readonly method: string;
  /** As it was before. */
  readonly feeder: Feeder;
  /** kW lost before; null where that has no power flow, or some bus was not fed. */
  readonly initialLoss: number | null;
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** Names of the branches that are open. */
  readonly open: readonly string[];
  /** The power flow of the topology. Its voltages and loadings were not asked for: compare them with the feeder's limits. */
  readonly flow: Flow;
  /** Further topologies, lowest losses first; none where the method was not asked for them. */
  readonly runnersUp: readonly RankedTopology[];
  readonly seconds: number;
  /** Counts of the search by what is counted: "topologies", "exchanges". */
  readonly details: Readonly<Record<string, number>>;
};

/** What a method finds; the rest is the same for all. Where an optimum has no bound it is what the topology loses itself. */
export type Found = ({ readonly status: "optimal"; readonly bound?: number } | Pick<Unproven, "status" | "reason">) & {
  readonly closed: Uint8Array;
  readonly runnersUp?: readonly RankedTopology[];
  readonly details?: Readonly<Record<string, number>>;
};

/** Makes a method of its search, which is handed feeders that have a radial topology. */
export function reconfigurationMethod(
  name: string,
  source: string,
  find: (given: Reconfigurable, context: StageContext) => Promise<Found>,
): ReconfigurationMethod {
  const search = stage(name, async (given: Reconfigurable, context): Promise<Reconfigured> => {
    const began = performance.now();
    refuseWithoutTopology(given);
    const found = await find(given, context);
    return reconfigured(name, given, found, (performance.now() - began) / 1000);
  });
  return { name, source, search };
}

/** Says which it is: buses that no branch reaches, or a loop that nothing opens. */
function refuseWithoutTopology({ feeder, ...options }: Reconfigurable): void {
  if (feeder.numBranches === 0)
    throw new ClearwattError(`Feeder "${feeder.name}" has no branches, and nothing to reconfigure.`);
  if (numSpanningTrees(feeder, options) > 0) return;
  const switches = isSwitchable(feeder, options);
  checkFed(
    feeder,
    feeder.closed.map((state, k) => (switches(k) ? 1 : state)),
  );
  throw new ClearwattError(
    `Feeder "${feeder.name}" has no radial topology: the branches that stay closed form a loop or join sources. Let more branches be switched.`,
    { code: "not-radial", data: { feeder: feeder.name } },
  );
}

function reconfigured(method: string, given: Reconfigurable, found: Found, seconds: number): Reconfigured {
  const { feeder } = given;
  const { closed, runnersUp = [], details = {} } = found;
  refuseOther(method, given, closed);
  const flow = powerFlow({ ...feeder, closed });
  if (flow.status !== "solved")
    throw new ClearwattError(`The topology that "${method}" found for ${feeder.name}: ${flow.reason}`, {
      code: "no-solution",
      data: { feeder: feeder.name, method },
    });
  const open = feeder.branchNames.filter((_, k) => closed[k] === 0);
  const initialLoss = initialLossOf(feeder);
  return { ...proofAt(flow, found), method, feeder, initialLoss, closed, open, flow, runnersUp, seconds, details };
}

/** Throws where a method found no radial topology, or one that switches what cannot be switched. */
function refuseOther(method: string, { feeder, ...options }: Reconfigurable, closed: Uint8Array): void {
  if (!topologyOf(feeder, closed).radial)
    throw new ClearwattError(`What "${method}" found for ${feeder.name} is not radial.`, {
      code: "not-radial",
      data: { feeder: feeder.name, method },
    });
  const switches = isSwitchable(feeder, options);
  const moved = feeder.branchNames.find((_, k) => closed[k] !== feeder.closed[k] && !switches(k));
  if (moved !== undefined)
    throw new ClearwattError(`"${method}" switches branch "${moved}" of ${feeder.name}, which cannot be switched.`);
}

/** A bound and the losses of the power flow differ by rounding where the gap is 0. */
function proofAt({ totalActiveLoss }: Flow, found: Found): Proven | Unproven {
  if (found.status !== "optimal") return { status: found.status, reason: found.reason, bound: null, gap: null };
  const bound = Math.min(found.bound ?? totalActiveLoss, totalActiveLoss);
  return { status: "optimal", bound, gap: totalActiveLoss === bound ? 0 : 1 - bound / totalActiveLoss };
}

function initialLossOf(feeder: Feeder): number | null {
  if (topologyOf(feeder).islands.length > 0) return null;
  const flow = powerFlow(feeder);
  return flow.status === "solved" ? flow.totalActiveLoss : null;
}
