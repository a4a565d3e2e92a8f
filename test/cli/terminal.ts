/** A stand-in for the terminal: collects what the commands write. */
import { type CommandLineOptions, runCommandLine } from "../../cli/command-line.ts";
import type { Host } from "../../cli/host.ts";

export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
  readonly progress: readonly string[];
}

/** Runs the command line; `terminal` makes both streams a terminal of that width. */
export async function clearwatt(
  args: readonly string[],
  terminal?: { width: number },
  options: CommandLineOptions = {},
): Promise<Ran> {
  let output = "";
  let errors = "";
  const progress: string[] = [];
  const host: Host = {
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    ...(terminal === undefined ? {} : { width: terminal.width }),
    styled: terminal !== undefined,
    progress: terminal === undefined ? null : (line) => void progress.push(line),
  };
  const code = await runCommandLine(args, host, { version: "1.2.3", ...options });
  return { code, output, errors, progress };
}
