/** The answer to a file as one JSON document, or as text for a reader. */
import { nameOf, type Program } from "../src/program/index.ts";
import { type Cell, type Column, paragraph, textTable } from "../src/report/index.ts";
import type { Incumbent, OptimalOutcome, ProgramOutcome } from "../src/solving/index.ts";
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

/** The outcome for a reader; long tables are shortened to what matters most, with a note, unless `all`. */
export function outcomeText(
  file: string,
  program: Program,
  outcome: ProgramOutcome,
  explanation: readonly string[],
  host: Host,
  all: boolean,
): string {
  const sizes = [
    count(program.numRows, "row"),
    count(program.numCols, "column"),
    count(program.values.length, "nonzero"),
  ];
  const details: Fact[] = outcome.status === "optimal" ? optimalFacts(program, outcome) : [["reason", outcome.reason]];
  const facts: Fact[] = [
    ["status", outcome.status],
    ...details,
    ...explanation.map((text): Fact => ["conflict", text]),
    ["seconds", outcome.seconds.toFixed(3)],
  ];
  const parts = [`${file}: ${sizes.join(", ")}`, facts.map((fact) => factText(fact, host)).join("\n")];
  if (outcome.status === "optimal") parts.push(...tables(program, outcome, host, all));
  if ("incumbent" in outcome && outcome.incumbent !== undefined)
    parts.push(...incumbentParts(program, outcome.incumbent, host, all));
  return `${parts.join("\n\n")}\n`;
}

type Fact = readonly [name: string, text: string];

/** A name and its text beside it, wrapped where there is a terminal; lines of their own stay so. */
function factText([name, text]: Fact, host: Host): string {
  const margin = name.padEnd(12);
  const width = host.width ?? Number.POSITIVE_INFINITY;
  const lines = text
    .split("\n")
    .map((line, k) => paragraph(line, width, k === 0 ? margin : " ".repeat(margin.length + 2)));
  return lines.join("\n");
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function optimalFacts(program: Program, outcome: OptimalOutcome): Fact[] {
  const facts: Fact[] = [["objective", `${outcome.objective} (${program.sense})`]];
  if (outcome.gap !== undefined) facts.push(["gap", percent(outcome.gap)]);
  return [...facts, ["residuals", residualText(outcome)]];
}

const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

function incumbentParts(program: Program, incumbent: Incumbent, host: Host, all: boolean): string[] {
  const { objective, bound, gap, values } = incumbent;
  const facts: Fact[] = [
    ["objective", `${objective} (${program.sense})`],
    ["bound", bound === undefined ? "not known" : String(bound)],
    ["gap", gap === undefined ? "not known" : percent(gap)],
  ];
  const columns = chosen(program.numCols, all, (k) => values[k] !== 0);
  const cells = columns.map((k) => [nameOf(program.colNames, k), values[k]!]);
  return [
    `best point so far, not proven optimal\n${facts.map((fact) => factText(fact, host)).join("\n")}`,
    ...table(["column", "value"], cells, program.numCols, notZeroFirst, host),
  ];
}

const notZeroFirst = "those that are not 0 first";

/** The residuals that were checked, those that are not 0 by name. */
function residualText({ residuals }: OptimalOutcome): string {
  const { primal, bound, integrality, stationarity, dual, complementarity } = residuals;
  const all = Object.entries({ primal, bound, integrality, stationarity, dual, complementarity });
  const checked = all.filter(([, value]) => value !== null);
  const texts = checked.flatMap(([name, value]) => (value ? [`${name} ${value.toExponential(1)}`] : []));
  return texts.length === 0 ? "all 0" : `${texts.join(", ")}${texts.length < checked.length ? ", the others 0" : ""}`;
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
    ...table(["column", "value", "reduced cost"], columnCells, program.numCols, notZeroFirst, host),
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
