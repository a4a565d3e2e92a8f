/** What tsc leaves to do: the data of the cases (CSV, and the README on its origin) beside their code; a command that can be run. */
import { chmodSync, cpSync, existsSync, statSync } from "node:fs";

const isData = (path) => statSync(path).isDirectory() || path.endsWith(".csv") || path.endsWith("README.md");

if (existsSync("cases")) cpSync("cases", "dist/cases", { recursive: true, filter: isData });
if (existsSync("dist/cli/main.js")) chmodSync("dist/cli/main.js", 0o755);
