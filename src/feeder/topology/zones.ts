/** Buses by zone. */
import type { Feeder } from "../data/feeder.ts";

/** Positions of the buses of each zone, zones in the order in which the data name them; buses without a zone are left out. */
export function zonesOf({ data }: Feeder): ReadonlyMap<string, Int32Array> {
  const found = new Map<string, number[]>();
  data.buses.forEach(({ zone }, k) => {
    if (zone === undefined) return;
    const buses = found.get(zone);
    if (buses === undefined) found.set(zone, [k]);
    else buses.push(k);
  });
  return new Map(Array.from(found, ([zone, buses]) => [zone, Int32Array.from(buses)]));
}
