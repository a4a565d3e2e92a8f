import type { LP } from "glpk.js/node";
import { atLeast, minimize, unbounded } from "../glpk.ts";
import type { BasicData } from "./data.ts";

export function glpkJson({ n }: BasicData): LP {
  const vars: LP["objective"]["vars"] = [];
  const subjectTo: LP["subjectTo"] = [];
  const bounds: NonNullable<LP["bounds"]> = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const x = `x_${i}_${j}`;
      const y = `y_${i}_${j}`;
      vars.push({ name: x, coef: 2 }, { name: y, coef: 1 });
      bounds.push({ name: x, ...unbounded }, { name: y, ...unbounded });
      const difference = [{ name: x, coef: 1 }, { name: y, coef: -1 }]; // biome-ignore format: as a pair
      const total = [{ name: x, coef: 1 }, { name: y, coef: 1 }]; // biome-ignore format: as a pair
      subjectTo.push({ name: `difference_${i}_${j}`, vars: difference, bnds: atLeast(i + 1) });
      subjectTo.push({ name: `total_${i}_${j}`, vars: total, bnds: atLeast(0) });
    }
  }
  return { name: "basic", objective: { direction: minimize, name: "cost", vars }, subjectTo, bounds };
}
