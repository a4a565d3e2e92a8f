/** Operators on matrices of numbers: by element, with a scalar, a row or a column spread over the other side. */
import { refuse } from "./failure.ts";
import { isScalar, type Matrix, matrix, sizeOf } from "./values.ts";

type Pair = (left: number, right: number) => number;

const comparisons: Readonly<Record<string, Pair>> = {
  "==": (left, right) => (left === right ? 1 : 0),
  "~=": (left, right) => (left !== right ? 1 : 0),
  "!=": (left, right) => (left !== right ? 1 : 0),
  "<": (left, right) => (left < right ? 1 : 0),
  "<=": (left, right) => (left <= right ? 1 : 0),
  ">": (left, right) => (left > right ? 1 : 0),
  ">=": (left, right) => (left >= right ? 1 : 0),
  "&": (left, right) => (left !== 0 && right !== 0 ? 1 : 0),
  "|": (left, right) => (left !== 0 || right !== 0 ? 1 : 0),
  "&&": (left, right) => (left !== 0 && right !== 0 ? 1 : 0),
  "||": (left, right) => (left !== 0 || right !== 0 ? 1 : 0),
};

const elementwise: Readonly<Record<string, Pair>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  ".*": (left, right) => left * right,
  "./": (left, right) => left / right,
  ".^": (left, right) => left ** right,
};

export function binary(operator: string, left: Matrix, right: Matrix): Matrix {
  const compare = comparisons[operator];
  if (compare !== undefined) return { ...spread(operator, compare, left, right), logical: true };
  const pair = elementwise[operator];
  if (pair !== undefined) return spread(operator, pair, left, right);
  if (operator === "*") {
    return isScalar(left) || isScalar(right) ? spread("*", elementwise[".*"]!, left, right) : product(left, right);
  }
  if (operator === "/" && isScalar(right)) return spread("/", elementwise["./"]!, left, right);
  if (operator === "^" && isScalar(left) && isScalar(right)) return spread("^", elementwise[".^"]!, left, right);
  return refuse(
    `"${operator}" between ${sizeOf(left)} and ${sizeOf(right)} is not interpreted. Write ".${operator}" if it goes by element.`,
    "unsupported",
  );
}

export function unary(operator: string, { values, ...value }: Matrix): Matrix {
  if (operator === "-") return { ...value, values: values.map((entry) => -entry), logical: false };
  if (operator === "+") return { ...value, values };
  return { ...value, values: values.map((entry) => (entry === 0 ? 1 : 0)), logical: true };
}

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = matrix(columns, rows);
  values.forEach((value, k) => {
    result.values[(k % columns) * rows + Math.floor(k / columns)] = value;
  });
  return result;
}

export function range(first: number, step: number, last: number): Matrix {
  if (!Number.isFinite(first) || !Number.isFinite(step) || !Number.isFinite(last))
    refuse("A range has no end.", "out-of-range");
  const count = step === 0 ? 0 : Math.max(0, Math.floor((last - first) / step + 1e-10) + 1);
  if (count > 1e7) refuse(`A range of ${count} numbers is too long.`, "too-large");
  return matrix(
    1,
    count,
    Float64Array.from({ length: count }, (_, k) => first + k * step),
  );
}

function spread(operator: string, pair: Pair, left: Matrix, right: Matrix): Matrix {
  const rows = left.rows === 1 ? right.rows : left.rows;
  const columns = left.columns === 1 ? right.columns : left.columns;
  const fits = ({ rows: own, columns: ownColumns }: Matrix) =>
    (own === rows || own === 1) && (ownColumns === columns || ownColumns === 1);
  if (!fits(left) || !fits(right))
    refuse(`"${operator}" cannot join ${sizeOf(left)} and ${sizeOf(right)}.`, "wrong-size");
  const result = matrix(rows, columns);
  for (let row = 0, k = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, k++) {
      result.values[k] = pair(entryOf(left, row, column), entryOf(right, row, column));
    }
  }
  return result;
}

function entryOf({ rows, columns, values }: Matrix, row: number, column: number): number {
  return values[(rows === 1 ? 0 : row) * columns + (columns === 1 ? 0 : column)]!;
}

function product(left: Matrix, right: Matrix): Matrix {
  if (left.columns !== right.rows) refuse(`"*" cannot join ${sizeOf(left)} and ${sizeOf(right)}.`, "wrong-size");
  const result = matrix(left.rows, right.columns);
  for (let row = 0; row < left.rows; row++) {
    for (let column = 0; column < right.columns; column++) {
      let sum = 0;
      for (let k = 0; k < left.columns; k++) {
        sum += left.values[row * left.columns + k]! * right.values[k * right.columns + column]!;
      }
      result.values[row * right.columns + column] = sum;
    }
  }
  return result;
}

/** Matrices side by side, and rows under one another. */
export function joined(rows: readonly (readonly Matrix[])[], lines: readonly number[]): Matrix {
  const blocks = rows.map((parts) => beside(parts.filter(({ values }) => values.length > 0)));
  const filled = blocks.filter(({ values }) => values.length > 0);
  const columns = filled[0]?.columns ?? 0;
  const short = blocks.findIndex((block) => block.values.length > 0 && block.columns !== columns);
  if (short >= 0) {
    refuse(
      `Rows of a matrix differ in length: ${columns} elements in line ${lines[blocks.indexOf(filled[0]!)]}, ${blocks[short]!.columns} in line ${lines[short]}.`,
      "wrong-size",
    );
  }
  const count = filled.reduce((sum, block) => sum + block.rows, 0);
  const values = new Float64Array(count * columns);
  const linesByRow = new Int32Array(count);
  let row = 0;
  blocks.forEach((block, k) => {
    if (block.values.length === 0) return;
    values.set(block.values, row * columns);
    linesByRow.fill(lines[k]!, row, row + block.rows);
    row += block.rows;
  });
  return { ...matrix(count, columns, values), lines: linesByRow };
}

function beside(parts: readonly Matrix[]): Matrix {
  if (parts.length === 0) return matrix(0, 0);
  if (parts.every(isScalar))
    return matrix(
      1,
      parts.length,
      Float64Array.from(parts, ({ values }) => values[0]!),
    );
  const rows = parts[0]!.rows;
  if (parts.some((part) => part.rows !== rows))
    refuse("Matrices of different heights stand side by side.", "wrong-size");
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const result = matrix(rows, columns);
  let column = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row++) {
      result.values.set(part.values.subarray(row * part.columns, (row + 1) * part.columns), row * columns + column);
    }
    column += part.columns;
  }
  return result;
}

/** The number that a 1 x 1 matrix is. */
export function numberOf(value: Matrix, what: string): number {
  if (!isScalar(value)) refuse(`${what} is ${sizeOf(value)} where one number should stand.`, "wrong-size");
  return value.values[0]!;
}
