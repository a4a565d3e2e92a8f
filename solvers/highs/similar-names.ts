/** The names that are most like a misspelt one. */

export function similarNames(name: string, names: readonly string[], count = 3): string[] {
  const distance = new Map(names.map((one) => [one, editDistance(name.toLowerCase(), one.toLowerCase())]));
  return [...names].sort((a, b) => distance.get(a)! - distance.get(b)!).slice(0, count);
}

/** Levenshtein's distance: how many letters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, k) => k);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let k = 1; k <= to.length; k++) {
      const replaced = previous[k - 1]! + (from[i - 1] === to[k - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[k]! + 1, current[k - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
