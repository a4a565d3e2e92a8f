import { hours, type MarketData } from "./data.ts";

export function lpText(data: MarketData): string {
  const { agents, aggregators, aggregatorOf, load, sun, price, feedIn, efficiency, capacity, initial, power } = data;
  const rows: string[] = [];
  const bounds: string[] = [];
  const pools = Array.from({ length: aggregators * hours }, (): string[] => []);
  const cost: string[] = [];
  for (let j = 0; j < agents; j++) {
    for (let t = 0; t < hours; t++) {
      const at = `${j}_${t}`;
      const balance = `produced_${at} + bought_${at} + discharged_${at} - sold_${at} - charged_${at}`;
      const kept = `stored_${at} - ${efficiency[j]} charged_${at} + discharged_${at}`;
      rows.push(`${balance} = ${load[j * hours + t]}`);
      rows.push(t === 0 ? `${kept} = ${initial[j]}` : `${kept} - stored_${j}_${t - 1} = 0`);
      bounds.push(`produced_${at} <= ${sun[j * hours + t]}`, `charged_${at} <= ${power[j]}`);
      bounds.push(`discharged_${at} <= ${power[j]}`, `stored_${at} <= ${capacity[j]}`);
      pools[aggregatorOf[j]! * hours + t]!.push(`+ bought_${at} - sold_${at}`);
    }
    rows.push(`stored_${j}_${hours - 1} >= ${initial[j]}`);
  }
  pools.forEach((pool, kt) => {
    pool.push(`- imported_${kt} + exported_${kt} = 0`);
    rows.push(pool.join("\n"));
    cost.push(`+ ${price[kt % hours]} imported_${kt} - ${feedIn[kt % hours]} exported_${kt}`);
  });
  const sections = ["Minimize", cost.join("\n"), "Subject To", rows.join("\n"), "Bounds", bounds.join("\n"), "End", ""];
  return sections.join("\n");
}
