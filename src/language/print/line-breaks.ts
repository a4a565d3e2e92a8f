/** Long formulas on several lines: the writer marks where a line may end, and the outermost of these places are taken first. */

const firstMark = 0xe000;
const lastMark = 0xe0ff;
const marks = /[\ue000-\ue0ff]/g;

/** A place where a line may end, by its depth in the formula; a plain space where there is none. */
export function lineBreak(depth: number | null): string {
  return depth === null ? " " : String.fromCharCode(Math.min(firstMark + depth, lastMark));
}

/** A written formula on lines of at most `width`, as far as it has places to break. */
export function brokenLines(text: string, width: number, lengthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  const append = (piece: string): void => {
    const plain = piece.replace(marks, " ");
    const joined = lines.length === 0 ? plain : `${lines.at(-1)} ${plain}`;
    const mark = outermostMark(piece);
    if (lengthOf(joined) <= width && lines.length > 0) lines[lines.length - 1] = joined;
    else if (lengthOf(plain) <= width || mark === null) lines.push(plain);
    else for (const part of piece.split(mark)) append(part);
  };
  append(text);
  return lines;
}

function outermostMark(text: string): string | null {
  return text.match(marks)?.reduce((least, mark) => (mark < least ? mark : least)) ?? null;
}
