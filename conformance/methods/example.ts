/** A market with the figures that it has to be cleared with. */
import type { LocalMarket } from "../../src/market/index.ts";
import type { MethodTraits } from "./method-check.ts";

export interface Example {
  readonly name: string;
  readonly needs: Partial<MethodTraits>;
  readonly market: LocalMarket;
  /** The most that there is, by hand. */
  readonly welfare: number;
  /** money/kWh by bus and hour, hours fastest. */
  readonly prices: readonly number[];
  /** money/kVArh; not looked at where it is not given. */
  readonly reactivePrices?: readonly number[];
  /** kW by bus and hour. */
  readonly injections: readonly number[];
  /** By participant, for everyone who has one price a bus. */
  readonly paid: readonly number[];
}

/** Agreement in decimals: of money, of prices, of kW. */
export const digits = { money: 3, price: 5, power: 1 } as const;
