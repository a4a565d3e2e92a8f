/** A folder in which the documentation's examples are type-checked and run as a user's own modules would be. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Example } from "./extract.ts";

export interface Printed {
  readonly output: string;
  /** What the example threw, with its stack; undefined if it ended well. */
  readonly error?: string;
}

export interface Workshop extends Disposable {
  /** tsc's complaints by the example's place in the list. */
  typeErrors(): Map<number, string>;
  /** Runs every example in one process, one after another. */
  run(limitS: number): Printed[];
}

/** Writes each example as a module; imports of "clearwatt" and its sub-paths mean the sources, so no build is needed. */
export function workshop(examples: readonly Example[]): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "clearwatt-docs-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings()));
  mkdirSync(join(folder, "examples"));
  examples.forEach((example, at) => {
    writeFileSync(join(folder, fileOf(at)), `${example.code}\nexport {};\n`);
  });
  return {
    typeErrors: () => typeErrors(folder),
    run: (limitS) => (examples.length === 0 ? [] : run(folder, examples.length, limitS)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const fileOf = (at: number): string => `examples/${at}.ts`;

/** The package's own exports, with dist/ taken away: "./dist/src/index.js" is made from src/index.ts. */
function sourcesByImport(): Record<string, string[]> {
  const manifest: { name: string; exports: Record<string, string | { default: string }> } = JSON.parse(
    readFileSync("package.json", "utf8"),
  );
  const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [[manifest.name + path.slice(1), [resolve(target.default.replace("./dist/", "").replace(/\.js$/, ".ts"))]]],
  );
  return Object.fromEntries(entries);
}

function settings(): object {
  return {
    extends: resolve("tsconfig.base.json"),
    compilerOptions: {
      noEmit: true,
      isolatedDeclarations: false,
      declaration: false,
      allowImportingTsExtensions: true,
      // Examples are read for what they say: a variable declared to be looked at is fine.
      noUnusedLocals: false,
      noUnusedParameters: false,
      typeRoots: [resolve("node_modules/@types")],
      paths: sourcesByImport(),
    },
    include: ["examples"],
  };
}

function typeErrors(folder: string): Map<number, string> {
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  const complaints = new Map<number, string>();
  for (const line of stdout.split("\n")) {
    const found = /^examples\/(\d+)\.ts\((\d+),.*?: error (.*)$/.exec(line);
    if (found === null) continue;
    const at = Number(found[1]);
    complaints.set(at, `${complaints.get(at) ?? ""}line ${found[2]} of the example: ${found[3]}\n`);
  }
  // Errors in the sources are for `npm run types` to tell; anything else means that tsc did not get to the examples.
  if (status !== 0 && !/\.ts\(\d+,\d+\): error/.test(stdout)) throw new Error(`tsc failed: ${stdout}`);
  return complaints;
}

function run(folder: string, count: number, limitS: number): Printed[] {
  const results = join(folder, "printed.json");
  const files = Array.from({ length: count }, (_, at) => join(folder, fileOf(at)));
  const args = ["--import", "tsx", resolve("test/docs/run-examples.ts"), results, ...files];
  const { status, signal, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: limitS * 1000,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(folder, "tsconfig.json"), NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`Running the examples ended with ${signal ?? status}: ${stderr}`);
  return JSON.parse(readFileSync(results, "utf8"));
}
