#!/usr/bin/env node
/** The `clearwatt` command. */
import { readFileSync } from "node:fs";
import { runCommandLine } from "./command-line.ts";
import { processHost } from "./host.ts";

/** The package's own version; package.json stands one folder up in the source and two in the built package. */
function packageVersion(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const found: { name?: string; version?: string } = JSON.parse(
        readFileSync(new URL(path, import.meta.url), "utf8"),
      );
      if (found.name === "clearwatt" && found.version !== undefined) return found.version;
    } catch {}
  }
  return "unknown";
}

process.exitCode = await runCommandLine(process.argv.slice(2), processHost(), { version: packageVersion() });
