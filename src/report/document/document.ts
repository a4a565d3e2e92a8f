/**
 * What a command or a study hands on to be shown, whatever shows it: a terminal, one JSON document, a folder of files, a
 * page. Its parts stand in the order in which they are read.
 */
import type { Cell, Column } from "../table.ts";

/** An answer; a proper no (infeasible, unbounded, no power flow, not exact); or a limit that was reached before either. */
export type DocumentOutcome = "answer" | "no" | "limit";

export interface Document {
  /** What the file of `json` is called, without its ending: "flow". */
  readonly name: string;
  readonly outcome: DocumentOutcome;
  /** For programs: plain data with every digit, and no number that is not finite. */
  readonly json: object;
  /** For people. */
  readonly parts: readonly DocumentPart[];
}

export type DocumentPart = Heading | Lines | Notes | Facts | Table | Chart | Verbatim;

/**
 * Where a part is shown: everywhere where nothing is said; "folder" is left out on a terminal, for it is long; "file" is
 * a table for programs only, as CSV.
 */
export interface Placed {
  readonly shown?: "folder" | "file";
}

/** Above what follows. */
export interface Heading extends Placed {
  readonly kind: "heading";
  readonly text: string;
}

/** Running text; every entry begins a line of its own. */
export interface Lines extends Placed {
  readonly kind: "lines";
  readonly lines: readonly string[];
}

/** Remarks, each behind a dash. */
export interface Notes extends Placed {
  readonly kind: "notes";
  readonly notes: readonly string[];
}

/** Names with a text beside each; the lines of a text stay lines. */
export interface Facts extends Placed {
  readonly kind: "facts";
  readonly title?: string;
  readonly facts: readonly (readonly [name: string, text: string])[];
}

/** A column of a table for people and programs alike. */
export interface TableColumn extends Column {
  /** Its name in CSV; without it, the header and the unit: "active_kW". */
  readonly name?: string;
  /** Where the column stands; in both where nothing is said. */
  readonly only?: "text" | "csv";
}

export interface Table extends Placed {
  readonly kind: "table";
  /** The heading above it. */
  readonly title?: string;
  readonly columns: readonly TableColumn[];
  /** All rows, each with one cell for every column; null where there is no value. */
  readonly rows: readonly (readonly Cell[])[];
  /** Which rows a reader is shown, in their order; all where nothing is said. */
  readonly readersRows?: readonly number[];
  /** Below it, for readers: what is left out. */
  readonly note?: string;
  /** Name of its CSV file, with the ending; without it there is none. */
  readonly file?: string;
}

/** A drawing, made when it is asked for. */
export interface Chart {
  readonly kind: "chart";
  readonly title: string;
  /** Name of its file, with the ending: "network.svg". */
  readonly file: string;
  /** SVG text that can stand as a file of its own, drawn in a browser's document or in one that is handed in. */
  svg(document: globalThis.Document): Promise<string>;
}

/** Text that is shown as it is: a model's algebra, a file. */
export interface Verbatim extends Placed {
  readonly kind: "verbatim";
  readonly text: string;
}
