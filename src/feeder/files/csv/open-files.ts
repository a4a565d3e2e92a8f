/** The texts of a feeder as CSV files whose columns are known. */
import { type CsvFile, readCsv } from "../../../csv/index.ts";
import { ClearwattError } from "../../../errors.ts";
import { busesFile, columnsOf, type FeederTexts } from "./columns.ts";

export interface FeederFiles {
  /** Throws where it was not handed in. */
  needed(file: string): CsvFile;
  /** Null where it was not handed in. */
  optional(file: string): CsvFile | null;
  /** Throws for a cell of `column` that names no bus of buses.csv. */
  busesIn(file: CsvFile, column: string): readonly string[];
}

/** Throws for a CSV file, or a column of one, that is not known: what it says would go missing. */
export function openFiles(texts: FeederTexts): FeederFiles {
  const known = Object.keys(columnsOf);
  const stranger = Object.keys(texts).find((file) => file.endsWith(".csv") && !known.includes(file));
  if (stranger !== undefined) {
    throw new ClearwattError(
      `${stranger} is no file of a feeder. These are: ${known.join(", ")}. Rename or leave it out.`,
      { code: "unknown-name", data: { kind: "file", found: stranger, known } },
    );
  }
  const files = new Map<string, CsvFile>();
  for (const file of known) {
    const text = texts[file];
    if (text !== undefined) files.set(file, checkedColumns(readCsv(file, text)));
  }
  const buses = new Set(files.get(busesFile)?.strings("bus"));
  return {
    needed: (file) => files.get(file) ?? missing(file),
    optional: (file) => files.get(file) ?? null,
    busesIn(file, column) {
      const names = file.strings(column);
      names.forEach((name, row) => {
        if (!buses.has(name)) throw unknownBus(file, column, name, row);
      });
      return names;
    },
  };
}

function checkedColumns(file: CsvFile): CsvFile {
  const { needed, optional } = columnsOf[file.file]!;
  const absent = needed.find((column) => !file.columns.includes(column));
  if (absent !== undefined) {
    throw new ClearwattError(`${file.file} has no column "${absent}", only ${file.columns.join(", ")}. Add it.`, {
      code: "missing-data",
      data: { file: file.file, column: absent, known: file.columns },
    });
  }
  const known = [...needed, ...optional];
  const stranger = file.columns.find((column) => !known.includes(column));
  if (stranger !== undefined) {
    throw new ClearwattError(
      `${file.file}, line 1: there is no column "${stranger}". The columns are ${known.join(", ")}. Rename or remove it.`,
      { code: "unknown-name", data: { file: file.file, line: 1, kind: "column", found: stranger, known } },
    );
  }
  return file;
}

function missing(file: string): never {
  throw new ClearwattError(
    `${file} is missing. Hand in its text; its columns are ${columnsOf[file]!.needed.join(", ")}.`,
    { code: "missing-data", data: { file } },
  );
}

function unknownBus({ file, line }: CsvFile, column: string, name: string, row: number): ClearwattError {
  return new ClearwattError(
    `${file}, line ${line(row)}: bus "${name}" in column "${column}" is not in ${busesFile}. Correct the name, or add the bus.`,
    { code: "unknown-label", data: { file, line: line(row), column, set: "bus", found: name } },
  );
}
