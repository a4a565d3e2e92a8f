import type { LP } from "glpk.js/node";
import { atMost, exactly, minimize } from "../glpk.ts";
import type { FacilityData } from "./data.ts";

export function glpkJson({ facilities, customers, demand, capacity, opening, serving }: FacilityData): LP {
  const binaries = Array.from({ length: facilities }, (_, f) => `open_${f}`);
  const vars = binaries.map((name, f) => ({ name, coef: opening[f]! }));
  const within = binaries.map((name, f) => [{ name, coef: -capacity[f]! }]);
  const subjectTo: LP["subjectTo"] = [];
  for (let c = 0; c < customers; c++) {
    const served: LP["objective"]["vars"] = [];
    for (let f = 0; f < facilities; f++) {
      const name = `share_${c}_${f}`;
      const linked = [{ name, coef: 1 }, { name: binaries[f]!, coef: -1 }]; // biome-ignore format: as a pair
      vars.push({ name, coef: serving[c * facilities + f]! });
      served.push({ name, coef: 1 });
      within[f]!.push({ name, coef: demand[c]! });
      subjectTo.push({ name: `linked_${c}_${f}`, vars: linked, bnds: atMost(0) });
    }
    subjectTo.push({ name: `served_${c}`, vars: served, bnds: exactly(1) });
  }
  within.forEach((row, f) => {
    subjectTo.push({ name: `within_capacity_${f}`, vars: row, bnds: atMost(0) });
  });
  return {
    name: "facility location",
    objective: { direction: minimize, name: "cost", vars },
    subjectTo,
    binaries,
  };
}
