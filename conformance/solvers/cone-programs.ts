/** Small programs with cones for tests: dense rows as in programOf, and each cone as a list of affine expressions. */
import { type Cones, type Program, plainNames } from "../../src/program/index.ts";
import { type DenseProgram, floats, infinity, programOf, sparseOf } from "./dense-program.ts";

export interface DenseCone {
  readonly rotated?: boolean;
  /** Coefficients of an expression and its constant: the bound first, or the two factors, then the norm. */
  readonly members: readonly (readonly [coefficients: readonly number[], constant: number])[];
}

/** Cones by name. */
export function conicProgram(dense: DenseProgram, cones: Readonly<Record<string, DenseCone>>): Program {
  const own = Object.values(cones);
  const members = own.flatMap((cone) => cone.members);
  const starts = [0];
  for (const cone of own) starts.push(starts.at(-1)! + cone.members.length);
  const together: Cones = {
    rotated: Uint8Array.from(own, ({ rotated }) => (rotated === true ? 1 : 0)),
    starts: Int32Array.from(starts),
    rows: sparseOf(members.map(([coefficients]) => coefficients)),
    constants: Float64Array.from(members, ([, constant]) => constant),
    names: plainNames(Object.keys(cones)),
  };
  return { ...programOf(dense), cones: together };
}

/** The same program with its objective turned round: a maximum for a minimum. */
export const turned = (program: Program): Program => ({
  ...program,
  sense: program.sense === "minimize" ? "maximize" : "minimize",
  offset: -program.offset,
  colCost: program.colCost.map((cost) => -cost),
  hessian: program.hessian === null ? null : { ...program.hessian, values: program.hessian.values.map((own) => -own) },
});

export const free = (count: number): number[] => new Array<number>(count).fill(-infinity);

/** min s,  s >= || p, q + 3 ||,  p = 3, q = 1:  s = 5, d s / d p = 3/5, d s / d q = 4/5. */
export const apparentPower: Program = conicProgram(
  {
    costs: [1, 0, 0],
    lower: [0, -infinity, -infinity],
    rows: [
      [3, [0, 1, 0], 3],
      [1, [0, 0, 1], 1],
    ],
    colNames: ["s", "p", "q"],
    rowNames: ["active", "reactive"],
  },
  {
    "apparent power": {
      members: [
        [[1, 0, 0], 0],
        [[0, 1, 0], 0],
        [[0, 0, 1], 3],
      ],
    },
  },
);

/** min l,  l v >= p^2,  p = 6, v = 4:  l = 9, d l / d p = 2 p / v = 3, d l / d v = -l / v = -9/4. */
export const current: Program = conicProgram(
  {
    costs: [1, 0, 0],
    lower: free(3),
    rows: [
      [6, [0, 1, 0], 6],
      [4, [0, 0, 1], 4],
    ],
  },
  {
    current: {
      rotated: true,
      members: [
        [[1, 0, 0], 0],
        [[0, 0, 1], 0],
        [[0, 1, 0], 0],
      ],
    },
  },
);

/** max x + y,  || x, y || <= radius: the square root of 2 times the radius, whose price that root is. */
export const disc = (radius: number): Program =>
  conicProgram(
    { sense: "maximize", costs: [1, 1], lower: free(2) },
    {
      disc: {
        members: [
          [[0, 0], radius],
          [[1, 0], 0],
          [[0, 1], 0],
        ],
      },
    },
  );
export const withoutRows = (
  numCols: number,
): Pick<Program, "numRows" | "starts" | "indices" | "values" | "rowLower" | "rowUpper" | "rowNames" | "colLower"> => ({
  numRows: 0,
  ...sparseOf([]),
  rowLower: floats(),
  rowUpper: floats(),
  rowNames: [],
  colLower: floats(...free(numCols)),
});

/** p >= 3, q >= 4, || p, q || <= radius. */
export function tooSmall(radius: number): Program {
  return conicProgram(
    {
      costs: [1, 1],
      lower: free(2),
      rows: [
        [3, [1, 0], infinity],
        [4, [0, 1], infinity],
      ],
      colNames: ["p", "q"],
      rowNames: ["active", "reactive"],
    },
    {
      rating: {
        members: [
          [[0, 0], radius],
          [[1, 0], 0],
          [[0, 1], 0],
        ],
      },
    },
  );
}

/** A source at v0 = 1, two lines of r = 0.1, loads of 0.2 and `load` behind them: branch flow, v_k = v - 2 r p + r^2 l. */
export function feeder(load: number): Program {
  const r = 0.1;
  // Columns: p1, p2, l1, l2, v1, v2; the source delivers p1.
  const line = (name: string, p: number, l: number, before: number | null) => {
    const unit = (col: number) => [0, 1, 2, 3, 4, 5].map((own) => (own === col ? 1 : 0));
    const voltage = before === null ? ([[0, 0, 0, 0, 0, 0], 1] as const) : ([unit(before), 0] as const);
    return { [name]: { rotated: true, members: [[unit(l), 0], voltage, [unit(p), 0]] } as const };
  };
  return conicProgram(
    {
      costs: [1, 0, 0, 0, 0, 0],
      lower: [-infinity, -infinity, 0, 0, 0, 0],
      upper: [infinity, infinity, infinity, infinity, 2, 2],
      rows: [
        [0.2, [1, -1, -r, 0, 0, 0], 0.2],
        [load, [0, 1, 0, -r, 0, 0], load],
        [1, [2 * r, 0, -r * r, 0, 1, 0], 1],
        [0, [0, 2 * r, 0, -r * r, -1, 1], 0],
      ],
      colNames: ["p1", "p2", "l1", "l2", "v1", "v2"],
      rowNames: ["load 1", "load 2", "drop 1", "drop 2"],
    },
    { ...line("line 1", 0, 2, null), ...line("line 2", 1, 3, 4) },
  );
}

export const withBand = (program: Program, least: number): Program => ({
  ...program,
  colLower: program.colLower.map((bound, col) => (col >= 4 ? least : bound)),
});
