/** The answer to a program as plain data for JSON. */
import { nameOf, type Program } from "../../program/index.ts";
import type { Incumbent, OptimalOutcome, ProgramOutcome } from "../../solving/index.ts";

/** Empty tables and a reason where there is no optimum, null for numbers that do not exist. */
export function answerJson(program: Program, outcome: ProgramOutcome, explanation: readonly string[]): object {
  const { status, seconds } = outcome;
  if (outcome.status === "optimal") {
    const { objective, residuals } = outcome;
    return {
      status,
      objective,
      columns: columnsJson(program, outcome),
      rows: rowsJson(program, outcome),
      residuals,
      seconds,
    };
  }
  const why = explanation.length === 0 ? {} : { explanation: explanation.join("\n") };
  const best =
    "incumbent" in outcome && outcome.incumbent !== undefined
      ? { incumbent: incumbentJson(program, outcome.incumbent) }
      : {};
  const { reason } = outcome;
  return { status, objective: null, columns: {}, rows: {}, residuals: null, seconds, reason, ...why, ...best };
}

/** The best point so far, not proven optimal. */
function incumbentJson(program: Program, { objective, bound, gap, values }: Incumbent) {
  const columns = byName(Array.from(values, (value, k) => [nameOf(program.colNames, k), value] as const));
  return { objective, bound: bound ?? null, gap: gap ?? null, columns };
}

function columnsJson(program: Program, { values, reducedCosts }: OptimalOutcome) {
  const entry = (value: number, k: number) => ({
    value,
    reduced_cost: reducedCosts === null ? null : reducedCosts[k]!,
  });
  return byName(Array.from(values, (value, k) => [nameOf(program.colNames, k), entry(value, k)] as const));
}

function rowsJson(program: Program, { rowActivity, rowDuals }: OptimalOutcome) {
  const entry = (activity: number, k: number) => ({ activity, dual: rowDuals === null ? null : rowDuals[k]! });
  return byName(Array.from(rowActivity, (activity, k) => [nameOf(program.rowNames, k), entry(activity, k)] as const));
}

/** An object without a prototype, so that a row may be called "__proto__". */
function byName<Entry>(entries: (readonly [string, Entry])[]): Record<string, Entry> {
  const record: Record<string, Entry> = Object.create(null);
  for (const [name, entry] of entries) record[name] = entry;
  return record;
}
