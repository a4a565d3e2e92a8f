/**
 * What the cuts stand for: the cones of a program, and the groups of its quadratic objective. Each set is over a few
 * expressions of the columns: those of a cone are its own, those of a group its new column (times its scale) and its members.
 * A cut of a set is given by weights, one for each expression, and weights of cuts may be added:
 *   cone   w in the dual cone:  w'f >= 0
 *   group  w = u (1, y):        u (theta - s (Qy)'x + s y'Qy / 2) >= 0
 */
import { type Cones, coneViolation, nameOf, type Program } from "../../src/program/index.ts";
import { coneSharpened, coneTangent, tangentKeeping } from "./cone-tangents.ts";
import { type QuadraticGroups, quadraticGroups, slopesAt } from "./quadratic-groups.ts";
import type { RowBuilder } from "./row-builder.ts";

/** What a violation may be for every unit in the sizes of the terms, relative to the tolerance: as the check of answers has it. */
const rounding = 1e-3;

/** Expressions of all sets at a point, and the sum of their terms' sizes. */
export interface Place {
  readonly f: Float64Array;
  readonly sizes: Float64Array;
}

export class ConvexSets {
  readonly numCols: number;
  readonly numCones: number;
  readonly count: number;
  /** Expressions of set k are starts[k] .. starts[k + 1] - 1; those of cones come first and are numbered as in the program. */
  readonly starts: Int32Array;
  readonly groups: QuadraticGroups;
  readonly #program: Program;
  readonly #cones: Cones | null;
  readonly #sign: 1 | -1;
  readonly #slopes: Float64Array;
  readonly #weights: Float64Array;

  readonly #unit: number;

  /** `unit`: what a step of 1 is in the program that was asked for, where this one is refined. */
  constructor(program: Program, unit = 1) {
    this.#unit = unit;
    const { cones, numCols } = program;
    this.#program = program;
    this.#cones = cones;
    this.#sign = program.sense === "minimize" ? 1 : -1;
    this.numCols = numCols;
    this.groups = quadraticGroups(program, unit === 1 ? undefined : 1);
    this.numCones = cones?.rotated.length ?? 0;
    this.count = this.numCones + this.groups.count;
    this.starts = new Int32Array(this.count + 1);
    if (cones !== null) this.starts.set(cones.starts);
    for (let group = 0; group < this.groups.count; group++) {
      const size = 1 + this.groups.starts[group + 1]! - this.groups.starts[group]!;
      this.starts[this.numCones + group + 1] = this.starts[this.numCones + group]! + size;
    }
    this.#slopes = new Float64Array(numCols);
    this.#weights = new Float64Array(this.numExpressions);
  }

  get numExpressions(): number {
    return this.starts[this.count]!;
  }

  nameOf(set: number): string {
    if (set < this.numCones) return `cone "${nameOf(this.#cones!.names, set)}"`;
    const col = this.groups.columns[this.groups.starts[set - this.numCones]!]!;
    return `square of column "${nameOf(this.#program.colNames, col)}"`;
  }

  isRotated(cone: number): boolean {
    return this.#cones!.rotated[cone] === 1;
  }

  /** At values of the columns and, behind them, of the groups' own. Constants are left out of directions. */
  placeOf(values: Float64Array, isDirection = false): Place {
    const f = new Float64Array(this.numExpressions);
    const sizes = new Float64Array(f.length);
    if (this.#cones !== null) this.#placeInCones(this.#cones, values, isDirection, f, sizes);
    const { starts, columns, scales, count } = this.groups;
    for (let group = 0; group < count; group++) {
      const at = this.starts[this.numCones + group]!;
      f[at] = scales[group]! * values[this.numCols + group]!;
      for (let k = starts[group]!; k < starts[group + 1]!; k++) f[at + 1 + k - starts[group]!] = values[columns[k]!]!;
    }
    return { f, sizes };
  }

  #placeInCones(
    { rows, constants }: Cones,
    values: Float64Array,
    isDirection: boolean,
    f: Float64Array,
    sizes: Float64Array,
  ): void {
    for (let at = 0; at < constants.length; at++) {
      let sum = isDirection ? 0 : constants[at]!;
      let size = 0;
      for (let k = rows.starts[at]!; k < rows.starts[at + 1]!; k++) {
        const term = rows.values[k]! * values[rows.indices[k]!]!;
        sum += term;
        size += Math.abs(term);
      }
      f[at] = sum;
      sizes[at] = size;
    }
  }

  /** Of a cone as the check of answers measures it; of a group in the objective. Negative inside. */
  violation(set: number, { f, sizes }: Place): number {
    const from = this.starts[set]!;
    if (set >= this.numCones) return this.#square(set, f, from + 1, 1) - f[from]!;
    const to = this.starts[set + 1]!;
    const violation = coneViolation(f, from, to, this.isRotated(set));
    if (violation <= 0) return violation;
    coneTangent(f, from, to, this.isRotated(set), this.#weights, from);
    const half = this.isRotated(set) ? 0.5 : 1;
    let constant = 0;
    let size = 0;
    for (let at = from; at < to; at++) {
      const slope = half * Math.abs(this.#weights[at]!);
      constant += slope * Math.abs(this.#cones!.constants[at]!);
      size += slope * sizes[at]!;
    }
    return violation / (Math.max(1, this.#unit * constant) + rounding * this.#unit * size);
  }

  /** What the slopes of a group may be off by where its square is: for s q x^2 / 2 off by v, the slope is by sqrt(2 q v). */
  slopeError(set: number, violation: number): number {
    return Math.sqrt(2 * this.groups.curvatures[set - this.numCones]! * Math.max(0, violation));
  }

  /**
   * Weights of a cut that touches the set near f: a rotated cone where f leaves the factor that has changed less since `last`
   * (without one, the larger), any other set at the nearest point.
   */
  tangent(set: number, f: Float64Array, last: Float64Array | null, w: Float64Array): void {
    const from = this.starts[set]!;
    const to = this.starts[set + 1]!;
    if (set >= this.numCones) {
      w[from] = 1;
      for (let at = from + 1; at < to; at++) w[at] = f[at]!;
      return;
    }
    const side = this.isRotated(set) ? steadierSide(f, last, from) : 0;
    if (!(this.isRotated(set) && tangentKeeping(side, f, from, to, w, from))) {
      coneTangent(f, from, to, this.isRotated(set), w, from);
    }
  }

  /** Weights of a cut that says more than the sum u of others; false where there is none. */
  sharpened(set: number, u: Float64Array, w: Float64Array): boolean {
    const from = this.starts[set]!;
    const to = this.starts[set + 1]!;
    if (set < this.numCones) return coneSharpened(u, from, to, this.isRotated(set), w, from);
    if (!(u[from]! > 0)) return false;
    for (let at = from; at < to; at++) w[at] = u[at]! / u[from]!;
    return true;
  }

  /** Left side of a cut at f, with the weights w[at ...] of the set; negative where f violates it. */
  valueOf(set: number, w: Float64Array, at: number, f: Float64Array): number {
    const from = this.starts[set]!;
    const to = this.starts[set + 1]!;
    let sum = 0;
    if (set < this.numCones) {
      for (let k = from; k < to; k++) sum += w[at + k - from]! * f[k]!;
      return sum;
    }
    const unit = w[at]!;
    const half = this.#square(set, w, at + 1, unit);
    const { starts, columns } = this.groups;
    const first = starts[set - this.numCones]!;
    for (let k = first; k < starts[set - this.numCones + 1]!; k++)
      sum += this.#slopes[columns[k]!]! * f[from + 1 + k - first]!;
    return unit * (f[from]! - sum + half);
  }

  /** Adds the coefficients of a cut to a row; returns its constant: row + constant >= 0. */
  addTo(row: RowBuilder, set: number, w: Float64Array, at: number): number {
    if (set >= this.numCones) return this.#addSquareTo(row, set, w, at);
    const { rows, constants } = this.#cones!;
    const from = this.starts[set]!;
    let constant = 0;
    for (let k = from; k < this.starts[set + 1]!; k++) {
      const weight = w[at + k - from]!;
      constant += weight * constants[k]!;
      for (let entry = rows.starts[k]!; entry < rows.starts[k + 1]!; entry++) {
        row.add(rows.indices[entry]!, weight * rows.values[entry]!);
      }
    }
    return constant;
  }

  #addSquareTo(row: RowBuilder, set: number, w: Float64Array, at: number): number {
    const group = set - this.numCones;
    const unit = w[at]!;
    const half = this.#square(set, w, at + 1, unit);
    const { starts, columns, scales } = this.groups;
    row.add(this.numCols + group, unit * scales[group]!);
    for (let k = starts[group]!; k < starts[group + 1]!; k++) {
      row.add(columns[k]!, -unit * this.#slopes[columns[k]!]!);
    }
    return unit * half;
  }

  /** s y'Qy / 2 for y = point[at ...] / unit; leaves s Qy in the slopes of the group's columns. */
  #square(set: number, point: Float64Array, at: number, unit: number): number {
    return slopesAt(
      this.groups,
      this.#program.hessian!,
      this.#sign,
      set - this.numCones,
      point,
      at,
      unit,
      this.#slopes,
    );
  }

  /** What the columns' terms would be off by, if u were the multiple of the tangent w that is most like it: adds to `off`. */
  addDifference(set: number, u: Float64Array, w: Float64Array, off: Float64Array, sizes: Float64Array): void {
    const from = this.starts[set]!;
    const to = this.starts[set + 1]!;
    if (set >= this.numCones) {
      this.#addSlopeDifference(set, u, w, off);
      return;
    }
    let length = 0;
    let other = 0;
    for (let k = from; k < to; k++) {
      length += u[k]! * w[k]!;
      other += w[k]! * w[k]!;
    }
    const { rows } = this.#cones!;
    for (let k = from; k < to; k++) {
      const difference = u[k]! - (length / other) * w[k]!;
      for (let entry = rows.starts[k]!; entry < rows.starts[k + 1]!; entry++) {
        off[rows.indices[entry]!]! += rows.values[entry]! * difference;
        sizes[rows.indices[entry]!]! += Math.abs(rows.values[entry]! * u[k]!);
      }
    }
  }

  #addSlopeDifference(set: number, u: Float64Array, w: Float64Array, off: Float64Array): void {
    const from = this.starts[set]!;
    const { starts, columns } = this.groups;
    const group = set - this.numCones;
    // Where the group's column is at its bound of 0, its cuts have less than the whole weight: 0 is the tangent at 0.
    const weight = u[from]!;
    for (const [point, per, times] of [
      [u, weight, weight],
      [w, 1, -1],
    ] as const) {
      if (per === 0) continue;
      this.#square(set, point, from + 1, per);
      for (let k = starts[group]!; k < starts[group + 1]!; k++) off[columns[k]!]! += times * this.#slopes[columns[k]!]!;
    }
  }
}

function steadierSide(f: Float64Array, last: Float64Array | null, from: number): 0 | 1 {
  if (last === null) return f[from]! > f[from + 1]! ? 0 : 1;
  return changeOf(f, last, from) < changeOf(f, last, from + 1) ? 0 : 1;
}

/** Relative to the values; nothing has changed in what was 0 and still is. */
function changeOf(f: Float64Array, last: Float64Array, at: number): number {
  const change = Math.abs(f[at]! - last[at]!);
  return change === 0 ? 0 : change / (Math.abs(f[at]!) + Math.abs(last[at]!));
}
