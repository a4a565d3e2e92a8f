/**
 * Ratings of lines as cones, at both ends:
 *
 *   (5) || P_end, Q_end || <= rated power                       kVA
 *   (6) P_end^2 + Q_end^2 <= rating (rating v)                  rating: of the current, kVA at nominal voltage
 *
 * (6) only for lines whose rated current is no bound of l. With y the dual of a cone, (5) adds y times the direction of the
 * flow to what P_end and Q_end are worth; (6) adds 2 y P_end, 2 y Q_end and, to v, -y rating^2.
 */

import type { BranchFlow, End } from "../branch-flow/branch-flow.ts";
import { percentOf } from "../branch-flow/tree.ts";
import type { ReadMultipliers } from "../prices/congestion.ts";
import { limitedLines } from "./limited-lines.ts";
import { powerOfCurrent } from "./rated-power.ts";

/** `bounds`: upper bounds of l, which are rated currents. */
export function rateWithCones(branchFlow: BranchFlow, bounds: Float64Array): ReadMultipliers[] {
  const { tree, limits, sending, receiving } = branchFlow;
  const readers = [sending, receiving].flatMap((end) => {
    const rating = powerOfCurrent(tree, limits, end.name);
    const unbounded = rating.map((power, at) => (Number.isFinite(bounds[at]) ? Number.POSITIVE_INFINITY : power));
    return [...ratePower(branchFlow, end), ...rateCurrent(branchFlow, end, unbounded)];
  });
  return bounds.some(Number.isFinite) ? [...readers, readBounds(branchFlow, bounds)] : readers;
}

function ratePower(branchFlow: BranchFlow, end: End): ReadMultipliers[] {
  const name = `rated power, ${end.name} end (5)`;
  const limited = limitedLines(branchFlow, `limit of ${name}`, branchFlow.limits.ratedPower);
  if (limited === null) return [];
  const { line, limit, options, positions } = limited;
  const scale = percentOf(branchFlow.tree);
  const cones = branchFlow.scope.cone(
    name,
    [line, branchFlow.scope.hour],
    (k, t) => ({
      norm: [end.active(k, t).times(scale), end.reactive(k, t).times(scale)],
      bound: limit(k, t).times(scale),
    }),
    options,
  );
  const ratings = Float64Array.from(positions, (at) => branchFlow.limits.ratedPower[at]! * scale);
  branchFlow.ratings.power.push({ of: cones, side: "upper", size: ratings });
  return [
    (solution, congestion, flows) => {
      const duals = solution.dual(cones).data.map((dual) => dual * scale);
      const { active: P, reactive: Q } = flows[end.name];
      add(congestion[end.name].active, positions, (at, row) => duals[row]! * share(P[at]!, Q[at]!));
      add(congestion[end.name].reactive, positions, (at, row) => duals[row]! * share(Q[at]!, P[at]!));
    },
  ];
}

/** One component of the direction of a flow; where nothing flows it has none. */
function share(one: number, other: number): number {
  const length = Math.hypot(one, other);
  return length === 0 ? 0 : one / length;
}

function rateCurrent(branchFlow: BranchFlow, end: End, ratings: Float64Array): ReadMultipliers[] {
  const name = `rated current, ${end.name} end (6)`;
  const limited = limitedLines(branchFlow, `limit of ${name}`, ratings);
  if (limited === null) return [];
  const { line, limit, options, positions } = limited;
  const scale = percentOf(branchFlow.tree);
  const cones = branchFlow.scope.rotatedCone(
    name,
    [line, branchFlow.scope.hour],
    (k, t) => ({
      norm: [end.active(k, t).times(scale), end.reactive(k, t).times(scale)],
      product: [end.voltage(k, t).times(limit(k, t)).times(scale), limit(k, t).times(scale)],
    }),
    options,
  );
  const size = Float64Array.from(positions, (at) => ratings[at]! * scale);
  branchFlow.ratings.squaredCurrent.push({ of: cones, side: "upper", size });
  return [
    (solution, congestion, flows) => {
      const duals = solution.dual(cones).data.map((dual) => dual * scale ** 2);
      const { active: P, reactive: Q } = flows[end.name];
      add(congestion[end.name].active, positions, (at, row) => 2 * duals[row]! * P[at]!);
      add(congestion[end.name].reactive, positions, (at, row) => 2 * duals[row]! * Q[at]!);
      add(congestion[end.name].voltage, positions, (at, row) => -duals[row]! * ratings[at]! ** 2);
    },
  ];
}

/** Reduced costs of l at its upper bounds; those at 0 are of lines without flow, and no limit. */
function readBounds({ current, ratings }: BranchFlow, bounds: Float64Array): ReadMultipliers {
  const size = bounds.map((bound) => (Number.isFinite(bound) ? bound : 0));
  if (current !== null) ratings.squaredCurrent.push({ of: current, side: "upper", size });
  return (solution, congestion) => {
    if (current === null) return;
    const values = solution.value(current).data;
    const costs = solution.reducedCost(current).data;
    bounds.forEach((bound, at) => {
      if (values[at]! >= bound / 2) congestion.current[at] = congestion.current[at]! + costs[at]!;
    });
  };
}

function add(into: Float64Array, positions: Int32Array, value: (at: number, row: number) => number): void {
  positions.forEach((at, row) => {
    into[at] = into[at]! + value(at, row);
  });
}
