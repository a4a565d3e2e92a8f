/** What a command line asks for: commander reads it, by flags that are derived from the commands' schemas. */
import { Argument, Command as Commander, CommanderError } from "commander";
import type { Command, CommandGroup } from "./command.ts";
import { exitCodesText, usageHint, WrongUsage } from "./exit-codes.ts";
import { addArguments, addOptions } from "./flags.ts";

export interface Request {
  readonly command: Command;
  /** What commander has read, by the names of arguments and options. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The folder or file of `--out`. */
  readonly out: string | undefined;
}

export interface ParseOptions {
  readonly version: string;
  /** Columns that the help may take. */
  readonly width: number;
  /** Help and version. */
  writeOut(text: string): void;
  /** What is wrong with the usage. */
  writeErr(text: string): void;
}

/** Null where help or version were asked for, and given. Throws WrongUsage, explained on standard error. */
export function parse(
  args: readonly string[],
  commands: readonly (Command | CommandGroup)[],
  options: ParseOptions,
): Request | null {
  const found: { request: Request | null; isTold: boolean } = { request: null, isTold: false };
  const writeErr = (text: string) => {
    found.isTold = true;
    options.writeErr(text);
  };
  const program = programOf(commands, { ...options, writeErr }, (request) => {
    found.request = request;
  });
  try {
    program.parse(withMemberFirst(args, commands), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    const message = error.code === "commander.help" ? "no command was given" : error.message.replace(/^error: /, "");
    throw new WrongUsage(message, { told: found.isTold });
  }
  return found.request;
}

function programOf(
  commands: readonly (Command | CommandGroup)[],
  { version, width, writeOut, writeErr }: ParseOptions,
  ask: (request: Request) => void,
): Commander {
  const program = new Commander("clearwatt")
    .description("Write, solve and compare local electricity market models.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError(usageHint)
    .configureOutput({ writeOut, writeErr, getOutHelpWidth: () => width, getErrHelpWidth: () => width })
    .exitOverride();
  const first = commands.flatMap(({ examples }) => examples.slice(0, 1));
  program.addHelpText("after", `\n${examplesText(first)}\n\n${exitCodesText}`);
  for (const one of commands) {
    if ("commands" in one) addGroup(program, one, ask);
    else addCommand(program, one, ask);
  }
  return program;
}

function addCommand(parent: Commander, command: Command, ask: (request: Request) => void): void {
  const target = parent.command(command.name).description(command.about);
  addArguments(target, command.arguments);
  addOptions(target, command.options);
  const names = Object.keys(command.arguments.shape);
  const out = command.out === "file" ? "file to write to, in place of standard output" : outFolder;
  target
    .option(`-o, --out <${command.out === "file" ? "file" : "dir"}>`, out)
    .option("--json", "print one JSON document")
    .addHelpText("after", afterText(command))
    .action(() => {
      const given = Object.fromEntries(names.map((name, k) => [name, target.processedArgs[k]]));
      const { out: written, ...values } = target.opts();
      ask({ command, values: { ...values, ...given }, out: written });
    });
}

const outFolder = "folder for the report and the JSON document, tables as CSV and drawings as SVG";

/** Its commands are the choices of its argument; each has options of its own. */
function addGroup(parent: Commander, group: CommandGroup, ask: (request: Request) => void): void {
  const members = group.commands.map(({ name }) => name);
  const target = parent
    .command(group.name)
    .description(group.about)
    .usage(`<${group.of}> [options]`)
    .addArgument(new Argument(`<${group.of}>`, `--help behind one shows its options`).choices(members))
    .helpCommand(false)
    .addHelpText("after", afterText(group))
    .action(() => {});
  for (const member of group.commands) addCommand(target, member, ask);
}

function afterText({ examples, details }: Command | CommandGroup): string {
  const more = details === undefined ? "" : `\n\n${details}`;
  return `\n${examplesText(examples)}${more}\n\n\`clearwatt --help\` lists the exit codes.`;
}

function examplesText(examples: readonly string[]): string {
  return ["Examples:", ...examples.map((example) => `  $ ${example}`)].join("\n");
}

/**
 * Options may stand before the member of a group: `reproduce --json gazafroudi2019`. Where there is no such member, what
 * stands in its place is left alone: that is what is wrong.
 */
function withMemberFirst(args: readonly string[], commands: readonly (Command | CommandGroup)[]): readonly string[] {
  const group = commands.find((one) => one.name === args[0]);
  if (group === undefined || !("commands" in group)) return args;
  const own = args.slice(1);
  const members = new Set(group.commands.map(({ name }) => name));
  const at = own.findIndex((arg) => members.has(arg));
  if (at >= 0) return [group.name, own[at]!, ...own.slice(0, at), ...own.slice(at + 1)];
  const isHelp = own.includes("--help") || own.includes("-h");
  return isHelp ? [group.name, "--help"] : [group.name, ...own.filter((arg) => !arg.startsWith("-")).slice(0, 1)];
}
