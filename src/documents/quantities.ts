/** The table of what a result comes to: a quantity a row, its value with its unit as text. */
import type { Table } from "../report/index.ts";

export function quantities(rows: readonly (readonly [quantity: string, value: string])[]): Table {
  return { kind: "table", columns: [{ header: "quantity" }, { header: "value" }], rows };
}
