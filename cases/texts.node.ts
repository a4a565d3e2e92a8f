/// <reference lib="esnext.disposable" preserve="true" />
/** The data files of the cases in Node: they lie beside this module, in the source as in the built package. */
import { readFile } from "node:fs/promises";
import type { FeederData } from "../src/feeder/index.ts";
import { type ProfileLength, profileFiles, readProfiles } from "./feeders/profiles/profiles.ts";
import type { Profiles } from "./feeders/profiles/synthetic.ts";
import { caseFeeder, readCaseFeeder } from "./feeders/read-case-feeder.ts";
import type { Texts } from "./study.ts";

/** Texts of files by their path below cases/. */
export async function readTexts(paths: readonly string[]): Promise<Texts> {
  const texts = await Promise.all(paths.map((path) => readFile(new URL(path, import.meta.url), "utf8")));
  return Object.fromEntries(paths.map((path, k) => [path, texts[k]!]));
}

/** The data of a feeder that comes with clearwatt, by its name in the catalogue. */
export async function loadFeeder(name: string): Promise<FeederData> {
  return readCaseFeeder(await readTexts(caseFeeder(name).files), name);
}

/** The synthetic profiles of a day or a year. */
export async function loadProfiles(length: ProfileLength): Promise<Profiles> {
  return readProfiles(await readTexts([profileFiles[length]]), length);
}
