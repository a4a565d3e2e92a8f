/** The part of an edit that changes anything: only that goes to the solver. */

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The part of `values` that differs from what stands from `first` on; null where nothing does. */
export function changedSpan(current: Float64Array, first: number, values: Float64Array): Span | null {
  let from = 0;
  let to = values.length;
  while (from < to && current[first + from] === values[from]) from++;
  if (from === to) return null;
  while (current[first + to - 1] === values[to - 1]) to--;
  return { from, to };
}

/** The smallest span around two. */
export function joinedSpan(one: Span | null, other: Span | null): Span | null {
  if (one === null || other === null) return one ?? other;
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
