/** A feeder that comes with clearwatt, from its texts. */
import { ClearwattError } from "../../src/errors.ts";
import { type FeederData, readFeederCsv } from "../../src/feeder/index.ts";
import type { CaseFeeder, Texts } from "../study.ts";
import { feeders } from "./feeders.ts";
import { feederFolder } from "./files.ts";

/** Throws where there is none of that name. */
export function caseFeeder(name: string): CaseFeeder {
  const found = feeders.find((feeder) => feeder.name === name);
  if (found !== undefined) return found;
  const known = feeders.map((feeder) => feeder.name);
  throw new ClearwattError(`There is no feeder "${name}" among those that come with clearwatt: ${known.join(", ")}.`, {
    code: "unknown-name",
    data: { kind: "feeder", found: name, known },
  });
}

/** The data of a feeder by its name; `texts` are those of its `files`, by their path below cases/. */
export function readCaseFeeder(texts: Texts, name: string): FeederData {
  const folder = feederFolder(caseFeeder(name).name);
  const own = Object.entries(texts).filter(([path]) => path.startsWith(folder));
  return readFeederCsv(Object.fromEntries(own.map(([path, text]) => [path.slice(folder.length), text])), name);
}
