/** Market split (Cornuejols and Dawande 1999): small equality knapsacks that branch and bound does not finish. */
import type { Program } from "../../src/program/index.ts";
import { programOf } from "./dense-program.ts";

const products = 5;
const retailers = 40;

/** Five products whose demand 40 retailers are to split in two equal halves, to the last unit. */
export function marketSplit(): Program {
  const costs = new Array(retailers).fill(0);
  const rows = demands().map(({ shares, half }) => [half, shares, half] as const);
  return programOf({ costs, upper: costs.map(() => 1), kinds: costs.map(() => 1), rows });
}

/**
 * Units may be short (even columns after the retailers) or over (odd ones): feasible whatever the split, and the
 * optimum is the least number of them, counted from `offset` on: up for "minimize", down for "maximize".
 */
export function softMarketSplit(sense: "minimize" | "maximize" = "minimize", offset = 0): Program {
  const units = new Array(2 * products).fill(sense === "minimize" ? 1 : -1);
  const unit = (row: number) => units.map((_, k) => (k === 2 * row ? 1 : k === 2 * row + 1 ? -1 : 0));
  const binary = new Array(retailers).fill(1);
  return programOf({
    sense,
    offset,
    costs: [...binary.map(() => 0), ...units],
    upper: [...binary, ...units.map(() => Number.POSITIVE_INFINITY)],
    kinds: [...binary, ...units.map(() => 0)],
    rows: demands().map(({ shares, half }, row) => [half, [...shares, ...unit(row)], half] as const),
  });
}

/** By how many units a split misses the halves, reckoned from the retailers alone. */
export function unitsMissed(values: Float64Array): number {
  const missed = ({ shares, half }: Demand) =>
    Math.abs(half - shares.reduce((sum, share, k) => sum + share * Math.round(values[k]!), 0));
  return demands().reduce((sum, demand) => sum + missed(demand), 0);
}

interface Demand {
  readonly shares: readonly number[];
  readonly half: number;
}

function demands(): Demand[] {
  const random = generator(7);
  return Array.from({ length: products }, () => {
    const shares = Array.from({ length: retailers }, () => Math.floor(100 * random()));
    return { shares, half: Math.floor(shares.reduce((sum, share) => sum + share, 0) / 2) };
  });
}

/** Numbers in (0, 1) that are the same every time (Park and Miller 1988). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
