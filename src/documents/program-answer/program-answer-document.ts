/** The answer to a program - a file, a compiled model - as a document. */
import { nameOf, type Program } from "../../program/index.ts";
import type { Cell, Document, DocumentOutcome, DocumentPart, Facts, Table } from "../../report/index.ts";
import type { Incumbent, OptimalOutcome, ProgramOutcome } from "../../solving/index.ts";
import { answerJson } from "./program-answer-json.ts";

export interface ProgramAnswerOptions {
  /** What was solved: the name of a file or a model. */
  readonly title: string;
  /** Why there is no feasible point, conflict by conflict. */
  readonly explanation?: readonly string[];
  /** Tables of all rows and columns for readers too; else long ones are shortened to what matters most, with a note. */
  readonly all?: boolean;
}

/** Tables up to this long are shown whole. */
const shown = 40;

export function programAnswerDocument(
  program: Program,
  outcome: ProgramOutcome,
  { title, explanation = [], all = false }: ProgramAnswerOptions,
): Document {
  const sizes = [
    count(program.numRows, "row"),
    count(program.numCols, "column"),
    count(program.values.length, "nonzero"),
  ];
  return {
    name: "answer",
    outcome: verdicts[outcome.status],
    json: answerJson(program, outcome, explanation),
    parts: [
      { kind: "verbatim", text: `${title}: ${sizes.join(", ")}` },
      facts(program, outcome, explanation),
      ...(outcome.status === "optimal" ? tables(program, outcome, all) : []),
      ...("incumbent" in outcome && outcome.incumbent !== undefined
        ? incumbentParts(program, outcome.incumbent, all)
        : []),
    ],
  };
}

const verdicts: Readonly<Record<ProgramOutcome["status"], DocumentOutcome>> = {
  optimal: "answer",
  infeasible: "no",
  unbounded: "no",
  "time limit": "limit",
  "numerical trouble": "limit",
};

function facts(program: Program, outcome: ProgramOutcome, explanation: readonly string[]): Facts {
  const details: Fact[] = outcome.status === "optimal" ? optimalFacts(program, outcome) : [["reason", outcome.reason]];
  return {
    kind: "facts",
    facts: [
      ["status", outcome.status],
      ...details,
      ...explanation.map((text): Fact => ["conflict", text]),
      ["seconds", outcome.seconds.toFixed(3)],
    ],
  };
}

type Fact = readonly [name: string, text: string];

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function optimalFacts(program: Program, outcome: OptimalOutcome): Fact[] {
  const found: Fact[] = [["objective", `${outcome.objective} (${program.sense})`]];
  if (outcome.gap !== undefined) found.push(["gap", percent(outcome.gap)]);
  return [...found, ["residuals", residualText(outcome)]];
}

const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

function incumbentParts(program: Program, incumbent: Incumbent, all: boolean): DocumentPart[] {
  const { objective, bound, gap, values } = incumbent;
  const cells = Array.from(values, (value, k): Cell[] => [nameOf(program.colNames, k), value]);
  return [
    {
      kind: "facts",
      title: "best point so far, not proven optimal",
      facts: [
        ["objective", `${objective} (${program.sense})`],
        ["bound", bound === undefined ? "not known" : String(bound)],
        ["gap", gap === undefined ? "not known" : percent(gap)],
      ],
    },
    ...table(["column", "value"], cells, "columns.csv", { all, order: notZeroFirst, matters: (k) => values[k] !== 0 }),
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

function tables(program: Program, outcome: OptimalOutcome, all: boolean): Table[] {
  const { values, reducedCosts, rowActivity, rowDuals, slacks } = outcome;
  const rowCells = Array.from(rowActivity, (activity, k): Cell[] => [
    ...[nameOf(program.rowNames, k), activity, rowDuals?.[k] ?? null],
  ]);
  const columnCells = Array.from(values, (value, k): Cell[] => [
    ...[nameOf(program.colNames, k), value, reducedCosts?.[k] ?? null],
  ]);
  return [
    ...table(["row", "activity", "dual"], rowCells, "rows.csv", {
      all,
      order: rowDuals === null ? "those at their limit first" : "those with a dual first",
      matters: (k) => (rowDuals === null ? slacks[k]! <= 1e-9 : rowDuals[k] !== 0),
    }),
    ...table(["column", "value", "reduced cost"], columnCells, "columns.csv", {
      all,
      order: notZeroFirst,
      matters: (k) => values[k] !== 0,
    }),
  ];
}

/** Which rows of a long table readers are shown. */
interface Choice {
  readonly all: boolean;
  /** Those that matter come before the others. */
  readonly matters: (member: number) => boolean;
  /** That order in words. */
  readonly order: string;
}

function table(headers: readonly string[], rows: Cell[][], file: string, choice: Choice): Table[] {
  if (rows.length === 0) return [];
  const whole: Table = { kind: "table", columns: headers.map((header) => ({ header })), rows, file };
  if (choice.all || rows.length <= shown) return [whole];
  const note = `${shown} of ${count(rows.length, headers[0]!)}, ${choice.order}; --all shows every one, --json every digit.`;
  return [{ ...whole, readersRows: chosen(rows.length, choice), note }];
}

/** As many as fit, those that matter before the others. */
function chosen(size: number, { matters }: Choice): number[] {
  const members = Array.from({ length: size }, (_, k) => k);
  const first = members.filter(matters).slice(0, shown);
  const rest = first.length < shown ? members.filter((k) => !matters(k)).slice(0, shown - first.length) : [];
  return [...first, ...rest];
}
