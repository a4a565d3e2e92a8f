import type { FacilityData } from "./data.ts";

export function lpText({ facilities, customers, demand, capacity, opening, serving }: FacilityData): string {
  const open = Array.from({ length: facilities }, (_, f) => `open_${f}`);
  const cost = open.map((name, f) => `+ ${opening[f]} ${name}`);
  const within = open.map((name, f) => [`- ${capacity[f]} ${name}`]);
  const rows: string[] = [];
  for (let c = 0; c < customers; c++) {
    const served: string[] = [];
    for (let f = 0; f < facilities; f++) {
      const share = `share_${c}_${f}`;
      cost.push(`+ ${serving[c * facilities + f]} ${share}`);
      served.push(`+ ${share}`);
      within[f]!.push(`+ ${demand[c]} ${share}`);
      rows.push(`${share} - ${open[f]} <= 0`);
    }
    served.push("= 1");
    rows.push(served.join("\n"));
  }
  for (const row of within) {
    row.push("<= 0");
    rows.push(row.join("\n"));
  }
  const sections = ["Minimize", cost.join("\n"), "Subject To", rows.join("\n"), "Binary", open.join("\n"), "End", ""];
  return sections.join("\n");
}
