/** What stands for a feeder on the command line: a name that comes with clearwatt, a file, or a folder of CSV files. */
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { feeders } from "../cases/catalogue.ts";
import { loadFeeder } from "../cases/texts.node.ts";
import { ClearwattError } from "../src/errors.ts";
import { type FeederData, readFeederCsv, readFeederFile } from "../src/feeder/index.ts";
import { readText } from "./files.ts";

/** The argument of commands that take a feeder. */
export const feederArgument: z.ZodString = z.string().describe("name of a feeder, or file or folder of one");

/** Whether a feeder of that name comes with clearwatt. */
export function isFeederName(name: string): boolean {
  return feeders.some((feeder) => feeder.name === name);
}

/** Throws a ClearwattError where there is no such feeder, or it cannot be read. */
export async function feederDataOf(name: string): Promise<FeederData> {
  if (isFeederName(name)) return await loadFeeder(name);
  const kind = await kindOf(name);
  if (kind === "nothing") {
    const names = feeders.map((feeder) => feeder.name);
    throw new ClearwattError(
      `"${name}" is neither a file or folder nor a feeder that comes with clearwatt: ${names.join(", ")}.`,
      { code: "unknown-name", data: { kind: "feeder", found: name, known: names } },
    );
  }
  return kind === "folder" ? await readFolder(name) : readFeederFile(await readText(name), name);
}

async function kindOf(path: string): Promise<"file" | "folder" | "nothing"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return "nothing";
  }
}

async function readFolder(folder: string): Promise<FeederData> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".csv"));
  const texts = await Promise.all(files.map(async (file) => [file, await readText(join(folder, file))] as const));
  return readFeederCsv(Object.fromEntries(texts), basename(folder));
}
