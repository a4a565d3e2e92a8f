/** A user's folder: clearwatt as it would be installed and the companions that it needs, and nothing else of this repository. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const companions = ["arquero", "@uwdata/flechette", "@observablehq/plot", "highs", "glpk.js", "mathjs", "zod"];
const tsc = resolve("node_modules/typescript/bin/tsc");

export interface UserFolder extends Disposable {
  readonly path: string;
  /** What tsc says about modules of the user, by their file names, under the strictest settings that a user may have. */
  complaints(modules: Readonly<Record<string, string>>, resolution: "nodenext" | "bundler"): string;
  /** Compiles modules of the user and runs one of them; gives what it prints. Throws where either fails. */
  run(modules: Readonly<Record<string, string>>, main: string): string;
}

/** `what`: the declarations only, or the package as it runs. */
export function userFolder(what: "declarations" | "package"): UserFolder {
  const path = mkdtempSync(join(tmpdir(), "clearwatt-user-"));
  install(path, what);
  const compile = (modules: Readonly<Record<string, string>>, options: object): string => {
    const settings = { compilerOptions: { ...strictest, ...options }, files: Object.keys(modules) };
    writeFileSync(join(path, "tsconfig.json"), JSON.stringify(settings));
    for (const [name, code] of Object.entries(modules)) writeFileSync(join(path, name), code);
    return spawnSync(process.execPath, [tsc, "-p", path, "--pretty", "false"], { cwd: path, encoding: "utf8" }).stdout;
  };
  return {
    path,
    complaints: (modules, resolution) =>
      compile(modules, {
        noEmit: true,
        module: resolution === "nodenext" ? "nodenext" : "esnext",
        moduleResolution: resolution,
      }),
    run(modules, main) {
      const found = compile(modules, { module: "nodenext", moduleResolution: "nodenext" });
      if (found !== "") throw new Error(found);
      const { status, stdout, stderr } = spawnSync(process.execPath, [main], { cwd: path, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["ES2023", "DOM"],
  types: [],
};

function install(path: string, what: "declarations" | "package"): void {
  const modules = join(path, "node_modules");
  mkdirSync(modules);
  build(path, join(modules, "clearwatt"), what);
  for (const companion of companions) {
    mkdirSync(join(modules, companion, ".."), { recursive: true });
    symlinkSync(resolve("node_modules", companion), join(modules, companion), "dir");
  }
  writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module" }));
}

/** The package as `npm run build` makes it, from the sources as they are now, and the manifest that leads to it. */
function build(path: string, home: string, what: "declarations" | "package"): void {
  const { include }: { include: string[] } = JSON.parse(readFileSync("tsconfig.build.json", "utf8"));
  const settings = {
    extends: resolve("tsconfig.build.json"),
    compilerOptions: {
      composite: false,
      tsBuildInfoFile: null,
      emitDeclarationOnly: what === "declarations",
      noCheck: true,
      rootDir: resolve("."),
      outDir: join(home, "dist"),
      typeRoots: [resolve("node_modules/@types")],
    },
    include: include.map((room) => resolve(room)),
  };
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), readFileSync("package.json", "utf8"));
  writeFileSync(join(path, "build.json"), JSON.stringify(settings));
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", join(path, "build.json")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The package was not made: ${stdout}`);
}
