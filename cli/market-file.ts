/** A market file from the disk, with the files that it needs. */
import { type MarketFile, type MarketFileOptions, neededBy, readMarketFile } from "../models/index.ts";
import { type Feeder, feeder } from "../src/feeder/index.ts";
import { feederDataOf, isFeederName } from "./feeders.ts";
import { readText } from "./files.ts";

/** `net` takes the place of the feeder that the file names, where there is one. */
export async function readMarket(
  path: string,
  net: Feeder | null,
  options: Omit<MarketFileOptions, "feeder"> = {},
): Promise<MarketFile> {
  const text = await readText(path);
  const needs = neededBy(path, text);
  const texts: Record<string, string> = { [path]: text };
  for (const file of needs.files) texts[file] = await readText(file);
  const own = net ?? (needs.feeder === null ? null : await namedFeeder(needs.feeder));
  return readMarketFile(path, texts, own === null ? options : { ...options, feeder: own });
}

/** One that comes with clearwatt, or a path as seen from the market file. */
async function namedFeeder({ name, path }: { readonly name: string; readonly path: string }): Promise<Feeder> {
  return feeder(await feederDataOf(isFeederName(name) ? name : path));
}
