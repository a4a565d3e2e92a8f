/** The sections of an LP file and the many spellings of their keywords. */

export type LpSection = "rows" | "bounds" | "integer" | "binary" | "semi-continuous" | "end" | "unsupported";

interface Keyword {
  readonly section: LpSection;
  /** All of it, from its first word on; what follows must not make it part of an expression. */
  readonly pattern: RegExp;
}

const KEYWORDS: readonly Keyword[] = [
  keyword("rows", "subject\\s+to:?|such\\s+that:?|s\\.t\\.?|st\\.?"),
  keyword(
    "unsupported",
    "lazy\\s+constraints|user\\s+cuts|general\\s+constraints|gencons?|pwlobj|sos[12]?|indicators?|scenario",
  ),
  keyword("bounds", "bounds?"),
  keyword("integer", "generals?|gens?|integers?|int"),
  keyword("binary", "binary|binaries|bin"),
  keyword("semi-continuous", "semi-continuous|semis?|sec"),
  keyword("end", "end"),
];
const FIRST_LETTERS = /^[subgilpe]/i;

export const OBJECTIVE_SENSES: ReadonlyMap<string, "minimize" | "maximize"> = new Map([
  ...["min", "minimum", "minimize", "minimise"].map((word) => [word, "minimize"] as const),
  ...["max", "maximum", "maximize", "maximise"].map((word) => [word, "maximize"] as const),
]);

/** What an unsupported section is good for and what to do without it. */
export const UNSUPPORTED =
  "lazy constraints, user cuts, general constraints, piecewise objectives, SOS and indicators cannot be read";

/**
 * The section whose keyword stands at `at`, where `word` is the name found there, and where the keyword ends.
 * A keyword followed by an operator on its line is a variable of that name: "gen >= 3".
 */
export function sectionAt(source: string, at: number, word: string): { section: LpSection; end: number } | null {
  if (word.length > 11 || !FIRST_LETTERS.test(word)) return null;
  for (const { section, pattern } of KEYWORDS) {
    pattern.lastIndex = at;
    if (pattern.test(source)) return { section, end: pattern.lastIndex };
  }
  return null;
}

/** Whether a line begins with a keyword, its first letter standing at `at`. */
export function sectionOpensLine(source: string, at: number): boolean {
  return sectionAt(source, at, source.slice(at, at + 11)) !== null;
}

function keyword(section: LpSection, spellings: string): Keyword {
  const followers = section === "rows" || section === "bounds" ? "[<>=:*^]" : "[<>=:*^+-]";
  return { section, pattern: new RegExp(`(?:${spellings})(?=\\s|$|\\\\)(?![ \\t]*${followers})`, "iy") };
}
