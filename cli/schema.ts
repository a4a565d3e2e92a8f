/** The JSON Schema of market files, as a text. */
import { marketFileSchema } from "../models/index.ts";

export function schemaText(): string {
  return `${JSON.stringify(marketFileSchema(), null, 2)}\n`;
}
