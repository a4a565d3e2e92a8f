import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type UserFolder, userFolder } from "./user-folder.ts";

let user: UserFolder;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

beforeAll(() => {
  user = userFolder("declarations");
}, 60_000);

afterAll(() => user[Symbol.dispose]());

/** What tsc says about a user's module. */
function complaints(code: string, resolution: "nodenext" | "bundler"): string {
  return user.complaints({ "user.ts": code }, resolution);
}

/** The package's entries that are modules, as a user writes them. */
function entries(): string[] {
  const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const modules = Object.entries(manifest.exports).filter(([, target]) => typeof target !== "string");
  return modules.map(([path]) => manifest.name + path.slice(1));
}

const importAll = (names: readonly string[]): string =>
  names.map((name, k) => `export * as entry${k} from "${name}";`).join("\n");

test("every entry alone passes a strict check of its declarations by a user", { timeout: 60_000 }, () => {
  expect(entries()).toContain("clearwatt/cases/node");
  const found = entries().map((entry) => complaints(importAll([entry]), "nodenext"));
  expect(found).toEqual(entries().map(() => ""));
});

test("all entries together pass it where a bundler resolves them", () => {
  expect(complaints(importAll(entries()), "bundler")).toBe("");
});

test("a table of results can be printed, computed with and handed to a parameter; what it cannot do is refused", () => {
  const code = `
    import { model, set, tableOf, type Labelled } from "clearwatt";
    import { highs } from "clearwatt/solvers/highs";
    export function show(results: Labelled): object[] {
      const table = tableOf(results).print({ limit: 3 }).select("hour", "load [kW]");
      const high = table.filter((row: { readonly "load [kW]": number }) => row["load [kW]"] > 3).orderby("hour");
      model("m").parameter("load", [set("hour", 3)], high, "kW");
      return high.objects({ limit: 2 });
    }
    export async function solve(): Promise<string> {
      await using session = await model("m").open(highs());
      return (await session.solve()).status;
    }
    // @ts-expect-error there is no such verb
    export const wrong = (results: Labelled) => tableOf(results).prnt();
  `;
  expect(complaints(code, "nodenext")).toBe("");
});

test("a declaration that does not hold is seen", () => {
  writeFileSync(join(user.path, "broken.d.ts"), 'export declare const broken: import("nowhere").Nothing;');
  expect(complaints('export * from "./broken.js";', "nodenext")).toContain("broken.d.ts(1,");
});
