import { Model, type Term, type Var } from "lp-model";
import { hours, type MarketData } from "./data.ts";

export function lpModel(data: MarketData): Model {
  const { agents, aggregators, aggregatorOf, load, sun, price, feedIn, efficiency, capacity, initial, power } = data;
  const model = new Model();
  const pools = Array.from({ length: aggregators * hours }, (): Term[] => []);
  const cost: Term[] = [];
  for (let j = 0; j < agents; j++) {
    let before: Var | null = null;
    for (let t = 0; t < hours; t++) {
      const produced = model.addVar({ ub: sun[j * hours + t]! });
      const bought = model.addVar();
      const sold = model.addVar();
      const charged = model.addVar({ ub: power[j]! });
      const discharged = model.addVar({ ub: power[j]! });
      const stored = model.addVar({ ub: capacity[j]! });
      model.addConstr([produced, bought, discharged, [-1, sold], [-1, charged]], "=", load[j * hours + t]!);
      const flow: Term[] = [stored, [-efficiency[j]!, charged], discharged];
      if (before === null) model.addConstr(flow, "=", initial[j]!);
      else model.addConstr([...flow, [-1, before]], "=", 0);
      pools[aggregatorOf[j]! * hours + t]!.push(bought, [-1, sold]);
      before = stored;
    }
    model.addConstr([before!], ">=", initial[j]!);
  }
  pools.forEach((pool, kt) => {
    const imported = model.addVar();
    const exported = model.addVar();
    model.addConstr(pool, "=", [imported, [-1, exported]]);
    cost.push([price[kt % hours]!, imported], [-feedIn[kt % hours]!, exported]);
  });
  model.setObjective(cost, "MINIMIZE");
  return model;
}
