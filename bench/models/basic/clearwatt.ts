import { type Model, model, set, sum } from "../../../src/language/index.ts";
import type { BasicData } from "./data.ts";

export function clearwatt({ n }: BasicData): Model {
  const I = set("i", n);
  const J = set("j", n);
  const m = model("basic");
  const x = m.variable("x", [I, J], { lower: -Infinity });
  const y = m.variable("y", [I, J], { lower: -Infinity });
  m.constraint("difference", [I, J], (i, j) => x(i, j).minus(y(i, j)).ge(i.number));
  m.constraint("total", [I, J], (i, j) => x(i, j).plus(y(i, j)).ge(0));
  m.minimize(sum([I, J], (i, j) => x(i, j).times(2).plus(y(i, j))));
  return m;
}
