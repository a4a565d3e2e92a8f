/** Power factor limit: -tan(phi) P <= Q <= tan(phi) P with cos(phi) the least power factor, either way; P >= 0. */
import type { IndexSet, Variable } from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";
import type { DeviceGroup } from "./device-group.ts";

type Power = Variable<readonly [IndexSet<string>, Hour]>;

/** kVAr for each kW at a power factor above 0. */
export function reactiveShare(powerFactor: number): number {
  return Math.sqrt(1 - powerFactor ** 2) / powerFactor;
}

/** Adds the limit for the devices whose row has `leastPowerFactor`. */
export function limitPowerFactor<Row extends { readonly name: string | number; readonly leastPowerFactor?: number }>(
  group: DeviceGroup<Row>,
  power: Power,
  reactivePower: Power,
): void {
  const { scope: own } = group;
  const limited = group.having("leastPowerFactor");
  if (limited === null) return;
  const { hour } = own;
  const factor = group.each("leastPowerFactor", 1);
  const share = group.parameter("kVAr per kW at the least power factor", factor.map(reactiveShare), "kVAr/kW");
  own.constraint("power factor giving kVAr", [limited, hour], (k, t) =>
    reactivePower(k, t).le(power(k, t).times(share(k))),
  );
  own.constraint("power factor taking kVAr", [limited, hour], (k, t) =>
    reactivePower(k, t).ge(power(k, t).times(share(k)).times(-1)),
  );
}
