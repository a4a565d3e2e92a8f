/**
 * Cost-based re-dispatch: where the grid cannot carry what was cleared, the market is cleared again on a network that it
 * can, and nobody gains or loses by that: who costs more than before is paid the difference, who costs less pays it back.
 *
 *   F. Kunz and A. Zerrahn, Energy Policy 83 (2015) 1, doi:10.1016/j.enpol.2015.03.016 (cost-based re-dispatch).
 */
import { type Stage, stage } from "../pipeline/index.ts";
import type { Solver } from "../solving/index.ts";
import type { Cleared } from "./clearing.ts";
import { type CheckedClearing, isCarried } from "./grid-check.ts";
import type { Method } from "./method.ts";
import type { Network } from "./network.ts";
import { paidOtherwise } from "./settlement.ts";

export interface RedispatchOptions {
  /** What the grid can carry: `conicDistFlow(feeder, limits)`. */
  readonly network: Network;
  readonly method: Method;
  readonly solver: Solver;
}

/** Hands on what the grid carries, and what was not cleared, as it is. */
export function redispatch({ network, method, solver }: RedispatchOptions): Stage<CheckedClearing, Cleared> {
  return stage("re-dispatch", async ({ cleared, grid }, context) => {
    if (cleared.status !== "cleared" || grid === null || isCarried(grid)) return cleared;
    const before = cleared.clearing.participants;
    const again = await method.clear(solver).run({ ...cleared.market, network }, context);
    if (again.status !== "cleared") return again;
    const settlement = `${cleared.clearing.settlement}, re-dispatched at cost`;
    const clearing = paidOtherwise(again.clearing, settlement, ({ cost }, k) => before[k]!.surplus + cost);
    return { ...again, clearing };
  });
}
