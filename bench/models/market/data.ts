import { randomArray, randomNumbers } from "../random.ts";

export const hours = 24;
/** Agents of an aggregator, on average. */
const poolSize = 20;

/** J agents with load, sun and battery, each behind one of K aggregators, over 24 hours. */
export interface MarketData {
  readonly agents: number;
  readonly aggregators: number;
  readonly aggregatorOf: Int32Array;
  /** Agent x hour, kWh. */
  readonly load: Float64Array;
  readonly sun: Float64Array;
  /** Hour, EUR/kWh. */
  readonly price: Float64Array;
  readonly feedIn: Float64Array;
  /** Agent: share of the charged energy that is kept, kWh that fit, kWh at the start, kWh an hour. */
  readonly efficiency: Float64Array;
  readonly capacity: Float64Array;
  readonly initial: Float64Array;
  readonly power: Float64Array;
}

export function data(nonzeros: number): MarketData {
  const agents = Math.round(nonzeros / (11 * hours + (2 * hours) / poolSize));
  const aggregators = Math.ceil(agents / poolSize);
  const random = randomNumbers(1);
  const price = randomArray(hours, 0.1, 0.4, random);
  return {
    agents,
    aggregators,
    aggregatorOf: Int32Array.from({ length: agents }, () => Math.floor(aggregators * random())),
    load: randomArray(agents * hours, 0, 3, random),
    sun: randomArray(agents * hours, 0, 4, random),
    price,
    feedIn: price.map((p) => Math.round(50 * p) / 100),
    efficiency: randomArray(agents, 0.8, 0.99, random),
    capacity: randomArray(agents, 6, 14, random),
    initial: randomArray(agents, 1, 5, random),
    power: randomArray(agents, 2, 4, random),
  };
}

export const nonzeros = ({ agents, aggregators }: MarketData): number => 11 * agents * hours + 2 * aggregators * hours;
