/** Numbers and lists as they stand in a sentence. */

/** Six significant digits without trailing zeros. */
export function sixDigits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `"a"`, `"a" and "b"`, `"a", "b" and 3 more`. */
export function quotedList(names: readonly string[], most = 3): string {
  const quoted = names.map((name) => `"${name}"`);
  if (quoted.length <= 1) return quoted.join("");
  if (quoted.length > most) return `${quoted.slice(0, most - 1).join(", ")} and ${quoted.length - most + 1} more`;
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
