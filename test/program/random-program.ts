/** Programs for the property tests: small, of every feature, with names that files cannot hold as they are. */
import fc from "fast-check";
import type { NameTable } from "../../src/program/names.ts";
import type { Program, SparseMatrix } from "../../src/program/program.ts";

const INFINITY = Number.POSITIVE_INFINITY;
/** Quarters, so that sums and distances are exact, and now and then an odd number. */
const quarter: fc.Arbitrary<number> = fc.integer({ min: -40, max: 40 }).map((n) => n / 4);
const figure: fc.Arbitrary<number> = fc.oneof(
  { weight: 5, arbitrary: quarter },
  fc.constantFrom(0.1, -1 / 3, 1e-7, 123456.789, 2 ** 40, -7.25e-5),
);
const coefficient: fc.Arbitrary<number> = figure.filter((value) => value !== 0);
const labels: readonly string[] = [
  "bus 2",
  "18",
  "é",
  "a-b",
  "a_b",
  "free",
  "",
  "3rd",
  "x[1]",
  "e5",
  "inf",
  "naught",
  "st",
  "*",
  "A,B",
  "€",
];

const bounds: fc.Arbitrary<readonly [number, number]> = fc.tuple(quarter, quarter, fc.nat(7)).map(([a, b, form]) => {
  const [low, high] = a <= b ? [a, b] : [b, a];
  const forms = [
    [0, INFINITY],
    [low, high],
    [low, low],
    [low, INFINITY],
    [-INFINITY, high],
    [-INFINITY, INFINITY],
    [0, 1],
    [0, 0],
  ] as const;
  return forms[form]!;
});
const semiBounds: fc.Arbitrary<readonly [number, number]> = fc
  .tuple(fc.nat(12), fc.integer({ min: 1, max: 20 }))
  .map(([low, width]) => [low / 4, low / 4 + width]);

interface Column {
  readonly cost: number;
  readonly kind: number;
  readonly bounds: readonly [number, number];
}
const column: fc.Arbitrary<Column> = fc.constantFrom(0, 0, 1, 2, 3).chain((kind) =>
  fc.record({
    cost: fc.oneof(fc.constant(0), figure),
    kind: fc.constant(kind),
    bounds: kind >= 2 ? semiBounds : bounds,
  }),
);

function namesOf(size: number, name: string, picked: readonly string[]): NameTable {
  const blocks = [
    {
      name,
      first: 0,
      count: Math.min(size, picked.length),
      axes: [{ set: "s", size: picked.length, labels: picked }],
      positions: null,
    },
  ];
  const rest = size - picked.length;
  const others = {
    name: "net load",
    first: picked.length,
    count: rest,
    axes: [{ set: "t", size: rest, labels: null }],
    positions: null,
  };
  return (rest > 0 ? [...blocks, others] : blocks).filter(({ count }) => count > 0);
}

const names = (size: number): fc.Arbitrary<NameTable> =>
  fc
    .tuple(fc.constantFrom("", "sold", "range", "inflow"), fc.subarray([...labels], { minLength: 1 }))
    .map(([name, picked]) => namesOf(size, name, picked));

function compressed(rows: readonly ReadonlyMap<number, number>[]): SparseMatrix {
  const entries = rows.map((row) => [...row]);
  const starts = Int32Array.from({ length: rows.length + 1 }, (_, k) =>
    entries.slice(0, k).reduce((sum, row) => sum + row.length, 0),
  );
  return {
    starts,
    indices: Int32Array.from(entries.flat(), ([index]) => index),
    values: Float64Array.from(entries.flat(), ([, value]) => value),
  };
}

function matrix(numRows: number, numCols: number): fc.Arbitrary<SparseMatrix> {
  const row = fc.uniqueArray(fc.tuple(fc.nat(Math.max(numCols - 1, 0)), coefficient), {
    selector: ([index]) => index,
    maxLength: Math.min(numCols, 5),
  });
  return fc
    .array(row, { minLength: numRows, maxLength: numRows })
    .map((rows) => compressed(rows.map((entries) => new Map(entries))));
}

/** D + v v': a strictly convex Q, as its lower triangle. */
function hessian(numCols: number): fc.Arbitrary<SparseMatrix> {
  const sparse = fc.array(fc.constantFrom(0, 0, 0, 1, -2, 0.5), { minLength: numCols, maxLength: numCols });
  return sparse.map((v) =>
    compressed(
      v.map(
        (own, k) =>
          new Map(
            v
              .map((other, i) => [i, own * other + (i === k ? 1.5 : 0)] as const)
              .filter(([i, value]) => i >= k && value !== 0),
          ),
      ),
    ),
  );
}

/** `linear` programs have columns of every kind; the others are convex, continuous and minimised. */
export function randomProgram(options: { readonly linear: boolean }): fc.Arbitrary<Program> {
  return fc.tuple(fc.integer({ min: options.linear ? 0 : 1, max: 6 }), fc.nat(6)).chain(([numCols, numRows]) =>
    fc
      .record({
        name: fc.constantFrom("", "end users", "p"),
        sense: options.linear
          ? fc.constantFrom("minimize" as const, "maximize" as const)
          : fc.constant("minimize" as const),
        offset: quarter,
        columns: fc.array(options.linear ? column : column.filter(({ kind }) => kind === 0), {
          minLength: numCols,
          maxLength: numCols,
        }),
        rows: fc.array(bounds, { minLength: numRows, maxLength: numRows }),
        matrix: matrix(numCols === 0 ? numRows : numRows, numCols),
        hessian: options.linear ? fc.constant(null) : hessian(numCols),
        colNames: names(numCols),
        rowNames: names(numRows),
      })
      .map(({ columns, rows, matrix: rowMatrix, ...rest }) => ({
        ...rest,
        ...rowMatrix,
        numCols,
        numRows,
        colCost: Float64Array.from(columns, ({ cost }) => cost),
        colLower: Float64Array.from(columns, (own) => own.bounds[0]),
        colUpper: Float64Array.from(columns, (own) => own.bounds[1]),
        colKind: Uint8Array.from(columns, ({ kind }) => kind),
        rowLower: Float64Array.from(rows, ([lower]) => lower),
        rowUpper: Float64Array.from(rows, ([, upper]) => upper),
        cones: null,
      })),
  );
}
