import { type Model, model, set, sum } from "../../../src/language/index.ts";
import type { FacilityData } from "./data.ts";

export function clearwatt(data: FacilityData): Model {
  const facility = set("facility", data.facilities);
  const customer = set("customer", data.customers);
  const m = model("facility location");
  const demand = m.parameter("demand", [customer], data.demand);
  const capacity = m.parameter("capacity", [facility], data.capacity);
  const opening = m.parameter("opening cost", [facility], data.opening);
  const serving = m.parameter("serving cost", [customer, facility], data.serving);
  const open = m.variable("open", [facility], { kind: "binary" });
  const share = m.variable("share", [customer, facility]);
  m.constraint("served", [customer], (c) => sum([facility], (f) => share(c, f)).eq(1));
  m.constraint("linked", [customer, facility], (c, f) => share(c, f).le(open(f)));
  m.constraint("within capacity", [facility], (f) =>
    sum([customer], (c) => share(c, f).times(demand(c))).le(open(f).times(capacity(f))),
  );
  m.minimize(
    sum([facility], (f) => open(f).times(opening(f))).plus(
      sum([customer, facility], (c, f) => share(c, f).times(serving(c, f))),
    ),
  );
  return m;
}
