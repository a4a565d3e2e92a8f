/**
 * The elastic program: rows and cones may be violated at a price, so that some point always meets the rest.
 *
 *   minimise sum (s + t + r)  subject to  rowLower <= A x + s - t <= rowUpper,  f(x) + r e in the cones,  s, t, r >= 0
 *
 * after division of every row by its largest coefficient; e is the largest coefficient of a cone at the expressions that
 * have to be large, and 0 at the others.
 */
import { type Cones, compress, numberedNames, type Program, type SparseMatrix, TripletList } from "../program/index.ts";
import type { Reformulation } from "./reformulation.ts";
import { maxNorms } from "./scaling.ts";

/**
 * Optimum 0: the continuous program is feasible. Otherwise the duals, brought back, prove that it is not (Farkas), and the
 * point is the one of the least violation. The slack columns stand behind those of the program: the rows' first, then
 * one for each cone.
 */
export interface Elastic extends Reformulation {
  /** How much rows and cones give way in all, at values of `program`'s columns. */
  violationAt(values: Float64Array): number;
}

/** Integrality and objective of the original are left aside. */
export function elastic(original: Program): Elastic {
  const { numCols } = original;
  const scales = maxNorms(original);
  return {
    program: withSlacks(original, scales),
    violationAt: (values) => values.subarray(numCols).reduce((sum, slack) => sum + slack, 0),
    back: ({ values, rowDuals, reducedCosts, coneDuals }) => ({
      values: values.slice(0, numCols),
      rowDuals: rowDuals?.map((dual, row) => dual / scales[row]!) ?? null,
      reducedCosts: reducedCosts?.slice(0, numCols) ?? null,
      ...(coneDuals ? { coneDuals } : {}),
    }),
    origin: (inequality) => (inequality.of === "column" && inequality.index >= numCols ? null : inequality),
  };
}

function withSlacks(program: Program, scales: Float64Array): Program {
  const { numRows, numCols, starts, indices, values, cones, rowLower, rowUpper } = program;
  const entries = new TripletList(values.length + 2 * numRows);
  let slacks = 0;
  for (let row = 0; row < numRows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) entries.add(row, indices[k]!, values[k]! / scales[row]!);
    if (Number.isFinite(rowLower[row]!)) entries.add(row, numCols + slacks++, 1);
    if (Number.isFinite(rowUpper[row]!)) entries.add(row, numCols + slacks++, -1);
  }
  const size = numCols + slacks + (cones?.rotated.length ?? 0);
  return {
    ...program,
    ...compress(entries, numRows, size),
    sense: "minimize",
    offset: 0,
    hessian: null,
    numCols: size,
    colCost: lengthened(new Float64Array(numCols), size, 1),
    colLower: lengthened(program.colLower, size, 0),
    colUpper: lengthened(program.colUpper, size, Infinity),
    colKind: new Uint8Array(size),
    rowLower: rowLower.map((bound, row) => bound / scales[row]!),
    rowUpper: rowUpper.map((bound, row) => bound / scales[row]!),
    cones: cones === null ? null : conesWithSlacks(cones, numCols + slacks),
    colNames: numberedNames("column", size),
    rowNames: numberedNames("row", numRows),
  };
}

function lengthened(array: Float64Array, size: number, rest: number): Float64Array {
  const longer = new Float64Array(size).fill(rest);
  longer.set(array);
  return longer;
}

function conesWithSlacks(cones: Cones, firstSlack: number): Cones {
  const scales = maxNorms(cones.rows, cones.starts);
  const starts = new Int32Array(cones.rows.starts.length);
  const indices: number[] = [];
  const values: number[] = [];
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const raised = cones.starts[cone]! + (cones.rotated[cone] === 0 ? 1 : 2);
    for (let at = cones.starts[cone]!; at < cones.starts[cone + 1]!; at++) {
      for (let k = cones.rows.starts[at]!; k < cones.rows.starts[at + 1]!; k++) {
        values[indices.push(cones.rows.indices[k]!) - 1] = cones.rows.values[k]!;
      }
      if (at < raised) values[indices.push(firstSlack + cone) - 1] = scales[cone]!;
      starts[at + 1] = indices.length;
    }
  }
  const rows: SparseMatrix = { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
  return { ...cones, rows };
}
