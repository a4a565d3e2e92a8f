/** `npm run bench -- build` runs bench/build.ts; further words are handed on to it. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const [name, ...rest] = process.argv.slice(2);
const file = `bench/${name}.ts`;
if (name === undefined || !existsSync(file)) {
  const names = readdirSync("bench").filter((entry) => entry.endsWith(".ts"));
  const found = name === undefined ? "No benchmark was named" : `There is no ${file}`;
  console.error(`${found}. There are: ${names.map((entry) => entry.slice(0, -3)).join(", ")}.`);
  console.error("Call for example: npm run bench -- build");
  process.exit(2);
}
const run = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", file, ...rest], { stdio: "inherit" });
process.exit(run.status ?? 1);
