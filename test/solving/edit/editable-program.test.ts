import fc from "fast-check";
import { expect, test } from "vitest";
import { nameOf } from "../../../src/program/names.ts";
import type { Program } from "../../../src/program/program.ts";
import { validateProgram } from "../../../src/program/validate.ts";
import { EditableProgram } from "../../../src/solving/edit/editable-program.ts";
import { programOf, sparseOf } from "../../program-of.ts";

/** The same program kept the simple way: dense, by name. */
interface Dense {
  readonly rows: Map<string, number[]>;
  readonly columns: string[];
}

const block = (name: string, first: number) => ({ name, first, count: 1, axes: [], positions: null });
const floats = (...numbers: number[]) => Float64Array.from(numbers);

function expectSame(program: Program, dense: Dense): void {
  validateProgram(program);
  expect(Array.from({ length: program.numCols }, (_, col) => nameOf(program.colNames, col))).toEqual(dense.columns);
  const rows = Array.from({ length: program.numRows }, (_, row) => nameOf(program.rowNames, row));
  expect(rows).toEqual([...dense.rows.keys()]);
  for (const [row, name] of rows.entries()) {
    const found = new Array<number>(program.numCols).fill(0);
    for (let k = program.starts[row]!; k < program.starts[row + 1]!; k++)
      found[program.indices[k]!] = program.values[k]!;
    expect(found, name).toEqual(dense.rows.get(name));
    expect(program.rowUpper[row]).toBe(Number(name.slice(1)));
  }
  for (const [col, name] of dense.columns.entries()) expect(program.colCost[col]).toBe(Number(name.slice(1)));
}

const opened = [
  [1, 0, 2],
  [0, 0, 0],
  [3, 4, 5],
];

type Step = { readonly kind: "row" | "column" | "drop row" | "drop column" | "coefficient"; readonly seed: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      "row" as const,
      "column" as const,
      "drop row" as const,
      "drop column" as const,
      "coefficient" as const,
    ),
    seed: fc.nat(1000),
  }),
  { maxLength: 40 },
);

test("after any edits a program is what the same edits of a dense matrix make it", () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const start = programOf({
        costs: [0, 1, 2],
        rows: opened.map((coefficients, row) => [-Infinity, coefficients, row] as const),
        colNames: ["x0", "x1", "x2"],
        rowNames: ["r0", "r1", "r2"],
      });
      const before = structuredClone(start);
      const edited = new EditableProgram(start);
      const dense: Dense = { columns: ["x0", "x1", "x2"], rows: new Map(opened.map((row, k) => [`r${k}`, [...row]])) };
      for (const [k, step] of sequence.entries()) apply(edited, dense, step, k + 3);
      expectSame(edited.program, dense);
      expect(start).toEqual(before);
    }),
  );
});

/** Entries from 0 to 4, many of them 0. */
const entry = (seed: number, k: number): number => Math.max(0, ((seed * 31 + k * 17) % 9) - 4);

function apply(edited: EditableProgram, dense: Dense, { kind, seed }: Step, number: number): void {
  const { numCols, numRows } = edited.program;
  switch (kind) {
    case "row": {
      const row = Array.from({ length: numCols }, (_, k) => entry(seed, k));
      edited.addRows(
        { matrix: sparseOf([row]), lower: floats(-Infinity), upper: floats(number) },
        block(`r${number}`, numRows),
      );
      dense.rows.set(`r${number}`, row);
      return;
    }
    case "column": {
      const column = Array.from({ length: numRows }, (_, k) => entry(seed, k));
      const bounds = { lower: floats(0), upper: floats(1), kind: Uint8Array.of(0) };
      edited.addColumns({ matrix: sparseOf([column]), cost: floats(number), ...bounds }, block(`x${number}`, numCols));
      dense.columns.push(`x${number}`);
      for (const [k, row] of [...dense.rows.values()].entries()) row.push(column[k]!);
      return;
    }
    case "drop row": {
      if (numRows === 3) return;
      const row = 3 + (seed % (numRows - 3));
      dense.rows.delete(nameOf(edited.program.rowNames, row));
      edited.dropRows(row, 1);
      return;
    }
    case "drop column": {
      if (numCols === 3) return;
      const col = 3 + (seed % (numCols - 3));
      edited.dropColumns(col, 1);
      dense.columns.splice(col, 1);
      for (const row of dense.rows.values()) row.splice(col, 1);
      return;
    }
    case "coefficient": {
      const position = seed % 5;
      const [row, col] = [
        ["r0", 0],
        ["r0", 2],
        ["r2", 0],
        ["r2", 1],
        ["r2", 2],
      ][position] as [string, number];
      edited.setCoefficients([{ at: seed % 2 === 0 ? position : Int32Array.of(position), values: floats(seed + 1) }]);
      dense.rows.get(row)![col] = seed + 1;
    }
  }
}

test("coefficients that keep their value are not told to the solver", () => {
  const edited = new EditableProgram(
    programOf({
      costs: [1, 1],
      rows: [
        [0, [3, 4], 9],
        [0, [5, 0], 9],
      ],
    }),
  );
  const changed = edited.setCoefficients([
    { at: Int32Array.of(0, 2), values: floats(3, 7) },
    { at: 0, values: floats(3, 6) },
  ]);
  expect([...changed.rows]).toEqual([1, 0]);
  expect([...changed.cols]).toEqual([0, 1]);
  expect([...changed.values]).toEqual([7, 6]);
});
