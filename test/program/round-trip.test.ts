import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Program,
  packProgram,
  readLp,
  readMps,
  unpackProgram,
  writeLp,
  writeMps,
} from "../../src/program/index.ts";
import { nameOf } from "../../src/program/names.ts";
import { legalName } from "../../src/program/text/file-names.ts";
import { optimal, solveArrays, solveText } from "./highs.ts";
import { randomProgram } from "./random-program.ts";

const linear = randomProgram({ linear: true });
const quadratic = randomProgram({ linear: false });
const any = fc.oneof(linear, quadratic);

/** Everything a program says, by names instead of positions; names as a file writes them. */
function contents(program: Program) {
  const columns = Array.from({ length: program.numCols }, (_, column) => nameOf(program.colNames, column));
  const entries = (from: number, to: number, { indices, values }: { indices: Int32Array; values: Float64Array }) =>
    Object.fromEntries(Array.from(indices.subarray(from, to), (index, k) => [columns[index], values[from + k]]));
  const { hessian } = program;
  return {
    sense: program.sense,
    offset: program.offset + 0,
    columns: Object.fromEntries(
      columns.map((name, k) => [
        name,
        [program.colCost[k]! + 0, program.colKind[k], program.colLower[k], program.colUpper[k]],
      ]),
    ),
    rows: Array.from({ length: program.numRows }, (_, row) => ({
      name: nameOf(program.rowNames, row),
      entries: entries(program.starts[row]!, program.starts[row + 1]!, program),
      bounds: [program.rowLower[row], program.rowUpper[row]],
    })),
    curvature: new Set(
      hessian === null
        ? []
        : columns.flatMap((name, column) =>
            Object.entries(entries(hessian.starts[column]!, hessian.starts[column + 1]!, hessian)).map(
              ([other, value]) => `${[name, other].sort().join(" ")} ${value}`,
            ),
          ),
    ),
  };
}

/** The same program under the names it has in a file. */
function renamed(program: Program, inFile: Program): Program {
  const match = (table: Program["colNames"], size: number) =>
    Array.from({ length: size }, (_, k) => legalName(nameOf(table, k)));
  expect(
    match(inFile.rowNames, inFile.numRows).every((name, row) =>
      name.startsWith(legalName(nameOf(program.rowNames, row))),
    ),
  ).toBe(true);
  return { ...program, colNames: inFile.colNames, rowNames: inFile.rowNames };
}

test("a program comes back from MPS as it was, its columns and rows in their order", () => {
  fc.assert(
    fc.property(any, (program) => {
      const back = readMps(writeMps(program));
      expect(contents(back)).toEqual(contents(renamed(program, back)));
    }),
    { numRuns: 300 },
  );
});

test("a program comes back from LP as it was, under the same names as from MPS", () => {
  fc.assert(
    fc.property(any, (program) => {
      const back = readLp(writeLp(program));
      expect(contents(back)).toEqual(contents(renamed(program, readMps(writeMps(program)))));
    }),
    { numRuns: 300 },
  );
});

test("a packed program comes back identical", () => {
  fc.assert(
    fc.property(any, (program) => {
      expect(unpackProgram(packProgram(program))).toStrictEqual(program);
    }),
  );
});

/** Runs both texts through HiGHS's own readers; the seed is fixed, since borderline programs may end either way. */
function compareWithArrays(programs: fc.Arbitrary<Program>, statusMustAgree: boolean): void {
  fc.assert(
    fc.property(programs, (program) => {
      fc.pre(program.numCols > 0);
      const arrays = solveArrays(program);
      for (const file of [solveText("lp", writeLp(program)), solveText("mps", writeMps(program))]) {
        if (statusMustAgree) expect(file.status === optimal).toBe(arrays.status === optimal);
        if (arrays.status === optimal && file.status === optimal)
          expect(file.objective).toBeCloseTo(arrays.objective, 5);
      }
    }),
    { numRuns: 150, seed: 2019 },
  );
}

test("HiGHS reads the LP and MPS text of an integer program and finds the optimum of its arrays", () => {
  compareWithArrays(linear, true);
});

test("HiGHS reads the LP and MPS text of a quadratic program and finds the optimum of its arrays", () => {
  compareWithArrays(quadratic, false);
});
