/**
 * How far a point is from its cones. The violation is the least t that, added to the sides that have to be large,
 * puts the point inside:
 *   ordinary   f_0 + t >= || f_1, f_2, ... ||                    t = || f_1, ... || - f_0
 *   rotated    (f_0 + t) (f_1 + t) >= || f_2, f_3, ... ||^2      t = (|| 2 f_2, 2 f_3, ..., f_0 - f_1 || - f_0 - f_1) / 2
 * Each expression's constant and rounding count as far as t depends on that expression (|dt / df|).
 */
import { type Cones, nameOf } from "../program/index.ts";
import { spoken } from "./numbers.ts";
import { measured, tolerances } from "./tolerances.ts";
import { Worst } from "./worst.ts";

interface ConeCheck {
  readonly worst: Worst;
  /** The largest violation t. */
  readonly largest: number;
  readonly complaint: string | null;
}

export function checkCones(cones: Cones | null, values: Float64Array): ConeCheck {
  const worst = new Worst();
  const largest = new Worst();
  if (cones === null) return { worst, largest: 0, complaint: null };
  const { expressions, sizes } = expressionsAt(cones, values);
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const from = cones.starts[cone]!;
    const to = cones.starts[cone + 1]!;
    const f = expressions.subarray(from, to);
    const { violation, slopes } = cones.rotated[cone] === 0 ? ordinary(f) : rotated(f);
    const constant = weighted(cones.constants.subarray(from, to), slopes);
    const size = weighted(sizes.subarray(from, to), slopes);
    worst.see(measured(Math.max(violation, 0), constant, size, tolerances.cone), cone);
    largest.see(Math.max(violation, 0), cone);
  }
  return { worst, largest: largest.value, complaint: complaintAbout(cones, worst, expressions) };
}

/** The expressions of all cones, and the sum of |a x| in each. */
function expressionsAt({ rows, constants }: Cones, values: Float64Array) {
  const expressions = constants.slice();
  const sizes = new Float64Array(constants.length);
  for (let at = 0; at < constants.length; at++) {
    for (let k = rows.starts[at]!; k < rows.starts[at + 1]!; k++) {
      const term = rows.values[k]! * values[rows.indices[k]!]!;
      expressions[at]! += term;
      sizes[at]! += Math.abs(term);
    }
  }
  return { expressions, sizes };
}

interface Violation {
  /** Negative inside the cone. */
  readonly violation: number;
  /** |dt / df| for each expression. */
  readonly slopes: Float64Array;
}

function ordinary(f: Float64Array): Violation {
  const length = lengthOf(f.subarray(1));
  const slopes = f.map((value, k) => (k === 0 ? 1 : length === 0 ? 0 : Math.abs(value) / length));
  return { violation: length - f[0]!, slopes };
}

function rotated(f: Float64Array): Violation {
  const one = f[0]!;
  const other = f[1]!;
  const rest = lengthOf(f.subarray(2));
  const length = Math.hypot(2 * rest, one - other);
  const sum = one + other;
  // Where the sum is positive, the difference length - sum would lose the smaller of two unlike factors.
  const violation = sum > 0 ? (2 * (rest * rest - one * other)) / (length + sum) : (length - sum) / 2;
  const lean = length === 0 ? 0 : (one - other) / length;
  const slopes = f.map((value, k) =>
    k === 0 ? (1 - lean) / 2 : k === 1 ? (1 + lean) / 2 : length === 0 ? 0 : Math.abs(2 * value) / length,
  );
  return { violation, slopes };
}

function lengthOf(numbers: Float64Array): number {
  return Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
}

function weighted(numbers: Float64Array, weights: Float64Array): number {
  return numbers.reduce((sum, number, k) => sum + Math.abs(number) * weights[k]!, 0);
}

function complaintAbout(cones: Cones, { value, at }: Worst, expressions: Float64Array): string | null {
  if (value <= tolerances.cone) return null;
  const f = expressions.subarray(cones.starts[at]!, cones.starts[at + 1]!);
  const name = `cone "${nameOf(cones.names, at)}"`;
  if (cones.rotated[at] === 0) {
    return `${name} has a length of ${spoken(lengthOf(f.subarray(1)))} and allows ${spoken(f[0]!)}`;
  }
  const squares = spoken(lengthOf(f.subarray(2)) ** 2);
  return `${name} has squares of ${squares} and allows the product of ${spoken(f[0]!)} and ${spoken(f[1]!)}, both 0 or more`;
}
