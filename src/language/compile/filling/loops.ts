/**
 * The innermost loops. They take typed arrays and numbers only, so that V8 compiles each of them once and for all:
 * loops inside functions that see models lose their compiled code when a model dies.
 */

/** out[from ..] = start + steps[q ..] */
export function shifted(
  out: Int32Array,
  from: number,
  steps: Int32Array,
  q: number,
  count: number,
  start: number,
): void {
  for (let k = 0; k < count; k++) out[from + k] = start + steps[q + k]!;
}

/** The same through a lookup. */
export function lookedUp(
  out: Int32Array,
  from: number,
  steps: Int32Array,
  q: number,
  count: number,
  start: number,
  lookup: Int32Array,
): void {
  for (let k = 0; k < count; k++) out[from + k] = lookup[start + steps[q + k]!]!;
}

/** out[from], out[from + stride], ... = start + steps[0 ..] */
export function spread(
  out: Int32Array,
  from: number,
  stride: number,
  steps: Int32Array,
  count: number,
  start: number,
): void {
  for (let i = 0, p = from; i < count; i++, p += stride) out[p] = start + steps[i]!;
}

/** The same through a lookup. */
export function spreadLookup(
  out: Int32Array,
  from: number,
  stride: number,
  steps: Int32Array,
  count: number,
  start: number,
  lookup: Int32Array,
): void {
  for (let i = 0, p = from; i < count; i++, p += stride) out[p] = lookup[start + steps[i]!]!;
}

/** out[from], out[from + stride], ... = scale */
export function spreadNumber(out: Float64Array, from: number, stride: number, count: number, scale: number): void {
  for (let i = 0, p = from; i < count; i++, p += stride) out[p] = scale;
}

/** out[from], out[from + stride], ... = scale data[start + steps[q ..]] */
export function spreadData(
  out: Float64Array,
  from: number,
  stride: number,
  steps: Int32Array,
  q: number,
  count: number,
  scale: number,
  data: Float64Array,
  start: number,
): void {
  for (let k = 0, p = from; k < count; k++, p += stride) out[p] = scale * data[start + steps[q + k]!]!;
}

/** out[from], out[from + stride], ... *= data[start + steps[q ..]] */
export function multiply(
  out: Float64Array,
  from: number,
  stride: number,
  steps: Int32Array,
  q: number,
  count: number,
  data: Float64Array,
  start: number,
): void {
  for (let k = 0, p = from; k < count; k++, p += stride) out[p]! *= data[start + steps[q + k]!]!;
}

/** out[from ..] += scale */
export function addNumber(out: Float64Array, from: number, count: number, scale: number): void {
  for (let p = from; p < from + count; p++) out[p]! += scale;
}

/** out[from ..] += more[0 ..] */
export function addAll(out: Float64Array, from: number, count: number, more: Float64Array): void {
  for (let i = 0; i < count; i++) out[from + i]! += more[i]!;
}

/** out[from ..] += scale data[start + steps[0 ..]] */
export function addData(
  out: Float64Array,
  from: number,
  steps: Int32Array,
  count: number,
  scale: number,
  data: Float64Array,
  start: number,
): void {
  for (let i = 0; i < count; i++) out[from + i]! += scale * data[start + steps[i]!]!;
}

/** out[start + steps[0 ..]] += scale */
export function scatterNumber(out: Float64Array, start: number, steps: Int32Array, count: number, scale: number): void {
  for (let i = 0; i < count; i++) out[start + steps[i]!]! += scale;
}

/** out[start + steps[0 ..]] += scale data[first + own[0 ..]] */
export function scatterData(
  out: Float64Array,
  start: number,
  steps: Int32Array,
  count: number,
  scale: number,
  data: Float64Array,
  first: number,
  own: Int32Array,
): void {
  for (let i = 0; i < count; i++) out[start + steps[i]!]! += scale * data[first + own[i]!]!;
}

/** from, from + step, ... */
export function count(out: Int32Array, from: number, step: number): void {
  for (let k = 0, next = from; k < out.length; k++, next += step) out[k] = next;
}

/** outer[first ..] - origin, each plus all of `inner`. */
export function sums(
  out: Int32Array,
  outer: Int32Array,
  first: number,
  count: number,
  origin: number,
  inner: Int32Array,
): void {
  for (let a = first, p = 0; a < first + count; a++) {
    const step = outer[a]! - origin;
    for (let b = 0; b < inner.length; b++) out[p++] = step + inner[b]!;
  }
}

/** All of `inner`, so many times. */
export function repeated(out: Int32Array, inner: Int32Array, times: number): void {
  if (inner.length === 1) out.fill(inner[0]!, 0, times);
  else for (let a = 0; a < times; a++) out.set(inner, a * inner.length);
}

/** Each of `outer`, so many times. */
export function spreadOut(out: Int32Array, outer: Int32Array, times: number): void {
  for (let a = 0; a < outer.length; a++) out.fill(outer[a]!, a * times, (a + 1) * times);
}

/** Rows of `width` numbers each, which count from start + 0, start + stride, start + 2 stride, ... */
export function lattice(
  out: Int32Array,
  from: number,
  rows: number,
  width: number,
  start: number,
  stride: number,
): void {
  for (let row = 0, p = from, first = start; row < rows; row++, first += stride)
    for (let q = 0; q < width; q++) out[p++] = first + q;
}

/** The largest magnitude; NaN or infinite where one is. */
export function largest(data: Float64Array): number {
  let most = 0;
  for (let k = 0; k < data.length; k++) {
    const size = Math.abs(data[k]!);
    if (!(size <= most)) most = size;
    if (!(size < Infinity)) break;
  }
  return most;
}
