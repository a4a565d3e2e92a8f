/** The functions that statements of a case file may call. */
import { numberOf, range } from "./arithmetic.ts";
import { refuse } from "./failure.ts";
import { type Matrix, matrix, scalar, type Value } from "./values.ts";

type Builtin = (args: readonly Value[]) => Matrix;

/** Functions of one number, by element. */
const byElement: Readonly<Record<string, (value: number) => number>> = {
  ...{
    sqrt: Math.sqrt,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
  },
  ...{ exp: Math.exp, log: Math.log, log10: Math.log10, abs: Math.abs, floor: Math.floor, ceil: Math.ceil },
  ...{ sign: Math.sign, fix: Math.trunc, real: (value: number) => value },
  /** Halves go away from zero. */
  round: (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5),
  deg2rad: (value) => (value * Math.PI) / 180,
  rad2deg: (value) => (value * 180) / Math.PI,
};

const others: Readonly<Record<string, Builtin>> = {
  max: (args) => extreme("max", args, Math.max),
  min: (args) => extreme("min", args, Math.min),
  sum: (args) => folded("sum", args, 0, (sum, value) => sum + value),
  prod: (args) => folded("prod", args, 1, (product, value) => product * value),
  any: (args) => logical(folded("any", args, 0, (found, value) => (found !== 0 || value !== 0 ? 1 : 0))),
  all: (args) => logical(folded("all", args, 1, (found, value) => (found !== 0 && value !== 0 ? 1 : 0))),
  size: (args) => sizes(args),
  length: (args) => scalar(Math.max(of("length", args).rows, of("length", args).columns)),
  numel: (args) => scalar(of("numel", args).values.length),
  isempty: (args) => logical(scalar(of("isempty", args).values.length === 0 ? 1 : 0)),
  zeros: (args) => filled("zeros", args, 0),
  ones: (args) => filled("ones", args, 1),
  find: (args) => found(of("find", args)),
  atan2: (args) => paired("atan2", args, Math.atan2),
  hypot: (args) => paired("hypot", args, Math.hypot),
  mod: (args) => paired("mod", args, (value, by) => (by === 0 ? value : value - by * Math.floor(value / by))),
  colon: (args) => range(numberOf(of("colon", args), "The first"), 1, numberOf(of("colon", args, 1), "The last")),
};

/** Names without arguments. */
export const numbers: Readonly<Record<string, number>> = {
  ...{ pi: Math.PI, Inf: Number.POSITIVE_INFINITY, inf: Number.POSITIVE_INFINITY, NaN: Number.NaN, nan: Number.NaN },
  ...{ eps: 2 ** -52, true: 1, false: 0 },
};

export function call(name: string, args: readonly Value[]): Matrix {
  const single = Object.hasOwn(byElement, name) ? byElement[name] : undefined;
  if (single !== undefined) {
    const value = of(name, args);
    return matrix(value.rows, value.columns, value.values.map(single));
  }
  if (!Object.hasOwn(others, name)) {
    refuse(
      `"${name}" is not known here. Work it out in MATPOWER and save the case with savecase, or write the numbers into the file.`,
      "unsupported",
    );
  }
  return others[name]!(args);
}

function of(name: string, args: readonly Value[], k = 0): Matrix {
  const value = args[k];
  if (value === undefined) refuse(`${name} needs ${k + 1} ${k === 0 ? "argument" : "arguments"}.`, "wrong-size");
  if (value.kind !== "matrix") refuse(`${name} takes numbers, not a ${value.kind}.`, "wrong-type");
  return value;
}

function logical(value: Matrix): Matrix {
  return { ...value, logical: true };
}

/** Down the columns, along a row vector, or along the dimension that the second argument names. */
function folded(
  name: string,
  args: readonly Value[],
  start: number,
  fold: (sum: number, value: number) => number,
): Matrix {
  const value = of(name, args);
  const along = args.length > 1 ? numberOf(of(name, args, 1), "The dimension") : value.rows === 1 ? 2 : 1;
  const result = along === 1 ? matrix(1, value.columns) : matrix(value.rows, 1);
  result.values.fill(start);
  value.values.forEach((entry, k) => {
    const at = along === 1 ? k % value.columns : Math.floor(k / value.columns);
    result.values[at] = fold(result.values[at]!, entry);
  });
  return result;
}

/** max(x) down the columns, or max(x, y) by element. */
function extreme(name: string, args: readonly Value[], choose: (...values: number[]) => number): Matrix {
  if (args.length > 1 && of(name, args, 1).values.length > 0) return paired(name, args, choose);
  const value = of(name, args);
  if (value.values.length === 0) refuse(`${name} of nothing is nothing.`, "missing-data");
  return folded(name, [value], choose === Math.max ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, choose);
}

function paired(name: string, args: readonly Value[], pair: (left: number, right: number) => number): Matrix {
  const [left, right] = [of(name, args), of(name, args, 1)];
  const [wide, other] = left.values.length >= right.values.length ? [left, right] : [right, left];
  if (other.values.length !== 1 && (other.rows !== wide.rows || other.columns !== wide.columns)) {
    refuse(`${name} takes two matrices of the same size, or a number.`, "wrong-size");
  }
  const at = ({ values }: Matrix, k: number) => values[values.length === 1 ? 0 : k]!;
  return matrix(
    wide.rows,
    wide.columns,
    wide.values.map((_, k) => pair(at(left, k), at(right, k))),
  );
}

function sizes(args: readonly Value[]): Matrix {
  const { rows, columns } = of("size", args);
  if (args.length === 1) return matrix(1, 2, Float64Array.of(rows, columns));
  const dimension = numberOf(of("size", args, 1), "The dimension");
  return scalar(dimension === 1 ? rows : dimension === 2 ? columns : 1);
}

function filled(name: string, args: readonly Value[], value: number): Matrix {
  const given = args.length === 0 ? [1] : args.flatMap((_, k) => Array.from(of(name, args, k).values));
  const [rows, columns = rows] = given;
  if (given.length > 2 || !given.every((count) => Number.isInteger(count) && count >= 0 && count < 1e7)) {
    refuse(`${name} takes the numbers of rows and columns.`, "out-of-range");
  }
  const result = matrix(rows!, columns!);
  result.values.fill(value);
  return result;
}

/** Places of what is not zero, counted down the columns. */
function found({ rows, columns, values }: Matrix): Matrix {
  const places: number[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      if (values[row * columns + column] !== 0) places.push(column * rows + row + 1);
    }
  }
  return rows === 1 && columns !== 1
    ? matrix(1, places.length, Float64Array.from(places))
    : matrix(places.length, 1, Float64Array.from(places));
}
