/** CSV texts that `readCsv` reads back as they were. */

/** Null and undefined are empty cells. Numbers come with all their digits. */
export type CsvCell = string | number | null | undefined;

/** A header and its rows; lines end in "\n". */
export function writeCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(cellText).join(",")}\n`).join("");
}

function cellText(cell: CsvCell): string {
  if (cell === undefined || cell === null) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
