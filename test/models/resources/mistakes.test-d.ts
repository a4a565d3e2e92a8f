/** Mistakes with devices that do not compile. */
import { expectTypeOf, test } from "vitest";
import { battery, generator, photovoltaic } from "../../../models/index.ts";
import type { Index } from "../../../src/language/index.ts";
import type { Scope } from "../../../src/market/index.ts";

declare const market: Scope;

test("the members of one group of devices are not those of another", () => {
  const { model: m, hour } = market;
  const pv = photovoltaic(market, "PV", [{ name: "roof", bus: "2", capacity: 10, profile: 1 }]);
  const store = battery(market, "store", [{ name: "B", bus: "2", capacity: 10, chargingPower: 5 }]);
  m.constraint("fits", [pv.unit, hour], (g, t) => pv.power(g, t).le(5));
  // @ts-expect-error a battery is not a plant
  m.constraint("foreign", [store.unit, hour], (b, t) => pv.power(b, t).le(5));
  // @ts-expect-error plant and hour swapped
  m.constraint("swapped", [pv.unit, hour], (g, t) => pv.power(t, g).le(5));
  // @ts-expect-error a bus is not a plant
  m.constraint("at a bus", [market.bus, hour], (i, t) => pv.power(i, t).le(5));
  m.constraint("at buses", [market.bus, hour], (i, t) => pv.active(i, t).le(5));
  // @ts-expect-error a plant is not a bus
  m.constraint("at plants", [pv.unit, hour], (g, t) => pv.active(g, t).le(5));
  expectTypeOf(pv.power).parameter(0).toEqualTypeOf<Index<"PV">>();
});

test("rows have the fields of their devices, and reactive power may be none", () => {
  const unit = { name: "CHP", bus: "2", highestActive: 50 };
  // @ts-expect-error generators have no capacity
  generator(market, "units", [{ ...unit, capacity: 5 }]);
  // @ts-expect-error the most that it gives is missing
  generator(market, "units", [{ name: "CHP", bus: "2" }]);
  const units = generator(market, "units", [unit]);
  // @ts-expect-error null where no row has a part in reactive power
  market.model.constraint("kVAr", [units.unit, market.hour], (g, t) => units.reactivePower(g, t).le(5));
});
