/** The answer to a file as one JSON document, or as text for a reader. */
import { nameOf } from "../src/program/names.ts";
import type { Program } from "../src/program/program.ts";
import { type Cell, type Column, paragraph, textTable } from "../src/report/index.ts";
import type { OptimalOutcome, ProgramOutcome } from "../src/solving/index.ts";
import { type Host, tableOptions } from "./host.ts";

/** Tables up to this long are shown whole. */
const shown = 40;

/** The document of `--json`: empty tables and a reason where there is no optimum, null for numbers that do not exist. */
export function outcomeJson(program: Program, outcome: ProgramOutcome, explanation: readonly string[]): object {
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
  return { status, objective: null, columns: {}, rows: {}, residuals: null, seconds, reason: outcome.reason, ...why };
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

/** The outcome for a reader; long tables are shortened to what matters most, with a note, unless `all`. */
export function outcomeText(
  file: string,
  program: Program,
  outcome: ProgramOutcome,
  explanation: readonly string[],
  host: Host,
  all: boolean,
): string {
  const head = [
    `${file}: ${count(program.numRows, "row")}, ${count(program.numCols, "column")}, ${count(program.values.length, "nonzero")}`,
  ];
  const facts: [string, string][] = [["status", outcome.status]];
  if (outcome.status === "optimal") facts.push(...optimalFacts(program, outcome));
  facts.push(["seconds", outcome.seconds.toFixed(3)]);
  const parts = [head.join("\n"), facts.map(([name, text]) => `${name.padEnd(10)}${text}`).join("\n")];
  if (outcome.status === "optimal") parts.push(...tables(program, outcome, host, all));
  else parts.push(...why(outcome.reason, explanation, host));
  return `${parts.join("\n\n")}\n`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function optimalFacts(program: Program, outcome: OptimalOutcome): [string, string][] {
  const facts: [string, string][] = [["objective", `${outcome.objective} (${program.sense})`]];
  if (outcome.gap !== undefined) facts.push(["gap", `${(100 * outcome.gap).toPrecision(3)} %`]);
  return [...facts, ["residuals", residualText(outcome)]];
}

/** The residuals, the worst against its tolerance first. */
function residualText({ residuals }: OptimalOutcome): string {
  const { tolerances, ...values } = residuals;
  const known = Object.entries(values).filter((entry): entry is [keyof typeof tolerances, number] => entry[1] !== null);
  const texts = known.map(([name, value]) => `${name} ${value === 0 ? "0" : value.toExponential(1)}`);
  return texts.join(", ");
}

function why(reason: string, explanation: readonly string[], host: Host): string[] {
  const width = Math.min(host.width ?? 100, 100);
  const conflict = explanation.map((text) => paragraph(text, width, "- ")).join("\n");
  return [paragraph(reason, width), ...(conflict === "" ? [] : [`Cannot hold together:\n${conflict}`])];
}

function tables(program: Program, outcome: OptimalOutcome, host: Host, all: boolean): string[] {
  const { values, reducedCosts, rowActivity, rowDuals, slacks } = outcome;
  const rows = chosen(program.numRows, all, (k) => (rowDuals === null ? slacks[k]! <= 1e-9 : rowDuals[k] !== 0));
  const columns = chosen(program.numCols, all, (k) => values[k] !== 0);
  const rowCells = rows.map((k) => [nameOf(program.rowNames, k), rowActivity[k]!, rowDuals?.[k] ?? null]);
  const columnCells = columns.map((k) => [nameOf(program.colNames, k), values[k]!, reducedCosts?.[k] ?? null]);
  const rowNote = rowDuals === null ? "those at their limit first" : "those with a dual first";
  return [
    ...table(["row", "activity", "dual"], rowCells, program.numRows, rowNote, host),
    ...table(["column", "value", "reduced cost"], columnCells, program.numCols, "those that are not 0 first", host),
  ];
}

/** Which members to show: all, or as many as fit, those that matter before the others. */
function chosen(size: number, all: boolean, matters: (member: number) => boolean): number[] {
  const members = Array.from({ length: size }, (_, k) => k);
  if (all || size <= shown) return members;
  const first = members.filter(matters).slice(0, shown);
  const rest = first.length < shown ? members.filter((k) => !matters(k)).slice(0, shown - first.length) : [];
  return [...first, ...rest];
}

function table(headers: readonly string[], cells: Cell[][], size: number, order: string, host: Host): string[] {
  if (size === 0) return [];
  const columns: Column[] = headers.map((header) => ({ header }));
  const text = textTable(columns, cells, tableOptions(host));
  if (cells.length === size) return [text];
  const note = `${cells.length} of ${count(size, headers[0]!)}, ${order}; --all shows every one, --json every digit.`;
  return [`${text}\n${note}`];
}
