/** Numbers by the hour: lists, and profiles from lists or from columns of CSV files. */
import { type CsvFile, readCsv } from "../../src/csv/index.ts";
import { ClearwattError } from "../../src/errors.ts";
import type { Numbers, ProfileSource } from "./document.ts";
import { unlimitedWord } from "./field-schema.ts";
import { pathFrom } from "./needs.ts";

/** What is read of a file, with what is wrong in it. */
export interface Reading {
  readonly file: string;
  /** By path. */
  readonly texts: Readonly<Record<string, string>>;
  readonly numHours: number;
  /** Lines with their places; filled while the file is read. */
  readonly problems: string[];
}

export type Profiles = ReadonlyMap<string, Float64Array>;

/**
 * One number for each hour, by the names of the profiles. What is wrong becomes a problem, and is a profile of zeros, lest
 * whoever refers to it be blamed too.
 */
export function readProfiles(reading: Reading, sources: Readonly<Record<string, ProfileSource>> = {}): Profiles {
  const tables = new Map<string, CsvFile>();
  const profiles = new Map<string, Float64Array>();
  for (const [name, source] of Object.entries(sources)) {
    const values = profileOf(reading, tables, `profiles.${name}`, source);
    profiles.set(name, values ?? new Float64Array(reading.numHours));
  }
  return profiles;
}

function profileOf(
  reading: Reading,
  tables: Map<string, CsvFile>,
  place: string,
  source: ProfileSource,
): Float64Array | null {
  try {
    const values = "file" in source ? columnOf(reading, tables, source) : Float64Array.from(source);
    if (values.length === reading.numHours) return values;
    const what = "file" in source ? `The column "${source.column}" of ${source.file}` : "The list";
    reading.problems.push(`${place}: ${what} has ${values.length} values, and the market ${reading.numHours} hours.`);
  } catch (error) {
    if (!(error instanceof ClearwattError)) throw error;
    reading.problems.push(`${place}: ${error.message}`);
  }
  return null;
}

function columnOf(
  { file, texts }: Reading,
  tables: Map<string, CsvFile>,
  source: { readonly file: string; readonly column: string },
): Float64Array {
  const path = pathFrom(file, source.file);
  let table = tables.get(path);
  if (table === undefined) {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    if (text === undefined)
      throw new ClearwattError(`The text of "${path}" was not handed in. Read the files that the market file needs.`);
    table = readCsv(path, text);
    tables.set(path, table);
  }
  return table.numbers(source.column);
}

/** Numbers as devices and networks take them; `none` is what stands for no limit. */
export function hourlyValues(
  { numHours, problems }: Reading,
  profiles: Profiles,
  place: string,
  numbers: Numbers,
  none: number,
): number | Float64Array {
  const numberOf = (own: number | typeof unlimitedWord): number => (own === unlimitedWord ? none : own);
  if (typeof numbers === "number" || typeof numbers === "string") return numberOf(numbers);
  if ("profile" in numbers) {
    const { profile, times = 1 } = numbers;
    const values = profiles.get(profile);
    if (values === undefined)
      problems.push(`${place}.profile: "${profile}" is no profile of the file${listed([...profiles.keys()])}.`);
    return values?.map((value) => value * times) ?? 0;
  }
  if (numbers.length !== numHours)
    problems.push(`${place} has ${numbers.length} values, and the market ${numHours} hours. Give one for each.`);
  return Float64Array.from(numbers, numberOf);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? ", which has none" : `. These are: ${names.join(", ")}`;
}
