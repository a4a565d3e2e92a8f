/**
 * DistFlow with losses that are linear around a given flow: a linear program that knows what losses cost. The equations
 * (1) - (3) of branch-flow.ts, and for every line the tangent of its losses where the given flow has P_0, Q_0 and u_0:
 *
 *   (4) u_0 l = 2 (P_0 P + Q_0 Q) - l_0 u                     l_0 = (P_0^2 + Q_0^2) / u_0
 *
 * It is exact there, and l is too small by the square of the distance elsewhere. Around the optimum of the conic network it
 * has the same optimum and the same prices, because the cones' gradients are those of (4); where cones are not tight,
 * solving around one's own last flow until it stays leads to a flow that is one. Limits: (5) rated power and (6) rated
 * current as polygons that touch their circles in the direction of the given flow (limits/rating-polygons.ts), (7) reverse flow.
 */
import type { Feeder } from "../../src/feeder/index.ts";
import type { Parameter, Session, Solution } from "../../src/language/index.ts";
import type { Grid, GridLimits, LineHour, Network, Scope } from "../../src/market/index.ts";
import { type BaseFlow, baseFlow, type GivenFlow } from "./branch-flow/base-flow.ts";
import { addBranchFlow, type BranchFlow } from "./branch-flow/branch-flow.ts";
import { coefficients } from "./branch-flow/coefficients.ts";
import { treeOf } from "./branch-flow/tree.ts";
import { branchFlowGrid } from "./grid.ts";
import { readLimits } from "./limits/limits.ts";
import { powerOfCurrent } from "./limits/rated-power.ts";
import { checkSides, type MovingPolygons, polygonsAround } from "./limits/rating-polygons.ts";
import { limitReverseFlow } from "./limits/reverse-flow.ts";
import type { LossGradient } from "./prices/prices.ts";

export interface LinearisedOptions {
  /** Sides of the polygons that stand for the limits of lines; 32 where nothing is said. */
  readonly sides?: number;
}

/** A grid that takes another flow to be linearised around in an open session; solutions keep the one they were solved with. */
export interface LinearisedGrid extends Grid {
  relinearise(session: Session, around: GivenFlow): void;
}

/**
 * `around`: a power flow for all hours alike, one for each hour, or the state of another network over the same lines and
 * hours. Throws where the feeder is not radial, or the flow is not one of it.
 */
export function distFlowAround(
  feeder: Feeder,
  around: GivenFlow,
  limits: GridLimits = {},
  options: LinearisedOptions = {},
): Network & { addTo(scope: Scope): LinearisedGrid } {
  const name = "DistFlow around a flow";
  const tree = treeOf(feeder);
  const sides = checkSides(options.sides);
  return {
    name,
    feederModel: {
      feeder,
      limits,
      relaxation: false,
      within: (other) => distFlowAround(feeder, around, other, options),
    },
    addTo(scope) {
      const contents = scope.takeInto(name);
      const own = readLimits(tree, scope.hour, limits);
      const base = baseFlow(tree, scope.hour, around);
      const current = { lower: Number.NEGATIVE_INFINITY, upper: base.current.map(() => Number.POSITIVE_INFINITY) };
      const branchFlow = addBranchFlow(scope, contents, tree, own, current);
      const tangents = addTangents(branchFlow, base);
      const polygons = rateEnds(branchFlow, base, sides);
      const readers = [...polygons.map(({ read }) => read), ...limitReverseFlow(branchFlow)];
      const gradient = (solution: Solution) => gradientAt(tree.basePower, tangents, solution);
      return {
        ...branchFlowGrid(name, { branchFlow, limits: readers, gradient }),
        relinearise(session, flow) {
          const next = baseFlow(tree, scope.hour, flow);
          tangents.move(session, next);
          for (const polygon of polygons) polygon.move(session, next);
        },
      };
    },
  };
}

interface Tangents {
  /** 2 P_0 / S, 2 Q_0 / S, l_0 / S and u_0. */
  readonly twoP: Parameter<LineHour>;
  readonly twoQ: Parameter<LineHour>;
  readonly l0: Parameter<LineHour>;
  readonly u0: Parameter<LineHour>;
  move(session: Session, base: BaseFlow): void;
}

/** (4), with u_0 as a share of S. */
function addTangents(
  { scope, tree, line, active, reactive, current, behindTap }: BranchFlow,
  base: BaseFlow,
): Tangents {
  const over = [line, scope.hour] as const;
  const dataOf = (flow: BaseFlow) =>
    [
      coefficients(flow.active, 2 / tree.basePower),
      coefficients(flow.reactive, 2 / tree.basePower),
      coefficients(flow.current, 1 / tree.basePower),
      flow.behindTap,
    ] as const;
  const [active0, reactive0, current0, voltage0] = dataOf(base);
  const twoP = scope.parameter("loss by active flow", over, active0);
  const twoQ = scope.parameter("loss by reactive flow", over, reactive0);
  const l0 = scope.parameter("loss by voltage", over, current0);
  const u0 = scope.parameter("voltage around which losses are taken", over, voltage0);
  scope.constraint("losses (4)", over, (k, t) => {
    const flows = active(k, t)
      .times(twoP(k, t))
      .plus(reactive(k, t).times(twoQ(k, t)));
    return current!(k, t)
      .times(u0(k, t))
      .eq(flows.minus(behindTap(k, t).times(l0(k, t))));
  });
  const parameters = [twoP, twoQ, l0, u0];
  const move = (session: Session, flow: BaseFlow): void =>
    dataOf(flow).forEach((data, k) => {
      session.set(parameters[k]!, data);
    });
  return { twoP, twoQ, l0, u0, move };
}

/** Gradient of l S u - P^2 - Q^2 by P, Q, l and u per unit, around the flow that was solved with. */
function gradientAt(basePower: number, { twoP, twoQ, l0, u0 }: Tangents, solution: Solution): LossGradient {
  const by = (parameter: Parameter<LineHour>, factor: number): Float64Array =>
    solution.value(parameter).data.map((value) => factor * value);
  return {
    active: by(twoP, -basePower),
    reactive: by(twoQ, -basePower),
    current: by(u0, basePower),
    voltage: by(l0, basePower ** 2),
  };
}

function rateEnds(branchFlow: BranchFlow, base: BaseFlow, sides: number): MovingPolygons[] {
  const { tree, limits } = branchFlow;
  return [branchFlow.sending, branchFlow.receiving].flatMap((end) => {
    const power = { name: `rated power, ${end.name} end (5)`, end, rating: limits.ratedPower, sides };
    const rating = powerOfCurrent(tree, limits, end.name);
    const current = { name: `rated current, ${end.name} end (6)`, end, rating, sides };
    return [...polygonsAround(branchFlow, power, base, false), ...polygonsAround(branchFlow, current, base, true)];
  });
}
