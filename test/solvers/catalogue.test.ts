import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { solvers } from "../../solvers/catalogue.ts";
import { solverPackages } from "../architecture/rules.ts";

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}
const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

test.each(solvers)("$name is a file of that name, and an entry of the package", ({ name }) => {
  expect(existsSync(`solvers/${name}.ts`)).toBe(true);
  expect(manifest.exports[`./solvers/${name}`]).toEqual({
    types: `./dist/solvers/${name}.d.ts`,
    default: `./dist/solvers/${name}.js`,
  });
});

test("every solver that is an entry of the package is in the catalogue; what wraps solvers is not one", () => {
  const entries = Object.keys(manifest.exports).flatMap((path) => path.match(/^\.\/solvers\/(.+)$/)?.[1] ?? []);
  const wrappers = ["outer-approximation"];
  expect(entries.filter((name) => !wrappers.includes(name)).toSorted()).toEqual(
    solvers.map(({ name }) => name).toSorted(),
  );
});

test.each(solvers)("$name takes what the catalogue says", async ({ takes, load }) => {
  const { capabilities } = await load();
  expect([takes.includes("LP"), takes.includes("MILP")]).toEqual([true, capabilities.integer]);
  expect(takes.includes("convex QP")).toBe(capabilities.quadratic);
  expect(takes.includes("second-order cones")).toBe(capabilities.secondOrderCone);
});

test.each(solvers)("the package of $name is a dependency, or an optional peer where it says so", (entry) => {
  expect(solverPackages).toContain(entry.package);
  expect(entry.package in manifest.dependencies).toBe(!entry.optional);
  expect(entry.package in manifest.peerDependencies).toBe(entry.optional);
  if (entry.optional) expect(manifest.peerDependenciesMeta[entry.package]).toEqual({ optional: true });
});
