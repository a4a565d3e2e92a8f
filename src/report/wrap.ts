/** Breaking text into lines of a given width. Widths count code points. */

export function textWidth(text: string): number {
  return [...text].length;
}

/** Lines of at most `width`; breaks at spaces, and inside a word only where the word alone is too wide. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = broken(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

function broken(word: string, width: number): string[] {
  const points = [...word];
  if (points.length <= width) return [word];
  const size = Math.max(1, Math.floor(width));
  const pieces: string[] = [];
  for (let at = 0; at < points.length; at += size) pieces.push(points.slice(at, at + size).join(""));
  return pieces;
}

/** A paragraph of running text: wrapped, with `indent` before the first line and as many spaces before the others. */
export function paragraph(text: string, width: number, indent = ""): string {
  const margin = textWidth(indent);
  const lines = wrap(text, Math.max(20, width - margin));
  return lines.map((line, k) => (k === 0 ? indent : " ".repeat(margin)) + line).join("\n");
}
