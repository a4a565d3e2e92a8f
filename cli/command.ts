/** What a command of the command line is: options, and a document that comes of them. */
import type { z } from "zod";
import type { Document } from "../src/report/index.ts";

export interface CommandContext {
  /** Fires when the command is interrupted; handed on to solvers and stages. */
  readonly signal: AbortSignal;
  /** Shows a line of progress in place of the one before. */
  show(line: string): void;
}

/**
 * One file, one entry in the catalogue. Flags, choices, defaults, help and the messages of wrong usage are derived from the
 * schemas; what comes out is a document, which the command line prints, writes as JSON (`--json`) or as files (`--out`).
 */
export interface Command<Arguments extends z.ZodObject = z.ZodObject, Options extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** One line, in the imperative: "compute the power flow of a feeder". */
  readonly about: string;
  /** Whole command lines, without the "$". */
  readonly examples: readonly string[];
  /** What else the help says, below the examples. */
  readonly details?: string;
  /** Positional, in their order. */
  readonly arguments: Arguments;
  /** One flag each; `meta` has its description, a short form and what stands for its value: { short: "k", value: "factor" }. */
  readonly options: Options;
  /** What `--out` names: a folder of files (default), or one file for the text. */
  readonly out?: "folder" | "file";
  run(input: z.infer<Arguments> & z.infer<Options>, context: CommandContext): Promise<Document>;
}

/** Commands that share a first argument: `reproduce <study>`, with options of its own for each. */
export interface CommandGroup {
  readonly name: string;
  readonly about: string;
  readonly examples: readonly string[];
  readonly details?: string;
  /** What the first argument is: "study". */
  readonly of: string;
  readonly commands: readonly Command[];
}

/** Has the types of a command's input checked against its schemas. */
export function command<Arguments extends z.ZodObject, Options extends z.ZodObject>(
  definition: Command<Arguments, Options>,
): Command {
  return definition as unknown as Command;
}
