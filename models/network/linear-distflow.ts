/**
 * Linear DistFlow: the branch flow without its losses, a linear program.
 *
 *   M. E. Baran and F. F. Wu, IEEE Transactions on Power Delivery 4 (1989) 1401, doi:10.1109/61.25627 (simplified DistFlow).
 *
 * The equations (1) - (3) of branch-flow.ts with l = 0:
 *
 *   (1) sum_into i P + injections_i = sum_out of i P         (2) the same in Q         (3) w = u - 2 (r P + x Q) / S
 *
 * with the charging of lines and shunts, linear in the squared voltages; limits of lines as inscribed polygons (5) (6), a
 * rated current at nominal voltage; reverse flow (7). Voltages come out too high and prices too low by what the losses
 * are: without binding limits (and without shunts) every bus has the price of its source.
 */
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import { addBranchFlow, type BranchFlow, type End } from "./branch-flow/branch-flow.ts";
import { treeOf } from "./branch-flow/tree.ts";
import { branchFlowGrid } from "./grid.ts";
import { readLimits } from "./limits/limits.ts";
import { isCharged, powerOfCurrent } from "./limits/rated-power.ts";
import { checkSides, inscribedPolygons } from "./limits/rating-polygons.ts";
import { limitReverseFlow } from "./limits/reverse-flow.ts";
import type { ReadMultipliers } from "./prices/congestion.ts";

export interface LinearOptions {
  /** Sides of the polygons that stand for the limits of lines; 32 where nothing is said. */
  readonly sides?: number;
}

/** Throws where the feeder is not radial. */
export function linearDistFlow(feeder: Feeder, limits: GridLimits = {}, options: LinearOptions = {}): Network {
  const name = "linear DistFlow";
  const tree = treeOf(feeder);
  const sides = checkSides(options.sides);
  return {
    name,
    feederModel: { feeder, limits, relaxation: false, within: (other) => linearDistFlow(feeder, other, options) },
    addTo(scope) {
      const contents = scope.takeInto(name);
      const own = readLimits(tree, scope.hour, limits);
      const branchFlow = addBranchFlow(scope, contents, tree, own, null);
      const readers = [...rateEnds(branchFlow, sides), ...limitReverseFlow(branchFlow)];
      return branchFlowGrid(name, { branchFlow, limits: readers, gradient: null });
    },
  };
}

/** At both ends of lines with charging; what flows is the same at both ends of the others. */
function rateEnds(branchFlow: BranchFlow, sides: number): ReadMultipliers[] {
  const { tree, limits, scope } = branchFlow;
  const rating = (end: End["name"]): Float64Array => {
    const ofCurrent = powerOfCurrent(tree, limits, end);
    return limits.ratedPower.map((power, at) => Math.min(power, ofCurrent[at]!));
  };
  const [sending, receiving] = [rating("sending"), rating("receiving")];
  const hours = scope.hour.size;
  receiving.forEach((power, at) => {
    if (isCharged(tree, Math.floor(at / hours))) return;
    sending[at] = Math.min(sending[at]!, power);
    receiving[at] = Number.POSITIVE_INFINITY;
  });
  return [
    ...inscribedPolygons(branchFlow, { name: "sending end (5)", end: branchFlow.sending, rating: sending, sides }),
    ...inscribedPolygons(branchFlow, {
      name: "receiving end (5)",
      end: branchFlow.receiving,
      rating: receiving,
      sides,
    }),
  ];
}
