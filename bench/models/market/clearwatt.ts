import { type Model, model, relation, set, sum } from "../../../src/language/index.ts";
import type { MarketData } from "./data.ts";
import { hours } from "./data.ts";

export const clearwatt = (data: MarketData): Model => marketModel(data).model;

export type MarketModel = ReturnType<typeof marketModel>;

/** The model with the parameters that a benchmark changes. */
export function marketModel(data: MarketData) {
  const agent = set("agent", data.agents);
  const aggregator = set("aggregator", data.aggregators);
  const hour = set("hour", hours);
  const aggregatorOf = relation(agent, aggregator, data.aggregatorOf);
  const m = model("market");
  const load = m.parameter("load", [agent, hour], data.load, "kWh");
  const sun = m.parameter("sun", [agent, hour], data.sun, "kWh");
  const price = m.parameter("price", [hour], data.price, "EUR/kWh");
  const feedIn = m.parameter("feed-in price", [hour], data.feedIn, "EUR/kWh");
  const efficiency = m.parameter("efficiency", [agent], data.efficiency);
  const capacity = m.parameter("capacity", [agent], data.capacity, "kWh");
  const initial = m.parameter("initial", [agent], data.initial, "kWh");
  const power = m.parameter("power", [agent], data.power, "kWh");

  const unit = "kWh";
  const produced = m.variable("produced", [agent, hour], { upper: (j, t) => sun(j, t), unit });
  const bought = m.variable("bought", [agent, hour], { unit });
  const sold = m.variable("sold", [agent, hour], { unit });
  const charged = m.variable("charged", [agent, hour], { upper: (j) => power(j), unit });
  const discharged = m.variable("discharged", [agent, hour], { upper: (j) => power(j), unit });
  const stored = m.variable("stored", [agent, hour], { upper: (j) => capacity(j), unit });
  const imported = m.variable("imported", [aggregator, hour], { unit });
  const exported = m.variable("exported", [aggregator, hour], { unit });

  m.constraint("balance", [agent, hour], (j, t) =>
    produced(j, t).plus(bought(j, t)).plus(discharged(j, t)).minus(sold(j, t)).minus(charged(j, t)).eq(load(j, t)),
  );
  m.constraint("first hour", [agent], (j) => {
    const kept = charged(j, hour.first).times(efficiency(j));
    return stored(j, hour.first).minus(kept).plus(discharged(j, hour.first)).eq(initial(j));
  });
  m.constraint("storage", [agent, hour], (j, t) => {
    const kept = charged(j, t).times(efficiency(j));
    return stored(j, t).minus(stored(j, t.previous)).minus(kept).plus(discharged(j, t)).eq(0);
  });
  m.constraint("last hour", [agent], (j) => stored(j, hour.last).ge(initial(j)));
  m.constraint("pool", [aggregator, hour], (k, t) =>
    sum([aggregatorOf.of(k)], (j) => bought(j, t).minus(sold(j, t))).eq(imported(k, t).minus(exported(k, t))),
  );
  m.minimize(
    sum([aggregator, hour], (k, t) =>
      imported(k, t)
        .times(price(t))
        .minus(exported(k, t).times(feedIn(t))),
    ),
    "EUR",
  );
  return { model: m, load, sun, price, efficiency };
}
