/** Members and sets as messages name them. */
import type { LabelSet } from "../sets/label-set.ts";

/** Labels of a position in the product of the sets, the last one fastest. */
export function labelsAt(over: readonly LabelSet[], position: number): string[] {
  const labels = new Array<string>(over.length);
  let rest = position;
  for (let k = over.length - 1; k >= 0; k--) {
    const set = over[k]!;
    labels[k] = set.root.label(set.rootPosition(rest % set.size));
    rest = Math.floor(rest / set.size);
  }
  return labels;
}

/** `["bus 2", "18"]`; nothing where there are no sets. */
export function memberText(over: readonly LabelSet[], position: number): string {
  return over.length === 0 ? "" : `[${labelsText(labelsAt(over, position))}]`;
}

/** `"bus 2", "18"`. */
export function labelsText(labels: readonly string[]): string {
  return labels.map((label) => `"${label}"`).join(", ");
}

/** "user x hour". */
export function product(over: readonly LabelSet[]): string {
  return over.length === 0 ? "a single value" : over.map((set) => set.title).join(" x ");
}
