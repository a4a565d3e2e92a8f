/**
 * Limits that give way: amounts a >= 0, each of which loosens some inequalities, every one by so much for an amount of 1:
 *
 *   a'x + s a >= lower,   a'x - s a <= upper          a row or a bound
 *   || u || <= v + s a                                a cone: its side that has to be large,
 *   u'u <= v (w + s a)                                of a rotated one the second factor
 *
 *   minimise the sum of the amounts that may be more than 0
 *
 * At first none may, and nothing is minimised: which ones is changed in place, by bounds and costs of their columns.
 */
import {
  ColumnKind,
  type Cones,
  compress,
  type Inequality,
  numberedNames,
  type Program,
  type ProgramSolution,
  TripletList,
} from "../program/index.ts";
import { pointOnly, type Reformulation } from "./reformulation.ts";

/** An inequality that gives way by `size` for each unit of an amount. */
export interface Loosening {
  readonly inequality: Inequality;
  readonly size: number;
  /** Number of the amount, from 0 on. */
  readonly amount: number;
}

export interface Loosened extends Reformulation {
  /** Column of the first amount; the others follow. */
  readonly firstAmount: number;
  /**
   * How much of the sum of the amounts is each loosening's doing at an optimum, in their order: its multiplier times its
   * size. They add up to 1 for an amount that is above 0; null where the solution has no duals.
   */
  pressures(solution: ProgramSolution): Float64Array | null;
}

/** Bounds of discrete columns do not give way; what is said of them has no effect. */
export function loosened(original: Program, numAmounts: number, loosenings: readonly Loosening[]): Loosened {
  const { numCols, numRows } = original;
  const giving = loosenings.filter(
    ({ inequality: { of, index } }) => of !== "column" || original.colKind[index] === ColumnKind.continuous,
  );
  const ofCones = giving.filter(({ inequality }) => inequality.of === "cone");
  const others = giving.filter(({ inequality }) => inequality.of !== "cone");
  const size = numCols + numAmounts;
  const longer = (array: Float64Array) => {
    const all = new Float64Array(size);
    all.set(array);
    return all;
  };
  const program: Program = {
    ...original,
    ...rowsWith(original, others, size),
    sense: "minimize",
    offset: 0,
    hessian: null,
    numCols: size,
    colCost: new Float64Array(size),
    colLower: longer(boundsWithout(original.colLower, others, "lower", Number.NEGATIVE_INFINITY)),
    colUpper: longer(boundsWithout(original.colUpper, others, "upper", Number.POSITIVE_INFINITY)),
    colKind: Uint8Array.from({ length: size }, (_, col) =>
      col < numCols ? original.colKind[col]! : ColumnKind.continuous,
    ),
    cones: original.cones === null ? null : conesWith(original.cones, ofCones, numCols, size),
    colNames: numberedNames("column", size),
  };
  return {
    program,
    firstAmount: numCols,
    pressures: ({ rowDuals, coneDuals = null }) => {
      if (rowDuals === null) return null;
      const places = new Map(others.map((own, k) => [own, numRows + k]));
      return Float64Array.from(loosenings, (own) => {
        const { inequality, size: step } = own;
        if (inequality.of === "cone")
          return coneDuals === null ? 0 : Math.abs(coneDuals[largeSide(original, inequality.index)]!) * step;
        const row = places.get(own);
        return row === undefined ? 0 : Math.abs(rowDuals[row]!) * step;
      });
    },
    back: ({ values }) => pointOnly(values.slice(0, numCols)),
    origin: (inequality) => {
      if (inequality.of === "row" && inequality.index >= numRows) return others[inequality.index - numRows]!.inequality;
      return inequality.of === "column" && inequality.index >= numCols ? null : inequality;
    },
  };
}

/** The expression of a cone that is raised: the bound, or the second of the factors. */
function largeSide({ cones }: Pick<Program, "cones">, cone: number): number {
  return cones!.starts[cone]! + (cones!.rotated[cone] === 0 ? 0 : 1);
}

/** Bounds of columns that give way stand in rows instead. */
function boundsWithout(
  bounds: Float64Array,
  loosenings: readonly Loosening[],
  at: Inequality["at"],
  none: number,
): Float64Array {
  const rest = bounds.slice();
  for (const { inequality } of loosenings) {
    if (inequality.of === "column" && inequality.at === at) rest[inequality.index] = none;
  }
  return rest;
}

type Rows = Pick<Program, "starts" | "indices" | "values" | "numRows" | "rowLower" | "rowUpper" | "rowNames">;

/** Every side that gives way is a row of its own behind those of the program, and no longer a side of its row. */
function rowsWith(program: Program, loosenings: readonly Loosening[], numCols: number): Rows {
  const { numRows, starts, indices, values } = program;
  const lengthOf = ({ inequality: { of, index } }: Loosening) =>
    of === "row" ? starts[index + 1]! - starts[index]! : 1;
  const most = values.length + loosenings.reduce((sum, own) => sum + lengthOf(own) + 1, 0);
  const entries = new TripletList(most);
  const size = numRows + loosenings.length;
  const rowLower = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const rowUpper = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  rowLower.set(program.rowLower);
  rowUpper.set(program.rowUpper);
  for (let row = 0; row < numRows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) entries.add(row, indices[k]!, values[k]!);
  }
  loosenings.forEach(({ inequality: { of, index, at }, size: step, amount }, k) => {
    const row = numRows + k;
    const isRow = of === "row";
    const [lower, upper] = isRow ? [rowLower, rowUpper] : [program.colLower, program.colUpper];
    if (isRow) for (let e = starts[index]!; e < starts[index + 1]!; e++) entries.add(row, indices[e]!, values[e]!);
    else entries.add(row, index, 1);
    entries.add(row, program.numCols + amount, at === "lower" ? step : -step);
    if (at === "lower") rowLower[row] = lower[index]!;
    else rowUpper[row] = upper[index]!;
    if (isRow) (at === "lower" ? rowLower : rowUpper)[index] = at === "lower" ? -Infinity : Infinity;
  });
  return {
    ...compress(entries, size, numCols),
    numRows: size,
    rowLower,
    rowUpper,
    rowNames: numberedNames("row", size),
  };
}

function conesWith(cones: Cones, loosenings: readonly Loosening[], firstAmount: number, numCols: number): Cones {
  const { rows } = cones;
  const numExpressions = rows.starts.length - 1;
  const entries = new TripletList(rows.values.length + loosenings.length);
  for (let f = 0; f < numExpressions; f++) {
    for (let k = rows.starts[f]!; k < rows.starts[f + 1]!; k++) entries.add(f, rows.indices[k]!, rows.values[k]!);
  }
  for (const { inequality, size, amount } of loosenings) {
    entries.add(largeSide({ cones }, inequality.index), firstAmount + amount, size);
  }
  return { ...cones, rows: compress(entries, numExpressions, numCols) };
}
