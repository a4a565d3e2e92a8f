/** parameters.csv: named values with their units. */
import { type CsvFile, parseNumber } from "../../../csv/index.ts";
import { ClearwattError } from "../../../errors.ts";
import { parametersFile, parameterUnits } from "./columns.ts";

export interface Parameters {
  readonly notes: readonly string[];
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  /** Where it stands, for errors. */
  place(key: string): Place;
}

interface Place {
  readonly file: string;
  readonly line?: number;
}

/** "parameters.csv, line 4". */
export function placeText({ file, line }: Place): string {
  return line === undefined ? file : `${file}, line ${line}`;
}

/** Throws for a parameter that is not known, stands twice or has another unit. */
export function readParameters(file: CsvFile | null): Parameters {
  const values = new Map<string, { value: string; place: Place }>();
  const notes: string[] = [];
  const texts = file?.optionalStrings("value") ?? [];
  const units = file?.optionalStrings("unit") ?? [];
  file?.strings("parameter").forEach((key, row) => {
    const place = { file: parametersFile, line: file.line(row) };
    const value = texts[row];
    checkParameter(key, units[row] ?? "", place);
    if (value === undefined)
      throw new ClearwattError(`${placeText(place)}: the value of "${key}" is empty. Give it, or remove the row.`, {
        code: "missing-data",
        data: { ...place, column: "value", parameter: key },
      });
    if (key === "note") notes.push(value);
    else if (values.has(key))
      throw new ClearwattError(`${placeText(place)}: "${key}" stands twice. Keep one of the rows.`, {
        code: "duplicate",
        data: { ...place, what: "parameter", found: key },
      });
    else values.set(key, { value, place });
  });
  const number = (key: string): number | undefined => {
    const found = values.get(key);
    return found === undefined ? undefined : numberOf(key, found.value, found.place);
  };
  return {
    notes,
    text: (key) => values.get(key)?.value,
    number,
    place: (key) => values.get(key)?.place ?? { file: parametersFile },
  };
}

function checkParameter(key: string, unit: string, place: Place): void {
  const wanted = Object.hasOwn(parameterUnits, key) ? parameterUnits[key] : undefined;
  if (wanted === undefined) {
    throw new ClearwattError(
      `${placeText(place)}: "${key}" is no parameter of a feeder. These are: ${Object.keys(parameterUnits).join(", ")}.`,
      { code: "unknown-name", data: { ...place, kind: "parameter", found: key, known: Object.keys(parameterUnits) } },
    );
  }
  if (unit !== wanted) {
    const found = unit === "" ? "has no unit" : `is in ${unit}`;
    const advice = wanted === "" ? "it has none: leave the cell empty" : `give it in ${wanted}`;
    throw new ClearwattError(`${placeText(place)}: "${key}" ${found}; ${advice}.`, {
      code: "unit-mismatch",
      data: { ...place, parameter: key, found: unit, expected: wanted },
    });
  }
}

function numberOf(key: string, value: string, place: Place): number {
  const number = parseNumber(value);
  if (number === null)
    throw new ClearwattError(
      `${placeText(place)}: "${value}" in column "value" is not a number, and "${key}" is one.`,
      { code: "not-a-number", data: { ...place, column: "value", parameter: key, found: value } },
    );
  return number;
}
