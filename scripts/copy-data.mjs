/** Puts the data of the cases (CSV, and the README that says where it comes from) beside their compiled code. */
import { cpSync, existsSync, statSync } from "node:fs";

const isData = (path) => statSync(path).isDirectory() || path.endsWith(".csv") || path.endsWith("README.md");

if (existsSync("cases")) {
  cpSync("cases", "dist/cases", { recursive: true, filter: isData });
}
