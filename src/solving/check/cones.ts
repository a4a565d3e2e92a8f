/**
 * How far a point is from its cones (src/program/cone-violation.ts). Each expression's constant and rounding count as far as the
 * violation t depends on that expression (|dt / df|).
 */
import { type Cones, coneViolation, coneViolationSlopes, nameOf, normOf } from "../../program/index.ts";
import { relativeViolation, tolerances } from "../tolerances.ts";
import { sixDigits } from "../wording.ts";
import { LargestResidual } from "./largest-residual.ts";

interface ConeCheck {
  readonly worst: LargestResidual;
  /** The largest violation t. */
  readonly largest: number;
  readonly complaint: string | null;
}

export function checkCones(cones: Cones | null, { expressions, sizes }: ConeExpressions): ConeCheck {
  const worst = new LargestResidual();
  const largest = new LargestResidual();
  if (cones === null) return { worst, largest: 0, complaint: null };
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const from = cones.starts[cone]!;
    const to = cones.starts[cone + 1]!;
    const isRotated = cones.rotated[cone] === 1;
    const violation = coneViolation(expressions, from, to, isRotated);
    const slopes = coneViolationSlopes(expressions.subarray(from, to), isRotated);
    const constant = weighted(cones.constants.subarray(from, to), slopes);
    const size = weighted(sizes.subarray(from, to), slopes);
    worst.add(relativeViolation(Math.max(violation, 0), constant, size, tolerances.cone), cone);
    largest.add(Math.max(violation, 0), cone);
  }
  return { worst, largest: largest.value, complaint: complaintAbout(cones, worst, expressions) };
}

/** The expressions of all cones, and the sum of |a x| in each; empty without cones. */
export interface ConeExpressions {
  readonly expressions: Float64Array;
  readonly sizes: Float64Array;
}

export function expressionsAt(cones: Cones | null, values: Float64Array): ConeExpressions {
  if (cones === null) return { expressions: new Float64Array(0), sizes: new Float64Array(0) };
  const { rows, constants } = cones;
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

function weighted(numbers: Float64Array, weights: Float64Array): number {
  return numbers.reduce((sum, number, k) => sum + Math.abs(number) * weights[k]!, 0);
}

function complaintAbout(cones: Cones, { value, at }: LargestResidual, expressions: Float64Array): string | null {
  if (value <= tolerances.cone) return null;
  const f = expressions.subarray(cones.starts[at]!, cones.starts[at + 1]!);
  const name = `cone "${nameOf(cones.names, at)}"`;
  if (cones.rotated[at] === 0) {
    return `${name} has a length of ${sixDigits(normOf(f, 1, f.length))} and allows ${sixDigits(f[0]!)}`;
  }
  const squares = sixDigits(normOf(f, 2, f.length) ** 2);
  return `${name} has squares of ${squares} and allows the product of ${sixDigits(f[0]!)} and ${sixDigits(f[1]!)}, both 0 or more`;
}
