/** A document as a folder of files: its data as JSON, its tables as CSV, its charts as SVG, all it says as a text. */
import { writeCsv } from "../../csv/index.ts";
import type { Document, Table, TableColumn } from "./document.ts";
import { jsonText } from "./document-json.ts";
import { documentText } from "./document-text.ts";

/** Texts of files by name. Charts are drawn in `dom`, a browser's document or a stand-in for one. */
export async function documentFiles(document: Document, dom: globalThis.Document): Promise<Record<string, string>> {
  const files: Record<string, string> = {
    [`${document.name}.json`]: jsonText(document.json),
    "report.txt": documentText(document, { whole: true }),
  };
  for (const part of document.parts) {
    if (part.kind === "table" && part.file !== undefined) files[part.file] = tableCsv(part);
    if (part.kind === "chart") files[part.file] = await part.svg(dom);
  }
  return files;
}

/** All rows of a table, with the names of its columns in CSV. */
export function tableCsv({ columns, rows }: Table): string {
  const places = columns.flatMap(({ only }, k) => (only === "text" ? [] : [k]));
  return writeCsv(
    places.map((k) => nameOf(columns[k]!)),
    rows.map((row) => places.map((k) => row[k])),
  );
}

function nameOf({ name, header, unit }: TableColumn): string {
  if (name !== undefined) return name;
  return [...header.split(/[^\p{L}\p{N}]+/u), ...(unit === undefined ? [] : [unit])]
    .filter((part) => part !== "")
    .join("_");
}
