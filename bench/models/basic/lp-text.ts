import type { BasicData } from "./data.ts";

export function lpText({ n }: BasicData): string {
  const cost: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      cost.push(`+ 2 x_${i}_${j} + y_${i}_${j}`);
      rows.push(`x_${i}_${j} - y_${i}_${j} >= ${i + 1}`, `x_${i}_${j} + y_${i}_${j} >= 0`);
      bounds.push(`x_${i}_${j} free`, `y_${i}_${j} free`);
    }
  }
  return ["Minimize", ...[cost.join("\n")], "Subject To", rows.join("\n"), "Bounds", bounds.join("\n"), "End", ""].join(
    "\n",
  );
}
