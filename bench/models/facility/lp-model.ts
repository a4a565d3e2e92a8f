import { Model, type Term } from "lp-model";
import type { FacilityData } from "./data.ts";

export function lpModel({ facilities, customers, demand, capacity, opening, serving }: FacilityData): Model {
  const model = new Model();
  const open = Array.from({ length: facilities }, () => model.addVar({ vtype: "BINARY" }));
  const share = Array.from({ length: customers * facilities }, () => model.addVar());
  for (let c = 0; c < customers; c++) {
    model.addConstr(share.slice(c * facilities, (c + 1) * facilities), "=", 1);
    for (let f = 0; f < facilities; f++) model.addConstr([share[c * facilities + f]!], "<=", [open[f]!]);
  }
  for (let f = 0; f < facilities; f++) {
    const served: Term[] = [];
    for (let c = 0; c < customers; c++) served.push([demand[c]!, share[c * facilities + f]!]);
    model.addConstr(served, "<=", [[capacity[f]!, open[f]!]]);
  }
  const cost: Term[] = open.map((variable, f) => [opening[f]!, variable]);
  share.forEach((variable, k) => {
    cost.push([serving[k]!, variable]);
  });
  model.setObjective(cost, "MINIMIZE");
  return model;
}
