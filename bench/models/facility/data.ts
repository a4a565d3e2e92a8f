import { randomArray, randomNumbers } from "../random.ts";

/** Capacitated facility location, five customers to a facility. */
export interface FacilityData {
  readonly facilities: number;
  readonly customers: number;
  readonly demand: Float64Array;
  /** What a facility can serve, and what opening it costs. */
  readonly capacity: Float64Array;
  readonly opening: Float64Array;
  /** What it costs to serve all of a customer, customer x facility. */
  readonly serving: Float64Array;
}

export function data(nonzeros: number): FacilityData {
  const facilities = Math.round(Math.sqrt(nonzeros / 20));
  const customers = 5 * facilities;
  const random = randomNumbers(1);
  return {
    facilities,
    customers,
    demand: randomArray(customers, 5, 35, random),
    capacity: randomArray(facilities, 200, 400, random),
    opening: randomArray(facilities, 100, 200, random),
    serving: randomArray(customers * facilities, 1, 50, random),
  };
}

export const nonzeros = ({ facilities, customers }: FacilityData): number => 4 * customers * facilities + facilities;
