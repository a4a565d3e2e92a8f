/**
 * DistFlow with losses that are linear around a given flow: a linear program that knows what losses cost. The equations
 * (1) - (3) of wires.ts, and for every line the tangent of its losses where the given flow has P_0, Q_0 and u_0:
 *
 *   (4) u_0 l = 2 (P_0 P + Q_0 Q) - l_0 u                     l_0 = (P_0^2 + Q_0^2) / u_0
 *
 * It is exact there, and l is too small by the square of the distance elsewhere. Around the optimum of the conic network it
 * has the same optimum and the same prices, because the cones' gradients are those of (4); where cones are not tight,
 * solving around one's own last flow until it stays leads to a flow that is one. Limits: (5) rated power and (6) rated
 * current as polygons that touch their circles in the direction of the given flow (polygons.ts), (7) reverse flow.
 */
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import { type BaseFlow, baseFlow, type GivenFlow } from "./base-flow.ts";
import { coefficients } from "./coefficients.ts";
import type { ReadMultipliers } from "./congestion.ts";
import { readLimits } from "./limits.ts";
import { checkSides, polygonsAround } from "./polygons.ts";
import type { LossGradient } from "./prices.ts";
import { powerOfCurrent } from "./rated-power.ts";
import { limitReverseFlow } from "./reverse-flow.ts";
import { treeOf } from "./tree.ts";
import { wireGrid } from "./wire-grid.ts";
import { addWires, type Wires } from "./wires.ts";

export interface LinearisedOptions {
  /** Sides of the polygons that stand for the limits of lines; 32 where nothing is said. */
  readonly sides?: number;
}

/**
 * `around`: a power flow, for all hours alike, or the state of another network over the same lines and hours. Throws where
 * the feeder is not radial, or the flow is not one of it.
 */
export function distFlowAround(
  feeder: Feeder,
  around: GivenFlow,
  limits: GridLimits = {},
  options: LinearisedOptions = {},
): Network {
  const name = "DistFlow around a flow";
  const tree = treeOf(feeder);
  const sides = checkSides(options.sides);
  return {
    name,
    wires: { feeder, limits },
    addTo(scope) {
      const contents = scope.takeInto(name);
      const own = readLimits(tree, scope.hour, limits);
      const base = baseFlow(tree, scope.hour, around);
      const current = { lower: Number.NEGATIVE_INFINITY, upper: base.current.map(() => Number.POSITIVE_INFINITY) };
      const wires = addWires(scope, contents, tree, own, current);
      const gradient = gradientOf(tree.basePower, base);
      addTangents(wires, base);
      const readers = [...rateEnds(wires, base, sides), ...limitReverseFlow(wires)];
      return wireGrid(name, { wires, limits: readers, gradient: () => gradient });
    },
  };
}

/** (4), with u_0 as a share of S. */
function addTangents({ scope, tree, line, active, reactive, current, behindTap }: Wires, base: BaseFlow): void {
  if (current === null) return;
  const { hour } = scope;
  const twoP = scope.parameter("loss by active flow", [line, hour], coefficients(base.active, 2 / tree.basePower));
  const twoQ = scope.parameter("loss by reactive flow", [line, hour], coefficients(base.reactive, 2 / tree.basePower));
  const l0 = scope.parameter("loss by voltage", [line, hour], coefficients(base.current, 1 / tree.basePower));
  const u0 = scope.parameter("voltage around which losses are taken", [line, hour], base.behindTap);
  scope.constraint("losses (4)", [line, hour], (k, t) => {
    const flows = active(k, t)
      .times(twoP(k, t))
      .plus(reactive(k, t).times(twoQ(k, t)));
    return current(k, t)
      .times(u0(k, t))
      .eq(flows.minus(behindTap(k, t).times(l0(k, t))));
  });
}

/** Gradient of l S u - P^2 - Q^2 by P, Q, l and u per unit. */
function gradientOf(basePower: number, { active, reactive, current, behindTap }: BaseFlow): LossGradient {
  return {
    active: active.map((flow) => -2 * flow),
    reactive: reactive.map((flow) => -2 * flow),
    current: behindTap.map((u) => basePower * u),
    voltage: current.map((l) => basePower * l),
  };
}

function rateEnds(wires: Wires, base: BaseFlow, sides: number): ReadMultipliers[] {
  const { tree, limits } = wires;
  return [wires.sending, wires.receiving].flatMap((end) => {
    const power = { name: `rated power, ${end.name} end (5)`, end, rating: limits.ratedPower, sides };
    const rating = powerOfCurrent(tree, limits, end.name);
    const current = { name: `rated current, ${end.name} end (6)`, end, rating, sides };
    const flow = base[end.name];
    return [...polygonsAround(wires, power, flow, false), ...polygonsAround(wires, current, flow, true)];
  });
}
