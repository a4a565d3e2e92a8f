import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { importsOf, type Sources, violations } from "./architecture/imports.ts";

const manifest: { dependencies: Record<string, string>; peerDependencies: Record<string, string> } = JSON.parse(
  readFileSync("package.json", "utf8"),
);
const dependencies = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];

function sourcesUnder(folders: readonly string[]): Sources {
  const paths = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

test("imports point one way: cli -> cases -> models -> src, solvers -> solving, reformulation and program", () => {
  const sources = sourcesUnder(["src", "solvers", "models", "cases", "conformance", "cli"]);
  expect(Object.keys(sources)).toContain("src/program/program.ts");
  expect(violations(sources, dependencies)).toEqual([]);
});

test("every way of importing is seen, and what only looks like an import is not", () => {
  const source = `
    import { a } from "./a.ts";
    import type { B } from "./b.ts";
    export * from "./c.ts";
    export type { D } from "./d.ts";
    import "./e.ts";
    type F = import("./f.ts").F;
    const g = await import("./g.ts");
    // import { h } from "./h.ts";
    const text = 'import i from "./i.ts"';
  `;
  const letters = ["a", "b", "c", "d", "e", "f", "g"];
  expect(importsOf("src/language/x.ts", source).sort()).toEqual(letters.map((letter) => `./${letter}.ts`));
});

test.each([
  ["src/program/a.ts", "../language/set.ts", "src/program stands below or beside src/language"],
  ["src/reformulation/a.ts", "../solving/solver.ts", "src/reformulation stands below or beside src/solving"],
  ["src/solving/a.ts", "../language/set.ts", "src/solving stands below or beside src/language"],
  ["src/errors.ts", "./program/program.ts", "src/errors stands below or beside src/program"],
  ["src/games/a.ts", "../auctions/book.ts", "src/games stands below or beside src/auctions"],
  ["src/pipeline/a.ts", "../report/table.ts", "src/pipeline stands below or beside src/report"],
  ["src/report/a.ts", "../solving/solver.ts", "src/report stands below or beside src/solving"],
  ["src/feeder/flow/a.ts", "../../report/index.ts", "src/feeder stands below or beside src/report"],
  ["src/feeder/data/a.ts", "../../language/index.ts", "src/feeder stands below or beside src/language"],
  ["src/feeder/data/a.ts", "../topology/index.ts", "src/feeder/data stands below or beside src/feeder/topology"],
  ["src/feeder/topology/a.ts", "../flow/flow.ts", "src/feeder/topology stands below or beside src/feeder/flow"],
  ["src/feeder/flow/a.ts", "../../feeder/files/index.ts", "src/feeder/flow stands below or beside src/feeder/files"],
  ["src/feeder/flow/sweep/a.ts", "../../index.ts", "src/feeder/flow stands below or beside src/feeder"],
  ["src/language/a.ts", "../../models/index.ts", "src/language stands below or beside models"],
  ["src/language/a.ts", "../index.ts", "src/language stands below or beside src/index"],
  ["models/a.ts", "../src/report/table.ts", "models stands below or beside src/report"],
  ["models/markets/a.ts", "../../cases/index.ts", "models stands below or beside cases"],
  ["models/a.ts", "../solvers/highs.ts", "models stands below or beside solvers"],
  ["cases/x/a.ts", "../../solvers/highs.ts", "cases stands below or beside solvers"],
  ["cases/x/a.ts", "../../cli/main.ts", "cases stands below or beside cli"],
  ["solvers/highs.ts", "../src/language/model.ts", "solvers stands below or beside src/language"],
  ["conformance/solvers/a.ts", "../../solvers/highs.ts", "conformance stands below or beside solvers"],
  ["conformance/methods/a.ts", "../../cases/index.ts", "conformance stands below or beside cases"],
  ["conformance/solvers/a.ts", "highs", "only solvers/ knows solver packages"],
  ["conformance/solvers/a.ts", "vitest", "it is not among the dependencies that users install"],
  ["solvers/highs.ts", "../conformance/index.ts", "solvers stands below or beside conformance"],
  ["src/kitchen/a.ts", "../program/program.ts", "src/kitchen has no rule"],
  ["src/language/a.ts", "highs", "only solvers/ knows solver packages"],
  ["cli/main.ts", "highs/runtime", "only solvers/ knows solver packages"],
  ["cases/x/a.ts", "glpk.js/node", "only solvers/ knows solver packages"],
  ["src/language/a.ts", "node:fs", "Node's modules belong in files named *.node.ts"],
  ["models/a.ts", "fs/promises", "Node's modules belong in files named *.node.ts"],
  ["cases/x/a.ts", "./read.node.ts", "what needs Node would be carried into the browser"],
  ["cli/main.ts", "fast-check", "it is not among the dependencies that users install"],
])("%s must not import %s", (path, specifier, complaint) => {
  const found = violations({ [path]: `import { a } from "${specifier}";\nexport const b = a;` }, dependencies);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${path} imports "${specifier}": ${complaint}`);
});

test.each([
  ["src/language/a.ts", "../solving/session.ts"],
  ["src/solving/edit/a.ts", "../../reformulation/index.ts"],
  ["src/language/compile/a.ts", "../set.ts"],
  ["src/pipeline/a.ts", "../language/index.ts"],
  ["src/feeder/read.node.ts", "node:fs/promises"],
  ["src/feeder/flow/newton/a.ts", "../../topology/adjacency.ts"],
  ["src/feeder/files/csv/a.ts", "../../../csv/index.ts"],
  ["src/report/feeder/a.ts", "../../feeder/flow/index.ts"],
  ["models/a.ts", "../src/index.ts"],
  ["cases/x/a.ts", "../../src/report/table.ts"],
  ["cases/x/read.node.ts", "./other.node.ts"],
  ["cli/main.ts", "../solvers/highs.ts"],
  ["cli/main.ts", "../cases/x/read.node.ts"],
  ["conformance/solvers/a.ts", "../../src/solving/index.ts"],
  ["conformance/methods/a.ts", "../../models/index.ts"],
  ["solvers/highs.ts", "highs"],
  ["solvers/glpk.ts", "glpk.js/node"],
  ["src/language/a.ts", "mathjs"],
])("%s may import %s", (path, specifier) => {
  expect(violations({ [path]: `export { a } from "${specifier}";` }, dependencies)).toEqual([]);
});

test("a room with an index is entered through it, except for its Node files", () => {
  const room = { "src/report/index.ts": "", "src/report/table.ts": "", "src/report/file.node.ts": "" };
  const through = (specifier: string, path = "cases/x/a.ts") =>
    violations({ ...room, [path]: `import { a } from "${specifier}"; export const b = a;` }, dependencies);
  expect(through("../../src/report/table.ts")).toEqual([
    'cases/x/a.ts imports "../../src/report/table.ts": it is private to src/report; import src/report/index.ts',
  ]);
  expect(through("../../src/report/index.ts")).toEqual([]);
  expect(through("../../src/report/file.node.ts", "cases/x/a.node.ts")).toEqual([]);
  expect(through("./table.ts", "src/report/b.ts")).toEqual([]);
  const feeder = { "src/feeder/index.ts": "", "src/feeder/flow/index.ts": "", "src/feeder/flow/flow.ts": "" };
  const toFeeder = (specifier: string) =>
    violations({ ...feeder, "models/a.ts": `export { a } from "${specifier}";` }, dependencies);
  expect(toFeeder("../src/feeder/flow/index.ts")).toEqual([]);
  expect(toFeeder("../src/feeder/flow/flow.ts")).toEqual([
    'models/a.ts imports "../src/feeder/flow/flow.ts": it is private to src/feeder; import src/feeder/index.ts',
  ]);
});

test("tables and drawings of feeders load no feeder before something is drawn", () => {
  const drawn = ["network-drawing.ts", "voltage-profile.ts"];
  const sources = Object.entries(sourcesUnder(["src/report/feeder"]));
  expect(sources.map(([path]) => path)).toContain("src/report/feeder/index.ts");
  const early = sources.filter(([path]) => !drawn.some((file) => path.endsWith(`/${file}`)));
  const loaded = early.flatMap(([path, source]) =>
    parseSync(path, source).module.staticImports.flatMap(({ entries, moduleRequest }) =>
      entries.length > 0 && entries.every(({ isType }) => isType) ? [] : [moduleRequest.value],
    ),
  );
  expect(loaded.filter((specifier) => specifier.includes("/feeder/"))).toEqual([]);
  expect(loaded.filter((specifier) => drawn.some((file) => specifier.endsWith(`/${file}`)))).toEqual([]);
});
