/** From a feeder to a plan that can be swept, or to the error that says why it cannot. */
import { ClearwattError } from "../../../errors.ts";
import type { Feeder } from "../../data/feeder.ts";
import { radialOrder } from "../../topology/index.ts";
import { emptyPlan, fillPlan, type SweepPlan, setLoads } from "./plan.ts";
import { branchIndex, emptyTree, growTree } from "./tree.ts";

/**
 * Lays a radial feeder out for the sweep, with its loads times `scale`. Throws a ClearwattError where the feeder is not
 * radial (naming loops and islands), or where a generator holds a voltage.
 */
export function sweepPlan(feeder: Feeder, scale = 1): SweepPlan {
  checkNotHeld(feeder);
  const plan = planIfRadial(feeder, scale);
  if (plan !== null) return plan;
  radialOrder(feeder, feeder.closed, "use Newton");
  throw new Error(`${feeder.name} is radial by radialOrder and not by growTree`);
}

/** The same, or null where the sweep cannot do it. */
export function sweepPlanIfRadial(feeder: Feeder, scale = 1): SweepPlan | null {
  return feeder.heldBus.length > 0 ? null : planIfRadial(feeder, scale);
}

function planIfRadial(feeder: Feeder, scale: number): SweepPlan | null {
  const tree = emptyTree(feeder);
  if (growTree(branchIndex(feeder), feeder.closed, 0, tree) !== "radial") return null;
  const plan = emptyPlan(feeder, tree);
  fillPlan(plan);
  setLoads(plan, scale);
  return plan;
}

export function checkNotHeld({ name, heldBus, busNames }: Feeder): void {
  if (heldBus.length === 0) return;
  const names = Array.from(heldBus, (bus) => `"${busNames[bus]}"`).join(", ");
  throw new ClearwattError(
    `Feeder "${name}": the sweep cannot hold a voltage inside the net, and generators hold those of buses ${names}. Use Newton, or give the generators a reactive power in place of the voltage.`,
    { code: "unsupported", data: { feeder: name, what: "held voltages", method: "sweep" } },
  );
}
