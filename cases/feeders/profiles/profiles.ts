/** The profiles that come with clearwatt, as the CSV files beside this one have them. */
import { readCsv, writeCsv } from "../../../src/csv/index.ts";
import { ClearwattError } from "../../../src/errors.ts";
import { type Texts, textOf } from "../../study.ts";
import type { Profiles } from "./synthetic.ts";

export type ProfileLength = "day" | "year";

/** Paths below cases/. */
export const profileFiles: Readonly<Record<ProfileLength, string>> = {
  day: "feeders/profiles/day.csv",
  year: "feeders/profiles/year.csv",
};

const numHours: Readonly<Record<ProfileLength, number>> = { day: 24, year: 8760 };

const columns = ["hour", "load_pu", "photovoltaics_pu"] as const;

/** 24 or 8,760 hours, from the text of the file. Throws where these are not counted from 1. */
export function readProfiles(texts: Texts, length: ProfileLength): Profiles {
  const path = profileFiles[length];
  const file = readCsv(path, textOf(texts, path));
  const [hour, load, photovoltaics] = columns.map((column) => file.numbers(column));
  const wrong = hour!.findIndex((number, row) => number !== row + 1);
  if (wrong !== -1) {
    throw new ClearwattError(
      `${path}, line ${file.line(wrong)}: hour ${hour![wrong]} stands where ${wrong + 1} is due.`,
      { code: "syntax", data: { file: path, line: file.line(wrong) } },
    );
  }
  if (file.numRows !== numHours[length]) {
    throw new ClearwattError(`${path} has ${file.numRows} hours instead of ${numHours[length]}.`, {
      code: "wrong-size",
      data: { file: path, found: file.numRows, expected: numHours[length] },
    });
  }
  return { load: load!, photovoltaics: photovoltaics! };
}

/** The text of such a file. */
export function writeProfiles({ load, photovoltaics }: Profiles): string {
  return writeCsv(
    columns,
    Array.from(load, (value, hour) => [hour + 1, value, photovoltaics[hour]]),
  );
}
