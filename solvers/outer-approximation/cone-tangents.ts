/**
 * The planes that touch a second-order cone. A cut is w'f >= 0 with w in the dual cone:
 *   ordinary  f_0 >= || f_1, ... ||          w = (1, -f_1 / || f_1, ... ||, ...)
 *   rotated   f_0 f_1 >= || f_2, ... ||^2    w = (1 - t, 1 + t, -4 f_2 / n, ...),  n = || 2 f_2, ..., f_0 - f_1 ||,  t = (f_0 - f_1) / n
 * Both touch at the point of the cone that is nearest in these expressions, which is the deepest cut there is for them.
 * For P^2 + Q^2 <= l v at l = 0 the second one is the tangent at l = (P^2 + Q^2) / v up to terms of (l / v)^2.
 */
import { normOf } from "../../src/program/index.ts";

/** A factor that is kept is no smaller than this share of the norm: the coefficients of the cut go with its square. */
const smallestShare = 1e-4;

/** Writes the weights of the cut at f[from .. to - 1] to w[at ...]. */
export function coneTangent(
  f: Float64Array,
  from: number,
  to: number,
  rotated: boolean,
  w: Float64Array,
  at: number,
): void {
  const sides = rotated ? 2 : 1;
  const rest = normOf(f, from + sides, to);
  let perRest = rest === 0 ? 0 : -1 / rest;
  if (rotated) {
    const lean = f[from]! - f[from + 1]!;
    const length = Math.hypot(2 * rest, lean);
    // 1 - |t| without the loss of its figures.
    const little = length === 0 ? 1 : (4 * rest * rest) / (length * (length + Math.abs(lean)));
    w[at] = lean > 0 ? little : 2 - little;
    w[at + 1] = lean > 0 ? 2 - little : little;
    perRest = length === 0 ? 0 : -4 / length;
  } else w[at] = 1;
  for (let k = sides; k < to - from; k++) w[at + k] = perRest * f[from + k]!;
}

/**
 * The cut of a rotated cone that touches it where one factor (side 0 or 1) is as it is in f, and the other as large as it has to
 * be: l >= 2 P P' / v + 2 Q Q' / v - (P^2 + Q^2) v' / v^2 at a point P, Q, v. False, and nothing written, where that factor is too
 * small for it.
 */
export function tangentKeeping(
  side: 0 | 1,
  f: Float64Array,
  from: number,
  to: number,
  w: Float64Array,
  at: number,
): boolean {
  const kept = f[from + side]!;
  const rest = normOf(f, from + 2, to);
  if (!(kept > smallestShare * rest)) return false;
  const other = (rest / kept) * rest;
  const scale = 2 / (kept + other);
  w[at + side] = scale * other;
  w[at + 1 - side] = scale * kept;
  for (let k = 2; k < to - from; k++) w[at + k] = -2 * scale * f[from + k]!;
  return true;
}

/**
 * A sum of cuts lies inside the dual cone. Writes the cut of the same direction on its border, which is deeper, to w[at ...];
 * false where there is none that is.
 */
export function coneSharpened(
  u: Float64Array,
  from: number,
  to: number,
  rotated: boolean,
  w: Float64Array,
  at: number,
): boolean {
  const sides = rotated ? 2 : 1;
  const rest = normOf(u, from + sides, to);
  const side = rotated ? 2 * Math.sqrt(Math.max(0, u[from]! * u[from + 1]!)) : u[from]!;
  const share = rest / side;
  if (!(share > 0 && share < 1)) return false;
  for (let k = 0; k < to - from; k++) w[at + k] = (k < sides ? share : 1) * u[from + k]!;
  return true;
}
