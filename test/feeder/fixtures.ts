/** Network files for tests; their origin stands in fixtures/README.md. */
import { readFileSync } from "node:fs";

export function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), "utf8");
}
