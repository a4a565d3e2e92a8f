/** How a feeder and its buses are named in documents. */
import type { Feeder } from "../../feeder/index.ts";
import type { Lines } from "../../report/index.ts";

/** Names that are whole numbers are numbers, as they were in the file. */
export function busLabel(name: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}

/** Where a feeder comes from, and what is to be known of its data. */
export function feederLines({ name, origin, notes }: Feeder): Lines {
  return { kind: "lines", lines: [`${name} - ${origin}`, ...notes.map((note) => `Note: ${note}`)] };
}
