/** Finds the examples in a Markdown file, and what each is said to print. */

export interface Example {
  /** File and line of the example's first line of code. */
  readonly where: string;
  readonly code: string;
  /** What the page says that it prints; undefined where the page says nothing. */
  readonly output: string | undefined;
}

interface Fence {
  readonly info: string;
  readonly line: number;
  readonly body: string;
  /** The last line of prose before the fence. */
  readonly lead: string;
}

/**
 * A block fenced as `ts` is an example. The block fenced as `text output`, or as `text` after prose that ends in
 * "prints:", is what the example before it prints.
 */
export function examplesIn(file: string, markdown: string): Example[] {
  const examples: Example[] = [];
  for (const fence of fencesOf(file, markdown)) {
    if (fence.info === "ts") {
      examples.push({ where: `${file}:${fence.line + 1}`, code: fence.body, output: undefined });
    } else if (/^(ts |tsx|typescript)/.test(fence.info)) {
      throw new Error(`${file}:${fence.line}: fence this example as "ts" and nothing else, so that it is tested.`);
    } else if (isOutput(fence)) {
      const last = examples.pop();
      if (last === undefined || last.output !== undefined) {
        throw new Error(`${file}:${fence.line}: this output has no example before it.`);
      }
      examples.push({ ...last, output: fence.body });
    }
  }
  return examples;
}

function isOutput({ info, lead }: Fence): boolean {
  return info === "text output" || (info === "text" && /prints:$/.test(lead));
}

function fencesOf(file: string, markdown: string): Fence[] {
  const lines = markdown.split(/\r?\n/);
  const fences: Fence[] = [];
  let lead = "";
  for (let at = 0; at < lines.length; at += 1) {
    const opening = /^(`{3,})\s*([^`]*)$/.exec(lines[at] ?? "");
    if (opening === null) {
      if (lines[at]?.trim()) lead = lines[at]?.trim() ?? "";
      continue;
    }
    const end = lines.findIndex((line, index) => index > at && line.trimEnd() === opening[1]);
    if (end < 0) throw new Error(`${file}:${at + 1}: this code block is never closed.`);
    const body = lines.slice(at + 1, end).join("\n");
    fences.push({ info: opening[2]?.trim() ?? "", line: at + 1, body, lead });
    lead = "";
    at = end;
  }
  return fences;
}
