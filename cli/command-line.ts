/** The command line: what it is asked for is read, run and presented, and every run ends with an exit code. */
import { documentFiles, documentText, jsonText, type Document as Shown } from "../src/report/index.ts";
import { type Catalogues, everything } from "./catalogue.ts";
import { failureOf, outcomeCodes } from "./exit-codes.ts";
import { writeText, writeTexts } from "./files.ts";
import { inputOf } from "./flags.ts";
import { type Host, tableOptions } from "./host.ts";
import { parse, type Request } from "./parse.ts";
import { svgDocument } from "./svg-document.ts";

export interface CommandLineOptions {
  readonly version?: string;
  /** Interrupts what is running. */
  readonly signal?: AbortSignal;
  /** What there is to be asked for; that which comes with clearwatt where nothing is said. */
  readonly catalogues?: Catalogues;
}

/** Runs the command line on arguments without the names of Node and of the script. Returns the exit code. */
export async function runCommandLine(
  args: readonly string[],
  host: Host,
  { version = "0.0.0", signal = new AbortController().signal, catalogues = everything }: CommandLineOptions = {},
): Promise<number> {
  const json = asksForJson(args);
  try {
    const request = ask(args, host, { version, json, catalogues });
    return request === null ? 0 : await answer(request, host, json, signal);
  } catch (error) {
    return reportFailure(error, args, host, signal);
  }
}

/** Says what went wrong; with `--json` as a document too. Returns the exit code. */
export function reportFailure(error: unknown, args: readonly string[], host: Host, signal: AbortSignal): number {
  const { text, json, exitCode } = failureOf(error, signal, host.width);
  host.progress?.("");
  host.writeError(text);
  if (asksForJson(args)) host.write(jsonText(json));
  return exitCode;
}

/** What stands behind "--" are no options. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).includes("--json");
}

/** Null where help or version were asked for; with `--json` they too are a document. */
function ask(
  args: readonly string[],
  host: Host,
  { version, json, catalogues }: { readonly version: string; readonly json: boolean; readonly catalogues: Catalogues },
): Request | null {
  let help = "";
  const commands = catalogues.commands.map((commandOf) => commandOf(catalogues));
  const request = parse(args, commands, {
    version,
    width: host.width ?? 100,
    writeOut: (text) => {
      help += text;
    },
    writeErr: (text) => host.writeError(text),
  });
  if (request === null) host.write(json ? jsonText({ status: "help", text: help }) : help);
  return request;
}

async function answer(request: Request, host: Host, json: boolean, signal: AbortSignal): Promise<number> {
  const { command, values } = request;
  const input = await inputOf([command.arguments, command.options], values);
  const document = await command.run(input, { signal, show: (line) => host.progress?.(line) });
  signal.throwIfAborted();
  host.progress?.("");
  const text = json ? jsonText(document.json) : documentText(document, tableOptions(host));
  const written = await write(document, request);
  if (json || command.out !== "file" || written.length === 0) host.write(text);
  if (!json && command.out !== "file" && written.length > 0) host.write(`\nWritten: ${written.join(", ")}\n`);
  return outcomeCodes[document.outcome];
}

/** Paths of the files that `--out` asked for. */
async function write(document: Shown, { command, out }: Request): Promise<string[]> {
  if (out === undefined) return [];
  if (command.out !== "file") return await writeTexts(out, await documentFiles(document, svgDocument()));
  await writeText(out, documentText(document, { whole: true }));
  return [out];
}
