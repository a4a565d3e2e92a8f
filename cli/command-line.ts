/** The command line: its commands, and how a run of it ends. */
import { Command, CommanderError } from "commander";
import { ClearwattError } from "../src/errors.ts";
import { paragraph } from "../src/report/index.ts";
import { addExport } from "./export.ts";
import { addFlow } from "./flow.ts";
import type { Host } from "./host.ts";
import { addList } from "./list.ts";
import { addOpf } from "./opf.ts";
import { addReconfigure } from "./reconfigure.ts";
import { addReproduce } from "./reproduce.ts";
import { addSolve } from "./solve.ts";

const success = 0;
const failure = 1;
const wrongUsage = 2;

const examples = `
Examples:
  $ clearwatt list
  $ clearwatt reproduce gazafroudi2019
  $ clearwatt flow case33bw
  $ clearwatt solve model.lp
  $ clearwatt export gazafroudi2019/end-users --format text`;

/**
 * Runs the command line on arguments without the names of Node and of the script. Returns the exit code: 0, 1 for an
 * error in what was handed in, 2 for wrong usage. A fault of clearwatt itself is thrown.
 */
export async function runCommandLine(args: readonly string[], host: Host, version = "0.0.0"): Promise<number> {
  const command = commandLine(host, version);
  try {
    await command.parseAsync(args, { from: "user" });
    return success;
  } catch (error) {
    host.progress?.("");
    if (error instanceof CommanderError) return error.exitCode === 0 ? success : wrongUsage;
    if (!(error instanceof ClearwattError)) throw error;
    host.writeError(`${errorText(`clearwatt: ${error.message}`, host.width)}\n`);
    return failure;
  }
}

/** Messages of several lines keep them, and what they are indented by. */
function errorText(message: string, width = Number.POSITIVE_INFINITY): string {
  return message
    .split("\n")
    .map((line) => paragraph(line.trimStart(), width, " ".repeat(line.length - line.trimStart().length)))
    .join("\n");
}

function commandLine(host: Host, version: string): Command {
  const command = new Command("clearwatt")
    .description("Write, solve and compare local electricity market models.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", examples)
    .showHelpAfterError("(--help shows what can be asked for)")
    .configureOutput({
      writeOut: (text) => host.write(text),
      writeErr: (text) => host.writeError(text),
      getOutHelpWidth: () => host.width ?? 100,
      getErrHelpWidth: () => host.width ?? 100,
    })
    .exitOverride();
  addReproduce(command, host);
  addFlow(command, host);
  addOpf(command, host);
  addReconfigure(command, host);
  addSolve(command, host);
  addExport(command, host);
  addList(command, host);
  return command;
}
