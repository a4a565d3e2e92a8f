/** Options of declarations. */
import { ClearwattError } from "../../errors.ts";

/** Throws where options hold something that is none: a misspelt option would silently do nothing. */
export function refuseUnknown(options: object, known: readonly string[], owner: string): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const taken = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
  throw new ClearwattError(`"${unknown}" is no option of ${owner}. ${taken}`, {
    code: "unknown-name",
    data: { kind: "option", found: unknown, known, owner },
  });
}
