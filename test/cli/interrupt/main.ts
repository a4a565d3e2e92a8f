/** The command line as `clearwatt` runs it, from the sources. */
import { processHost } from "../../../cli/host.ts";
import { runInterruptibly } from "../../../cli/interruptible.ts";

const script = new URL("./worker.mjs", import.meta.url);
process.exitCode = await runInterruptibly(script, process.argv.slice(2), processHost());
