/**
 * Whether the flow of a conic network is a power flow: whether each line has the current that its flow makes, and no more.
 *
 * Sufficient for it on radial networks: no lower limits on consumption (Farivar and Low 2013), or no upper voltage limit that
 * binds with flow towards the source (Gan, Li, Topcu and Low 2015), and losses that cost something. Where more losses pay, at
 * a negative price or before an upper voltage limit, or cost nothing, as in a branch of resistance 0, the relaxation makes some
 * that no line has. Its objective is then a bound that no power flow beats, its flows and prices are not to be used. What to do:
 *
 *   - solve again with `distFlowAround(feeder, grid.state(solution))`, from its own last flow until the flow stays;
 *   - let resources curtail what makes prices negative, or put a small price on losses;
 *   - run the AC power flow with the injections: it tells the voltages that they lead to.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { GridState } from "../../src/market/index.ts";

export interface LooseCone {
  readonly line: string;
  readonly hour: string;
  readonly gap: number;
  /** kVA that the line's impedance takes in the program beyond those that its flow makes. */
  readonly excess: number;
}

export interface Exactness {
  readonly exact: boolean;
  /** Largest size of a gap: (l v - P^2 - Q^2) / (l v). */
  readonly largestGap: number;
  /** The largest gap first. */
  readonly loose: readonly LooseCone[];
  /** A sentence for reports, with what to do where it is not exact. */
  readonly text: string;
}

/** kVA: what the balance of a bus may be off by. */
const negligible = 1e-6;

/**
 * A line is loose where its gap is beyond the tolerance, and the losses that it makes, active and reactive, are more than that
 * share of all losses of the hour: in lines of next to no impedance solvers leave some current that costs nothing. Throws for
 * a network without losses, which has no cones.
 */
export function exactness({ coneGap, excessLoss, loss }: GridState, tolerance = 1e-6): Exactness {
  if (coneGap === null || excessLoss === null)
    throw new ClearwattError(
      "A network without losses is no power flow, near as it may be. Take conicDistFlow(feeder).",
      { code: "unsupported", data: { what: "network without losses" } },
    );
  const hours = coneGap.over[1].size;
  const total = new Float64Array(hours);
  loss.data.forEach((own, at) => {
    total[at % hours]! += Math.abs(own) + Math.abs(excessLoss.data[at]!);
  });
  const loose: LooseCone[] = [];
  let largestGap = 0;
  coneGap.data.forEach((gap, at) => {
    largestGap = Math.max(largestGap, Math.abs(gap));
    const excess = excessLoss.data[at]!;
    if (Math.abs(gap) <= tolerance || Math.abs(excess) <= Math.max(negligible, tolerance * total[at % hours]!)) return;
    const [line, hour] = coneGap.labels(at);
    loose.push({ line: line!, hour: hour!, gap, excess });
  });
  loose.sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  return { exact: loose.length === 0, largestGap, loose, text: textOf(loose, largestGap, coneGap.data.length) };
}

function textOf(loose: readonly LooseCone[], largestGap: number, count: number): string {
  const [worst] = loose;
  if (worst === undefined)
    return `The flow is a power flow: cones are tight where they make losses, and open by ${largestGap.toExponential(1)} at most.`;
  const excess = loose.reduce((sum, cone) => sum + cone.excess, 0);
  return (
    `The flow is no power flow: ${loose.length} of ${count} cones are not tight, most of all that of line "${worst.line}" in hour "${worst.hour}", by ${worst.gap.toPrecision(2)} of its size. ` +
    `The program loses ${excess.toPrecision(3)} kVA that no line loses, as it does where more losses pay: at negative prices, or before an upper voltage limit with flow towards the source, or losses of a branch that cost nothing, as where its resistance is 0. ` +
    "Solve around this flow with distFlowAround until it stays, allow for curtailment, or check the injections with a power flow."
  );
}
