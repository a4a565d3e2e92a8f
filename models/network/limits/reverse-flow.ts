/**
 * How much may flow towards the source, at the sending end of a line:
 *
 *   (7) P + g u >= - limit
 */

import type { BranchFlow } from "../branch-flow/branch-flow.ts";
import type { ReadMultipliers } from "../prices/congestion.ts";
import { limitOfReverseFlow } from "./giving-ways.ts";
import { limitedLines } from "./limited-lines.ts";

export function limitReverseFlow(branchFlow: BranchFlow): ReadMultipliers[] {
  const { scope, limits, sending } = branchFlow;
  const limited = limitedLines(branchFlow, "reverse flow limit", limits.reverseFlow);
  if (limited === null) return [];
  const { line, limit, options, positions } = limited;
  const rows = scope.constraint(
    "reverse flow (7)",
    [line, scope.hour],
    (k, t) => sending.active(k, t).ge(limit(k, t).times(-1)),
    options,
  );
  limitOfReverseFlow(branchFlow, { of: rows, side: "lower", size: new Float64Array(positions.length).fill(1) });
  return [
    (solution, congestion) => {
      const duals = solution.dual(rows).data;
      positions.forEach((at, row) => {
        congestion.sending.active[at] = congestion.sending.active[at]! + duals[row]!;
      });
    },
  ];
}
