/**
 * The units in which Clarabel sees a program. It balances its matrix too, but within 1e-4 to 1e4; and its tolerances are
 * absolute below 1, so that units decide how exact an answer is. All factors are powers of 2: no number is rounded.
 */
import { type Cones, INFINITE, type Program } from "../../src/program/index.ts";
import {
  coefficientRange,
  geometricMeanScaling,
  nearestPowerOf2,
  type Scaling,
  unitScaling,
} from "../../src/reformulation/index.ts";

/** Programs with cones whose coefficients are within this of each other are left as they are: it was measured to be better. */
const moderateRange = 1e6;
/** What a factor of a cone is multiplied with at most, and what of it is no more than the roughness of the point. */
const mostBalance = 1e3;
const smallestFactor = 1e-10;

export function scalingOf(program: Program): Scaling {
  const isModerate = program.cones !== null && coefficientRange(program) <= moderateRange;
  return isModerate ? unitScaling(program) : geometricMeanScaling(program);
}

/**
 * The same with all columns in units of a size (a power of 2), which is one of the scaled columns. Cones and rows stay as they
 * are, but for their constants: Clarabel's tolerances are absolute below 1 and relative above, of duals as of columns, so that
 * costs per kWh times kW leave duals that are good to 1e-4 where costs of megawatts have them to 1e-8.
 */
export function inUnitsOf(size: number, scaling: Scaling): Scaling {
  if (!(size > 0)) return scaling;
  const unit = nearestPowerOf2(size);
  return { ...scaling, cols: scaling.cols.map((factor) => factor * unit) };
}

/** The largest finite side of the scaled rows; 0 where all are 0. */
export function largestSide({ numRows, rowLower, rowUpper }: Program, { rows }: Scaling): number {
  let largest = 0;
  for (let row = 0; row < numRows; row++) {
    for (const side of [rowLower[row]!, rowUpper[row]!])
      if (Math.abs(side) < INFINITE) largest = Math.max(largest, Math.abs(side) * rows[row]!);
  }
  return largest;
}

/**
 * The same with the two factors of every rotated cone made alike near a point x: f_0 f_1 >= ... is a f_0 times f_1 / a
 * just as well. Of factors of 1 and 1e-6 (a voltage and a current, squared) their difference, which is what the ordinary
 * cone has in their place, would not leave enough digits.
 */
export function balancedAt(program: Program, x: Float64Array, scaling: Scaling): Scaling {
  const { cones } = program;
  if (cones === null) return scaling;
  const expressions = scaling.expressions.slice();
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    if (cones.rotated[cone] === 0) continue;
    const at = cones.starts[cone]!;
    const [one, other] = [valueAt(cones, at, x), valueAt(cones, at + 1, x)].map((f) => Math.max(f, smallestFactor));
    const wanted = Math.sqrt((other! * expressions[at + 1]!) / (one! * expressions[at]!));
    const factor = nearestPowerOf2(Math.min(mostBalance, Math.max(1 / mostBalance, wanted)));
    expressions[at]! *= factor;
    expressions[at + 1]! /= factor;
  }
  return { ...scaling, expressions };
}

function valueAt({ rows, constants }: Cones, at: number, x: Float64Array): number {
  let sum = constants[at]!;
  for (let k = rows.starts[at]!; k < rows.starts[at + 1]!; k++) sum += rows.values[k]! * x[rows.indices[k]!]!;
  return sum;
}
