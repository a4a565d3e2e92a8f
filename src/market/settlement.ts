/**
 * Settlement: who is paid what for a clearing, as stages of a pipeline. A clearing comes out of its method with everyone
 * paid the price at the bus; these put other payments in its place. What was not cleared is handed on as it is.
 */
import { ClearwattError } from "../errors.ts";
import { type Stage, stage } from "../pipeline/index.ts";
import type { Solver } from "../solving/index.ts";
import type { Cleared, Clearing, Outturn } from "./clearing.ts";
import type { Method } from "./method.ts";

/** A clearing with other payments; the network keeps what is left, or pays what is missing. */
export function paidOtherwise(
  clearing: Clearing,
  settlement: string,
  paid: (participant: Outturn, k: number) => number,
): Clearing {
  const participants = clearing.participants.map((participant, k) => {
    const received = paid(participant, k);
    return { ...participant, paid: received, surplus: received - participant.cost };
  });
  const networkRent = -participants.reduce((sum, { paid: received }) => sum + received, 0);
  return { ...clearing, settlement, participants, networkRent };
}

/** kWh given over all hours; negative where more is taken. */
function energyOf({ injections }: Outturn, hourLength: number): number {
  let sum = 0;
  for (let k = 0; k < injections.active.length; k++) sum += injections.active[k]!;
  return sum * hourLength;
}

/**
 * Pay as bid: whoever gives energy over the horizon is paid what it costs, and those who take it share that in proportion to
 * the energy that they take. Throws where nobody takes any.
 */
export function payAsBid(): Stage<Cleared, Cleared> {
  return settled("pay as bid", ({ clearing }) => {
    const { participants, hourLength } = clearing;
    const energies = participants.map((participant) => energyOf(participant, hourLength));
    const taken = energies.reduce((sum, energy) => sum - Math.min(0, energy), 0);
    if (taken === 0)
      throw new ClearwattError(
        `Nobody takes energy in "${clearing.market}" over its hours, so nobody can pay for the bids. Settle at the prices.`,
        { code: "misuse", data: { what: "pay as bid", name: clearing.market } },
      );
    const bids = participants.reduce((sum, { cost }, k) => (energies[k]! < 0 ? sum : sum + cost), 0);
    return paidOtherwise(clearing, "pay as bid", ({ cost }, k) =>
      energies[k]! < 0 ? (bids * energies[k]!) / taken : cost,
    );
  });
}

export interface VcgOptions {
  /** As the market was cleared. */
  readonly method: Method;
  readonly solver: Solver;
}

/**
 * Vickrey-Clarke-Groves: everyone's surplus is what the market gains by its taking part, so that nobody gains by bidding
 * anything but its costs. The market is cleared again without each participant in turn. The payments need not add up: the
 * network keeps the rest, or pays what is missing. Throws where the market cannot be cleared without someone.
 *
 *   W. Vickrey, J. Finance 16 (1961) 8, doi:10.1111/j.1540-6261.1961.tb02789.x;  E. H. Clarke, Public Choice 11 (1971) 17,
 *   doi:10.1007/BF01726210;  T. Groves, Econometrica 41 (1973) 617, doi:10.2307/1914085.
 */
export function payVcg({ method, solver }: VcgOptions): Stage<Cleared, Cleared> {
  return settled("VCG", async ({ market, clearing }, context) => {
    const welfareWithout = async (name: string): Promise<number> => {
      const participants = market.participants.filter((participant) => participant.name !== name);
      if (participants.length === 0) return 0;
      const path = [...context.path, `without ${name}`];
      const without = await method.clear(solver).run({ ...market, participants }, { ...context, path });
      if (without.status === "cleared") return without.clearing.welfare;
      throw new ClearwattError(
        `Without "${name}" the market "${market.name}" is ${without.status}: ${without.reason} What it gains by "${name}" has no number, so VCG has no payment. Give the others a way to do without it, at a price.`,
        { code: "no-solution", data: { name: market.name, without: name, status: without.status } },
      );
    };
    const gains: number[] = [];
    for (const { name } of clearing.participants) gains.push(clearing.welfare - (await welfareWithout(name)));
    return paidOtherwise(clearing, "VCG", ({ cost }, k) => cost + gains[k]!);
  });
}

type Settled = Extract<Cleared, { readonly status: "cleared" }>;

function settled(
  name: string,
  settle: (cleared: Settled, context: Parameters<Stage<Cleared, Cleared>["run"]>[1]) => Clearing | Promise<Clearing>,
): Stage<Cleared, Cleared> {
  return stage(`settle, ${name}`, async (cleared, context) =>
    cleared.status === "cleared" ? { ...cleared, clearing: await settle(cleared, context) } : cleared,
  );
}
