/** New data of which a small share differs from the old. */
export function changed(data: Float64Array, share: number, random: () => number): Float64Array {
  const next = data.slice();
  const count = Math.max(1, Math.round(share * data.length));
  for (let k = 0; k < count; k++) {
    const at = Math.floor(random() * data.length);
    next[at] = Math.round(100 * data[at]! * (0.9 + 0.2 * random())) / 100;
  }
  return next;
}
