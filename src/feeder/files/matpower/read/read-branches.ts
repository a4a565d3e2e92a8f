/** Branches of a MATPOWER case: lines, and transformers where there is a tap, a phase shift or a change of the base voltage. */
import { ClearwattError } from "../../../../errors.ts";
import type { LineData, TransformerData } from "../../../data/feeder-data.ts";
import { to15Digits } from "../../significant-digits.ts";
import { branchColumns as column } from "../constants.ts";
import type { CaseTable, CaseTables } from "./case-tables.ts";
import type { CaseBus, CaseBuses } from "./read-buses.ts";

export function readBranches(
  tables: CaseTables,
  buses: CaseBuses,
): { readonly lines: readonly LineData[]; readonly transformers: readonly TransformerData[] } {
  const { branch } = tables;
  const lines: LineData[] = [];
  const transformers: TransformerData[] = [];
  for (let row = 0; row < branch.numRows; row++) {
    const from = endOf(branch, row, column.F_BUS, buses);
    const to = endOf(branch, row, column.T_BUS, buses);
    if (from === null || to === null) continue;
    const tap = branch.at(row, column.TAP);
    const shift = branch.at(row, column.SHIFT);
    if (tap < 0)
      throw new ClearwattError(`${branch.where(row)}: the tap is ${tap}. It is above 0, or 0 for a line.`, {
        code: "out-of-range",
        data: { ...branch.place(row), what: "tap", found: tap, least: 0 },
      });
    const common = commonOf(tables, row, from, to);
    if (tap === 0 && shift === 0 && from.voltage === to.voltage) lines.push(common);
    else transformers.push({ ...common, ...(tap === 0 ? {} : { ratio: tap }), ...(shift === 0 ? {} : { shift }) });
  }
  return { lines, transformers };
}

function endOf(branch: CaseTable, row: number, end: number, buses: CaseBuses): CaseBus | null {
  const number = branch.at(row, end);
  const bus = buses.get(number);
  if (bus !== undefined) return bus;
  throw new ClearwattError(`${branch.where(row)}: there is no bus ${number}. Correct the bus number, or add the bus.`, {
    code: "unknown-label",
    data: { ...branch.place(row), set: "bus", found: number },
  });
}

/** Per unit on the base of `to`, where the impedance stands in MATPOWER's model (User's Manual, figure 3-1). */
function commonOf({ branch, baseMVA }: CaseTables, row: number, from: CaseBus, to: CaseBus): LineData {
  const impedance = (to.voltage * to.voltage) / baseMVA;
  const susceptance = to15Digits((branch.at(row, column.BR_B) / impedance) * 1e6);
  const rating = branch.limit(row, column.RATE_A);
  const ratedPower = rating === Number.POSITIVE_INFINITY ? 0 : to15Digits(rating * 1e3);
  if (ratedPower < 0) {
    throw new ClearwattError(`${branch.where(row)}: the rating is ${rating} MVA. Give it above 0, or 0 for no limit.`, {
      code: "out-of-range",
      data: { ...branch.place(row), what: "rating", found: rating, least: 0 },
    });
  }
  return {
    from: from.name,
    to: to.name,
    resistance: to15Digits(branch.at(row, column.BR_R) * impedance),
    reactance: to15Digits(branch.at(row, column.BR_X) * impedance),
    ...(susceptance === 0 ? {} : { susceptance }),
    ...(ratedPower === 0 ? {} : { ratedPower }),
    ...(branch.at(row, column.BR_STATUS) > 0 ? {} : { closed: false }),
  };
}
