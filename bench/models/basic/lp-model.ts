import { Model, type Term, type Var } from "lp-model";
import type { BasicData } from "./data.ts";

export function lpModel({ n }: BasicData): Model {
  const model = new Model();
  const free = (): Var => model.addVar({ lb: "-infinity" });
  const x = Array.from({ length: n * n }, free);
  const y = Array.from({ length: n * n }, free);
  const cost: Term[] = [];
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < n; j++, k++) {
      model.addConstr([x[k]!, [-1, y[k]!]], ">=", i + 1);
      model.addConstr([x[k]!, y[k]!], ">=", 0);
      cost.push([2, x[k]!], y[k]!);
    }
  }
  model.setObjective(cost, "MINIMIZE");
  return model;
}
