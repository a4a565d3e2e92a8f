/** Reads the imports of TypeScript sources and says which of them go the wrong way. */
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { parseSync } from "vite";
import { innerRooms, mayImport, nodePlaces, solverPackages } from "./rules.ts";

/** Sources by path from the root of the repository, with forward slashes. */
export type Sources = Readonly<Record<string, string>>;

/** Everything a source imports or re-exports, types and `import("...")` included. */
export function importsOf(path: string, source: string): string[] {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const fromExports = module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest?.value));
  const fromImports = module.staticImports.map((entry) => entry.moduleRequest.value);
  // The parser's record has neither the text of import("...") nor the types written that way.
  const dynamic = [...source.matchAll(/\bimport\(\s*["'`]([^"'`\n]+)["'`]/g)].map((match) => match[1]);
  return [...new Set([...fromImports, ...fromExports, ...dynamic].filter((name) => name !== undefined))];
}

/** One sentence for each import that goes the wrong way. `dependencies` are the packages that users get, too. */
export function violations(sources: Sources, dependencies: readonly string[]): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    importsOf(path, source).flatMap((specifier) => {
      const problem = specifier.startsWith(".")
        ? problemOfFile(path, posix.join(posix.dirname(path), specifier), sources)
        : problemOfPackage(path, specifier, dependencies);
      return problem === undefined ? [] : [`${path} imports "${specifier}": ${problem}`];
    }),
  );
}

function problemOfFile(path: string, target: string, sources: Sources): string | undefined {
  const from = placeOf(path);
  const to = placeOf(target);
  const allowed = mayImport[from];
  if (allowed === undefined) return `${from} has no rule in test/architecture/rules.ts; give it one`;
  if (from !== to && !allowed.includes(to)) return `${from} stands below or beside ${to}`;
  if (isForNode(target) && !isForNode(path)) return "what needs Node would be carried into the browser";
  const front = `${to}/index.ts`;
  const isFront = target === front || Object.keys(innerRooms).some((room) => target === `${room}/index.ts`);
  const isPrivate = from !== to && to.startsWith("src/") && front in sources && !isFront && !isForNode(target);
  return isPrivate ? `it is private to ${to}; import ${front}` : problemWithin(path, target, to);
}

/** Between rooms of one room, of which none may import the whole. */
function problemWithin(path: string, target: string, place: string): string | undefined {
  const [from, to] = [innerRoomOf(path), innerRoomOf(target) ?? place];
  if (from === undefined || from === to || !from.startsWith(`${place}/`)) return undefined;
  return innerRooms[from]!.includes(to) ? undefined : `${from} stands below or beside ${to}`;
}

function innerRoomOf(path: string): string | undefined {
  return Object.keys(innerRooms).find((room) => path.startsWith(`${room}/`));
}

function problemOfPackage(path: string, specifier: string, dependencies: readonly string[]): string | undefined {
  const name = packageOf(specifier);
  if (specifier.startsWith("node:") || builtinModules.includes(name)) {
    return isForNode(path) ? undefined : "Node's modules belong in files named *.node.ts";
  }
  if (solverPackages.includes(name) && placeOf(path) !== "solvers") return "only solvers/ knows solver packages";
  return dependencies.includes(name) ? undefined : "it is not among the dependencies that users install";
}

/** "src/language/compile/rows.ts" lies in "src/language", "src/errors.ts" is "src/errors", "cases/x/y.ts" lies in "cases". */
function placeOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "src" ? `src/${second.replace(/\.ts$/, "")}` : top;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function isForNode(path: string): boolean {
  return path.endsWith(".node.ts") || nodePlaces.includes(placeOf(path));
}
