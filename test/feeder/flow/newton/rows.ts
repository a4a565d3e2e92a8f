/** Tables in a test: rows separated by "|" or ends of lines, numbers by spaces. */
export function rows(text: string): number[][] {
  const written = text.split(/[|\n]/).map((row) => row.trim());
  return written.filter((row) => row !== "").map((row) => row.split(/\s+/).map(Number));
}
