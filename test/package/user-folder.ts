/** A folder as a user has one: clearwatt installed in it, and none of the types that this repository has. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What clearwatt installs, and what its users may have. */
const companions = ["arquero", "@uwdata/flechette", "@observablehq/plot", "highs", "glpk.js", "mathjs", "zod"];

export const tsc: string = resolve("node_modules/typescript/bin/tsc");

/**
 * Makes the folder and compiles the sources as they are now into it, as `npm run build` would: all rooms to declarations
 * alone, or to JavaScript, too.
 */
export function makeUserFolder(made: "declarations" | "declarations and JavaScript"): string {
  const folder = mkdtempSync(join(tmpdir(), "clearwatt-user-"));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  compile(folder, join(modules, "clearwatt"), made === "declarations");
  for (const companion of companions) {
    mkdirSync(join(modules, companion, ".."), { recursive: true });
    symlinkSync(resolve("node_modules", companion), join(modules, companion), "dir");
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}

export const removeUserFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

function compile(folder: string, home: string, emitDeclarationOnly: boolean): void {
  const { include }: { include: string[] } = JSON.parse(readFileSync("tsconfig.build.json", "utf8"));
  const settings = {
    extends: resolve("tsconfig.build.json"),
    compilerOptions: {
      composite: false,
      tsBuildInfoFile: null,
      emitDeclarationOnly,
      noCheck: true,
      rootDir: resolve("."),
      outDir: join(home, "dist"),
      typeRoots: [resolve("node_modules/@types")],
    },
    include: include.map((room) => resolve(room)),
  };
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), readFileSync("package.json", "utf8"));
  writeFileSync(join(folder, "build.json"), JSON.stringify(settings));
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", join(folder, "build.json")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The package was not made: ${stdout}`);
}
