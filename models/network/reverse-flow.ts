/**
 * How much may flow towards the source, at the sending end of a line:
 *
 *   (7) P + g u >= - limit
 */
import type { ReadMultipliers } from "./congestion.ts";
import { limitOfReverseFlow } from "./limit-words.ts";
import { limitedLines } from "./limited-lines.ts";
import type { Wires } from "./wires.ts";

export function limitReverseFlow(wires: Wires): ReadMultipliers[] {
  const { scope, limits, sending } = wires;
  const limited = limitedLines(wires, "reverse flow limit", limits.reverseFlow);
  if (limited === null) return [];
  const { line, limit, options, positions } = limited;
  const rows = scope.constraint(
    "reverse flow (7)",
    [line, scope.hour],
    (k, t) => sending.active(k, t).ge(limit(k, t).times(-1)),
    options,
  );
  limitOfReverseFlow(wires, { of: rows, side: "lower", size: new Float64Array(positions.length).fill(1) });
  return [
    (solution, congestion) => {
      const duals = solution.dual(rows).data;
      positions.forEach((at, row) => {
        congestion.sending.active[at] = congestion.sending.active[at]! + duals[row]!;
      });
    },
  ];
}
