import type { LP } from "glpk.js/node";
import { atLeast, between, exactly, minimize } from "../glpk.ts";
import { hours, type MarketData } from "./data.ts";

type Term = LP["objective"]["vars"][number];

export function glpkJson(data: MarketData): LP {
  const { agents, aggregators, aggregatorOf, load, sun, price, feedIn, efficiency, capacity, initial, power } = data;
  const subjectTo: LP["subjectTo"] = [];
  const bounds: NonNullable<LP["bounds"]> = [];
  const pools = Array.from({ length: aggregators * hours }, (): Term[] => []);
  const vars: Term[] = [];
  for (let j = 0; j < agents; j++) {
    for (let t = 0; t < hours; t++) {
      const at = `${j}_${t}`;
      const kept = [
        { name: `stored_${at}`, coef: 1 },
        { name: `charged_${at}`, coef: -efficiency[j]! },
        { name: `discharged_${at}`, coef: 1 },
      ];
      if (t > 0) kept.push({ name: `stored_${j}_${t - 1}`, coef: -1 });
      const balance = [
        { name: `produced_${at}`, coef: 1 },
        { name: `bought_${at}`, coef: 1 },
        { name: `discharged_${at}`, coef: 1 },
        { name: `sold_${at}`, coef: -1 },
        { name: `charged_${at}`, coef: -1 },
      ];
      subjectTo.push({ name: `balance_${at}`, vars: balance, bnds: exactly(load[j * hours + t]!) });
      subjectTo.push({ name: `storage_${at}`, vars: kept, bnds: exactly(t === 0 ? initial[j]! : 0) });
      bounds.push({ name: `produced_${at}`, ...between(0, sun[j * hours + t]!) });
      bounds.push({ name: `charged_${at}`, ...between(0, power[j]!) });
      bounds.push({ name: `discharged_${at}`, ...between(0, power[j]!) });
      bounds.push({ name: `stored_${at}`, ...between(0, capacity[j]!) });
      pools[aggregatorOf[j]! * hours + t]!.push({ name: `bought_${at}`, coef: 1 }, { name: `sold_${at}`, coef: -1 });
    }
    const last = [{ name: `stored_${j}_${hours - 1}`, coef: 1 }];
    subjectTo.push({ name: `last_hour_${j}`, vars: last, bnds: atLeast(initial[j]!) });
  }
  pools.forEach((pool, kt) => {
    pool.push({ name: `imported_${kt}`, coef: -1 }, { name: `exported_${kt}`, coef: 1 });
    subjectTo.push({ name: `pool_${kt}`, vars: pool, bnds: exactly(0) });
    vars.push({ name: `imported_${kt}`, coef: price[kt % hours]! });
    vars.push({ name: `exported_${kt}`, coef: -feedIn[kt % hours]! });
  });
  return { name: "market", objective: { direction: minimize, name: "cost", vars }, subjectTo, bounds };
}
