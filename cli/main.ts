#!/usr/bin/env node
/** The `clearwatt` command. */
import { readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
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

const args = process.argv.slice(2);
const version = packageVersion();
if (!isMainThread) await (await import("./serve.ts")).serve({ version });
else if (import.meta.url.endsWith(".js")) {
  const { runInterruptibly } = await import("./interruptible.ts");
  process.exitCode = await runInterruptibly(new URL(import.meta.url), args, processHost());
} else {
  // From the sources it runs in this thread: what loads TypeScript into Node 20 does not reach workers.
  const { runCommandLine } = await import("./command-line.ts");
  process.exitCode = await runCommandLine(args, processHost(), { version });
}
