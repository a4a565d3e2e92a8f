/** A document as text, for a terminal or a file. */
import { type TableOptions, textTable } from "../table.ts";
import { paragraph } from "../wrap.ts";
import type { Document, DocumentPart, Facts, Table } from "./document.ts";

export interface DocumentTextOptions extends TableOptions {
  /** With the parts that are too long for a terminal. */
  readonly whole?: boolean;
}

/** Running text is not set wider than this, where there is no terminal or a wide one. */
const widestText = 100;
/** Between the beginnings of a fact's name and its text. */
const factMargin = 12;

/** The text of a document; ends with a line end. */
export function documentText({ parts }: Document, options: DocumentTextOptions = {}): string {
  const shown = parts.filter((part) => isShown(part, options.whole === true));
  const texts = shown.map((part) => partText(part, options));
  return `${texts.join("\n\n").replace(/\n$/, "")}\n`;
}

function isShown(part: DocumentPart, whole: boolean): boolean {
  if (part.kind === "chart" || part.shown === "file") return false;
  return whole || part.shown !== "folder";
}

function partText(part: DocumentPart, options: TableOptions): string {
  const width = Math.min(options.width ?? widestText, widestText);
  switch (part.kind) {
    case "heading":
      return headingText(part.text, options);
    case "lines":
      return part.lines.map((line) => paragraph(line, width)).join("\n");
    case "notes":
      return part.notes.map((note) => paragraph(note, width, "- ")).join("\n");
    case "facts":
      return factsText(part, options);
    case "table":
      return tableText(part, options);
    case "verbatim":
      return part.text;
    case "chart":
      return part.title;
  }
}

function headingText(text: string, { width = Number.POSITIVE_INFINITY, styled }: TableOptions): string {
  const heading = paragraph(text, width);
  return styled ? `\u001b[1;36m${heading}\u001b[0m` : heading;
}

/** Wrapped where there is a terminal only: values are to be found by their lines. */
function factsText({ title, facts }: Facts, { width = Number.POSITIVE_INFINITY }: TableOptions): string {
  const lines = facts.flatMap(([name, text]) =>
    text
      .split("\n")
      .map((line, k) => paragraph(line, width, k === 0 ? name.padEnd(factMargin) : " ".repeat(factMargin + 2))),
  );
  return [...(title === undefined ? [] : [title]), ...lines].join("\n");
}

function tableText({ title, columns, rows, readersRows, note }: Table, options: TableOptions): string {
  const places = columns.flatMap(({ only }, k) => (only === "csv" ? [] : [k]));
  const readers = readersRows === undefined ? rows : readersRows.map((row) => rows[row]!);
  const table = textTable(
    places.map((k) => columns[k]!),
    readers.map((row) => places.map((k) => row[k]!)),
    options,
  );
  const whole = note === undefined ? table : `${table}\n${note}`;
  return title === undefined ? whole : `${headingText(title, options)}\n\n${whole}`;
}
