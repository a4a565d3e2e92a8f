/** lines.csv and transformers.csv. */
import type { CsvFile } from "../../../csv/index.ts";
import { ClearwattError } from "../../../errors.ts";
import type { LineData, TransformerData } from "../../data/feeder-data.ts";
import { definedFields } from "../defined-fields.ts";
import type { FeederFiles } from "./open-files.ts";

export function readLines(file: CsvFile, files: FeederFiles): LineData[] {
  const common = readCommon(file, files);
  return Array.from({ length: file.numRows }, (_, row) => definedFields(common(row)));
}

export function readTransformers(file: CsvFile, files: FeederFiles): TransformerData[] {
  const common = readCommon(file, files);
  const conductance = file.optionalNumbers("conductance_uS");
  const ratio = file.optionalNumbers("ratio");
  const shift = file.optionalNumbers("shift_deg");
  return Array.from({ length: file.numRows }, (_, row) =>
    definedFields({ ...common(row), conductance: conductance[row], ratio: ratio[row], shift: shift[row] }),
  );
}

/** What both have, by row. */
function readCommon(file: CsvFile, files: FeederFiles) {
  const names = file.optionalStrings("name");
  const from = files.busesIn(file, "from");
  const to = files.busesIn(file, "to");
  const resistance = file.numbers("resistance_ohm");
  const reactance = file.numbers("reactance_ohm");
  const susceptance = file.optionalNumbers("susceptance_uS");
  const ratedCurrent = file.optionalNumbers("rated_current_A");
  const ratedPower = file.optionalNumbers("rated_power_kVA");
  const closed = readStates(file);
  return (row: number) => ({
    name: names[row],
    from: from[row]!,
    to: to[row]!,
    resistance: resistance[row]!,
    reactance: reactance[row]!,
    susceptance: susceptance[row],
    ratedCurrent: ratedCurrent[row],
    ratedPower: ratedPower[row],
    closed: closed[row],
  });
}

function readStates(file: CsvFile): (boolean | undefined)[] {
  return file.optionalStrings("closed").map((cell, row) => {
    if (cell === undefined) return undefined;
    if (cell === "1" || cell === "0") return cell === "1";
    throw new ClearwattError(
      `${file.file}, line ${file.line(row)}: "${cell}" in column "closed" is no switch state. Write 1 for closed and 0 for open.`,
      {
        code: "wrong-type",
        data: { file: file.file, line: file.line(row), column: "closed", expected: "1 or 0", found: cell },
      },
    );
  });
}
