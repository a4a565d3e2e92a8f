/** Names of lines and transformers. */
import { ClearwattError } from "../../errors.ts";
import type { FeederData } from "./feeder-data.ts";

interface Named {
  readonly name?: string;
  readonly from: string;
  readonly to: string;
}

/** Lines and then transformers; the given names, and "from-to", "from-to (2)" ... where there is none. */
export function branchNames(data: FeederData): string[] {
  const branches: readonly Named[] = [...data.lines, ...(data.transformers ?? [])];
  const taken = givenNames(branches, data.name);
  const circuits = new Map<string, number>();
  return branches.map((branch) => branch.name ?? freeName(`${branch.from}-${branch.to}`, taken, circuits));
}

function givenNames(branches: readonly Named[], feeder: string): Set<string> {
  const taken = new Set<string>();
  for (const { name, from, to } of branches) {
    if (name === undefined) continue;
    if (typeof name !== "string" || name.trim() === "") {
      const found = typeof name === "string" ? "an empty name" : `the name ${String(name)}, which is not a text`;
      throw new ClearwattError(
        `Feeder "${feeder}": the branch from "${from}" to "${to}" has ${found}. Name it, or leave the name out.`,
        { code: "wrong-type", data: { feeder, what: "name", expected: "a text", from, to, found: name } },
      );
    }
    if (taken.has(name)) {
      throw new ClearwattError(
        `Feeder "${feeder}": two branches are named "${name}". Give every line and transformer a name of its own, or none.`,
        { code: "duplicate", data: { feeder, what: "branch", found: name } },
      );
    }
    taken.add(name);
  }
  return taken;
}

/** Remembers how far it counted, so that many circuits between two buses take no longer than others. */
function freeName(base: string, taken: Set<string>, circuits: Map<string, number>): string {
  let circuit = circuits.get(base) ?? 1;
  let name = circuit === 1 ? base : `${base} (${circuit})`;
  while (taken.has(name)) name = `${base} (${++circuit})`;
  circuits.set(base, circuit);
  taken.add(name);
  return name;
}
