/**
 * Proofs that nothing meets all rows, bounds and cones (Farkas): multipliers y of the rows, and u of the cones' expressions
 * f = Fx + g in their dual cones, so that (A'y + F'u)'x, which has to be y'(the rows' sides) - u'g or more, cannot be as
 * large, whatever x is within its bounds.
 */
import { type Cones, dualConeViolation, type Program } from "../../program/index.ts";
import { addProduct } from "./stationarity.ts";

export interface FarkasProof {
  readonly rows: Float64Array;
  /** Empty without cones. */
  readonly cones: Float64Array;
}

/** Below this share of the terms that went into it, a sum is zero. */
const negligible = 1e-9;

/** Whether the multipliers hold; the sign of all of them together is the solver's own. */
export function provesInfeasible(program: Program, proof: FarkasProof): boolean {
  return [1, -1].some((sign) => holds(program, withoutRounding(proof.rows, sign), withoutRounding(proof.cones, sign)));
}

function holds(program: Program, rows: Float64Array, cones: Float64Array): boolean {
  const activity = new Float64Array(program.numCols);
  const size = new Float64Array(program.numCols);
  addProduct(program, rows, 1, { sum: activity, size });
  let constant = 0;
  let terms = 0;
  if (program.cones !== null) {
    moveIntoDualCones(program.cones, cones);
    addProduct(program.cones.rows, cones, 1, { sum: activity, size });
    for (let at = 0; at < cones.length; at++) {
      const term = cones[at]! * program.cones.constants[at]!;
      constant += term;
      terms += Math.abs(term);
    }
  }
  const needed = extreme(rows, rows, program.rowUpper, program.rowLower);
  const given = extreme(activity, size, program.colLower, program.colUpper);
  return needed.sum - constant - given.sum > negligible * (needed.size + terms + given.size);
}

/** What is negligible beside the largest is rounding: next to a side that is missing it would spoil a proof. */
function withoutRounding(multipliers: Float64Array, sign: number): Float64Array {
  const largest = multipliers.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return multipliers.map((one) => (Math.abs(one) <= negligible * largest ? 0 : sign * one));
}

/** Moves multipliers that are outside of their dual cones inside: then the proof decides whether that was rounding. */
function moveIntoDualCones({ rotated, starts }: Cones, multipliers: Float64Array): void {
  for (let cone = 0; cone < rotated.length; cone++) {
    const from = starts[cone]!;
    const outside = dualConeViolation(multipliers.subarray(from, starts[cone + 1]!), rotated[cone] === 1);
    if (outside <= 0) continue;
    for (let at = from; at < from + (rotated[cone] === 1 ? 2 : 1); at++) multipliers[at]! += outside;
  }
}

/** Weights times `ofNegative` or `ofPositive`, as their signs have it; infinite where that is missing. */
function extreme(
  weights: Float64Array,
  sizes: Float64Array,
  ofNegative: Float64Array,
  ofPositive: Float64Array,
): { readonly sum: number; readonly size: number } {
  let sum = 0;
  let size = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    if (Math.abs(weight) <= negligible * Math.abs(sizes[k]!)) continue;
    const term = weight * (weight > 0 ? ofPositive : ofNegative)[k]!;
    sum += term;
    size += Math.abs(term);
  }
  return { sum, size };
}
