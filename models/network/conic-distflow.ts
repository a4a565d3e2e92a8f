/**
 * Conic DistFlow: the branch flow model with its losses, relaxed to a second-order cone program.
 *
 *   M. Farivar and S. H. Low, IEEE Transactions on Power Systems 28 (2013) 2554, doi:10.1109/TPWRS.2013.2255317 (the
 *   relaxation);  L. Gan, N. Li, U. Topcu and S. H. Low, IEEE Transactions on Automatic Control 60 (2015) 72,
 *   doi:10.1109/TAC.2014.2332712 (when it is exact).
 *
 * The equations (1) - (3) of branch-flow.ts, and for every line
 *
 *   (4) P^2 + Q^2 <= l u                            = in the power flow itself
 *
 * Limits: (5) || what flows at either end || <= rated power;  (6) rated current: l <= (rating / S)^2 S / tap for lines without
 * charging, else || flow at the end ||^2 <= rating^2 v at both ends;  (7) reverse flow.
 *
 * The optimum is a power flow where every cone is tight. It is, where losses cost something and no limit rewards them:
 * nobody then wants more l than (4) asks for. Where power is worth less than nothing, or an upper voltage limit binds with
 * flow towards the source, more losses may pay: the program then burns power in the lines that no line burns. `exactness`
 * finds these lines and says what to do.
 */
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import { addBranchFlow, type BranchFlow } from "./branch-flow/branch-flow.ts";
import { tappedLines } from "./branch-flow/taps.ts";
import { percentOf, treeOf } from "./branch-flow/tree.ts";
import type { BranchFlowValues } from "./branch-flow/values.ts";
import { branchFlowGrid } from "./grid.ts";
import { currentBounds } from "./limits/current-bounds.ts";
import { readLimits } from "./limits/limits.ts";
import { rateWithCones } from "./limits/rating-cones.ts";
import { limitReverseFlow } from "./limits/reverse-flow.ts";
import type { LossGradient } from "./prices/prices.ts";

/** Throws where the feeder is not radial. */
export function conicDistFlow(feeder: Feeder, limits: GridLimits = {}): Network {
  const name = "conic DistFlow";
  const tree = treeOf(feeder);
  return {
    name,
    feederModel: { feeder, limits, relaxation: true, within: (other) => conicDistFlow(feeder, other) },
    addTo(scope) {
      const contents = scope.takeInto(name);
      const own = readLimits(tree, scope.hour, limits);
      const bounds = currentBounds(tree, own, tappedLines(tree, contents.tapChangers));
      const current = { lower: 0, upper: bounds };
      const branchFlow = addBranchFlow(scope, contents, tree, own, current);
      addCones(branchFlow);
      const readers = [...rateWithCones(branchFlow, bounds), ...limitReverseFlow(branchFlow)];
      return branchFlowGrid(name, {
        branchFlow,
        limits: readers,
        gradient: (_, values) => gradientAt(tree.basePower, values),
      });
    },
  };
}

function addCones({ scope, tree, line, active, reactive, current, behindTap }: BranchFlow): void {
  if (current === null) return;
  const scale = percentOf(tree);
  scope.rotatedCone("branch flow (4)", [line, scope.hour], (k, t) => ({
    norm: [active(k, t).times(scale), reactive(k, t).times(scale)],
    product: [current(k, t).times(scale), behindTap(k, t).times(scale)],
  }));
}

/** Gradient of l S u - P^2 - Q^2 by P, Q, l and u per unit. */
function gradientAt(basePower: number, { active, reactive, current, behindTap }: BranchFlowValues): LossGradient {
  return {
    active: active.map((flow) => -2 * flow),
    reactive: reactive.map((flow) => -2 * flow),
    current: behindTap.map((u) => basePower * u),
    voltage: current.map((l) => basePower * l),
  };
}
