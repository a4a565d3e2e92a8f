import { expect, test } from "vitest";
import { ClearwattError } from "../../../src/errors.ts";
import { readMps } from "../../../src/program/index.ts";
import { describe } from "../describe.ts";

const INFINITY = Number.POSITIVE_INFINITY;
const columns = " x obj 1 r 1\n y obj 2 r 1\n";
const file = (rest: string, rows = " G r\n", own = columns) =>
  `NAME t\nROWS\n N obj\n${rows}COLUMNS\n${own}${rest}ENDATA\n`;
const read = (text: string) => describe(readMps(text, "model.mps"));
const boundsOf = (bounds: string) => read(file(`BOUNDS\n${bounds}\n`)).bounds;

test("free format: two pairs a line, a right-hand side, its constant, and ranges by their rule of signs", () => {
  const program = readMps(
    file(
      "RHS\n RHS a 4 b 4\n RHS c 4 d 4\n RHS obj 10\nRANGES\n RNG a 2 b -2\n RNG c 3 d -3\n",
      " E a\n E b\n L c\n G d\n",
      " x a 1 b 1\n x c 1 d 1\n x obj 1\n",
    ),
  );
  expect(program.offset).toBe(-10);
  expect(describe(program).rows).toEqual({
    a: [4, { x: 1 }, 6],
    b: [2, { x: 1 }, 4],
    c: [1, { x: 1 }, 4],
    d: [4, { x: 1 }, 7],
  });
});

test("ranges may stand before the right-hand sides", () => {
  expect(read(file("RANGES\n RNG r 3\nRHS\n RHS r 2\n")).rows).toEqual({ r: [2, { x: 1, y: 1 }, 5] });
});

test("fixed format: names hold blanks, fields may be empty", () => {
  const text = `* the classic
NAME          TEST 1
ROWS
 N  COST
 G  LIM 1
 L  LIM 2
COLUMNS
    COL 1     COST               1.0   LIM 1              1.0
    MARKER                 'MARKER'                 'INTORG'
    COL 2     COST               2.0   LIM 1              1.0
    COL 2     LIM 2             -1.5
    MARKER                 'MARKER'                 'INTEND'
RHS
              LIM 1              4.0   LIM 2             12.0
BOUNDS
 UP BND       COL 1              3.0
 FR           COL 2
ENDATA
`;
  expect(read(text)).toEqual({
    columns: ["COL 1", "COL 2"],
    costs: [1, 2],
    bounds: { "COL 1": [0, 3], "COL 2": [-INFINITY, INFINITY] },
    kinds: [0, 1],
    rows: { "LIM 1": [4, { "COL 1": 1, "COL 2": 1 }, INFINITY], "LIM 2": [-INFINITY, { "COL 2": -1.5 }, 12] },
  });
});

test("fixed format: a line without the name of a column goes on with the one before", () => {
  const text = `NAME
ROWS
 N  COST
 G  LIM1
 L  LIM2
COLUMNS
    X         COST               2.0   LIM1               1.0
              LIM2               3.0
RHS
              LIM1               4.0
ENDATA
`;
  expect(read(text)).toMatchObject({
    columns: ["X"],
    rows: { LIM1: [4, { X: 1 }, INFINITY], LIM2: [-INFINITY, { X: 3 }, 0] },
  });
  const nameless = text.replace("    X     ", "          ");
  expect(() => readMps(nameless, "model.mps")).toThrow("model.mps, line 7: the name of a column is missing");
});

test("a $ where another entry could begin opens a comment, in both formats; with a number behind it $x is a name", () => {
  const fixed = `NAME
ROWS
 N  COST      $ in EUR
 G  LIM 1     $ at least
COLUMNS
    COL 1     COST               1.0   $ each
    COL 1     LIM 1              1.0   $per COL
RHS
    RHS       LIM 1              4.0   $ 5 of them
BOUNDS
 UP BND       COL 1              9.0   $ more
ENDATA
`;
  const expected = { columns: ["COL 1"], costs: [1], bounds: { "COL 1": [0, 9] } };
  expect(read(fixed)).toMatchObject({ ...expected, rows: { "LIM 1": [4, { "COL 1": 1 }, INFINITY] } });
  const { columns, bounds, rows } = read(fixed.replaceAll("COL 1", "COL_1").replaceAll("LIM 1", "LIM_1"));
  expect({ columns, bounds }).toEqual({ columns: ["COL_1"], bounds: { COL_1: [0, 9] } });
  expect(rows).toEqual({ LIM_1: [4, { COL_1: 1 }, INFINITY] });
  const named = file("RHS\n R $r 4\nBOUNDS\n UP B $x 9 $ more\n BV B y $\n", " G $r\n", " $x obj 1 $r 1\n y $r 2 $\n");
  expect(read(named)).toMatchObject({
    bounds: { $x: [0, 9], y: [0, 1] },
    rows: { $r: [4, { $x: 1, y: 2 }, INFINITY] },
  });
});

test.each([
  ["OBJSENSE\n    MAX\n", "maximize"],
  ["OBJSENSE\n MAXIMIZE\n", "maximize"],
  ["OBJSENSE MAX\n", "maximize"],
  ["OBJSENSE MAXIMISE\n", "maximize"],
  ["objsense\n max\n", "maximize"],
  ["OBJSENSE\n    MIN\n", "minimize"],
  ["", "minimize"],
])("%j says to %s", (section, sense) => {
  expect(readMps(file("").replace("ROWS", `${section}ROWS`)).sense).toBe(sense);
});

test("the first N row is the objective and further ones are left out, unless OBJNAME says otherwise", () => {
  const text = file("RHS\n RHS r 2 other 5\n", " G r\n N other\n", " x obj 1 r 1\n x other 7\n");
  expect(read(text)).toMatchObject({ costs: [1], rows: { r: [2, { x: 1 }, INFINITY] } });
  expect(read(text.replace("ROWS", "OBJNAME\n other\nROWS"))).toMatchObject({ costs: [7] });
});

test("set names may be missing, comments and blank lines are skipped, D is an exponent", () => {
  const text = file("RHS\n\n* a comment\n r 2\nBOUNDS\n UP x 4\n FR y\n", " G r\n", " x obj 1.5D1 r 1\n y r +.5e0\n");
  expect(read(text)).toMatchObject({
    costs: [15, 0],
    bounds: { x: [0, 4], y: [-INFINITY, INFINITY] },
    rows: { r: [2, { x: 1, y: 0.5 }, INFINITY] },
  });
});

test.each([
  [" UP B x 4", [0, 4]],
  [" LO B x 1", [1, INFINITY]],
  [" FX B x 3", [3, 3]],
  [" FR B x", [-INFINITY, INFINITY]],
  [" MI B x", [-INFINITY, INFINITY]],
  [" MI B x\n UP B x 2", [-INFINITY, 2]],
  [" PL B x", [0, INFINITY]],
  [" BV B x", [0, 1]],
  [" BV B x 1", [0, 1]],
  [" UP B x 1e30", [0, INFINITY]],
  [" LO B x -inf", [-INFINITY, INFINITY]],
  [" UP B x -5", [-INFINITY, -5]],
  [" UP B x -5\n LO B x -9", [-9, -5]],
  [" UP B x 0", [0, 0]],
  [" up B x 4", [0, 4]],
  [" UP B x 4\n UP B x 4", [0, 4]],
])("the bound %j leaves %j", (bound, expected) => {
  expect(boundsOf(bound).x).toEqual(expected);
});

test("bounds make columns integer and semi-continuous", () => {
  const kindOf = (bound: string) => read(file(`BOUNDS\n${bound}\n`)).kinds[0];
  expect([" BV B x", " LI B x 2", " UI B x 9", " SC B x 9", " SI B x 9", " UP B x 9"].map(kindOf)).toEqual([
    1, 1, 1, 2, 3, 0,
  ]);
});

test("a column called both integer and semi-continuous is both, in any order", () => {
  const kindOf = (bound: string) => read(file(`BOUNDS\n${bound}\n`)).kinds[0];
  expect([" SC B x 9\n LI B x 2", " LI B x 2\n SC B x 9", " SI B x 9\n LO B x 2"].map(kindOf)).toEqual([3, 3, 3]);
  const marked = " m 'MARKER' 'INTORG'\n x obj 1 r 1\n m 'MARKER' 'INTEND'\n";
  const program = read(file("BOUNDS\n SC B x 9\n", " G r\n", marked));
  expect([program.kinds, program.bounds]).toEqual([[3], { x: [0, 9] }]);
});

test("marked integer columns lie in [0, 1] if nothing bounds them, as HiGHS has it", () => {
  const marked = ` m 'MARKER' 'INTORG'\n a obj 1\n b obj 1\n c obj 1\n m 'MARKER' 'INTEND'\n d obj 1\n`;
  const program = read(file("BOUNDS\n LO B b 5\n PL B c\n", " G r\n", marked));
  expect(program.kinds).toEqual([1, 1, 1, 0]);
  expect(program.bounds).toEqual({ a: [0, 1], b: [5, INFINITY], c: [0, INFINITY], d: [0, INFINITY] });
});

test("QUADOBJ holds one triangle, QMATRIX both, and QSECTION is QUADOBJ for the objective", () => {
  const triangle = " x x 2\n y x 1\n y y 4\n";
  const square = " x x 2 y 1\n y x 1\n y y 4\n";
  for (const section of [`QUADOBJ\n${triangle}`, `QSECTION obj\n${triangle}`, `QMATRIX\n${square}`]) {
    const hessian = readMps(file(section)).hessian!;
    expect([[...hessian.starts], [...hessian.indices], [...hessian.values]]).toEqual([
      [0, 2, 3],
      [0, 1, 1],
      [2, 1, 4],
    ]);
  }
});

test("names of sections may be names of columns and rows", () => {
  expect(read(file("RHS\n RHS RHS 3\nBOUNDS\n UP BOUNDS ROWS 4\n", " G RHS\n", " ROWS obj 1 RHS 1\n"))).toMatchObject({
    bounds: { ROWS: [0, 4] },
    rows: { RHS: [3, { ROWS: 1 }, INFINITY] },
  });
});

test.each([
  ["ROWS\n N obj\nCOLUMNS\n x obj 1\n", 5, "ENDATA"],
  ["x = 3\n", 1, "before any section"],
  [file("", " Q r\n"), 4, "no kind of row"],
  [file("", " G\n"), 4, "one name"],
  [file("", " G r\n L r\n"), 5, "defined twice"],
  [file("", " G r\n", " x obj 1 s 1\n"), 6, 'row "s" is not defined'],
  [file("", " G r\n", " x obj 1 r\n"), 6, "pairs"],
  [file("", " G r\n", " x obj one\n"), 6, '"one"'],
  [file("", " G r\n", " x obj NaN\n"), 6, '"NaN"'],
  [file("", " G r\n", " x obj inf\n"), 6, "infinite"],
  [file("", " G r\n", " x r 1\n x r 2\n"), 7, "two entries"],
  [file("", " G r\n", " x obj 1\n x r 2 obj 3\n"), 7, "two entries"],
  [file("", " G r\n", " x r 1\n y r 1\n x obj 1\n"), 8, "a second time"],
  [file("", " G r\n", " m 'MARKER' 'INTEGER'\n x r 1\n"), 6, "no marker"],
  [file("RHS\n RHS s 1\n"), 9, 'row "s" is not defined'],
  [file("RHS\n RHS r 1\n RHS r 1\n"), 10, "on line 9 already"],
  [file("RHS\n RHS r 1\n RHS2 obj 1\n"), 10, "second set"],
  [file("RHS\n RHS r 1e20\n"), 9, "no value"],
  [file("RANGES\n RNG obj 1\n"), 9, "kind N"],
  [file("BOUNDS\n UP B z 1\n"), 9, 'column "z"'],
  [file("BOUNDS\n UQ B x 1\n"), 9, "no kind of bound"],
  [file("BOUNDS\n UP B x\n"), 9, "is missing"],
  [file("BOUNDS\n FR B x\n UP B x 3\n"), 10, "on line 9"],
  [file("BOUNDS\n UP B x 3\n UP C x 3\n"), 10, "second set"],
  [file("BOUNDS\n LO B x 3\n UP B x 1\n"), 10, "leaves no value"],
  [file("BOUNDS\n FX B x inf\n"), 9, "leaves no value"],
  [file("QUADOBJ\n x z 1\n"), 9, 'column "z"'],
  [file("QUADOBJ\n x y 1\n y x 1\n"), 10, "QMATRIX"],
  [file("QMATRIX\n x y 1\n"), 10, "not symmetric"],
  [file("QCMATRIX r\n x x 1\n"), 8, "QCMATRIX"],
  [file("QSECTION r\n x x 1\n"), 8, "quadratic row"],
  [file("SOS\n S1 s\n"), 8, "SOS"],
  [file("INDICATORS\n IF r x 1\n"), 8, "INDICATORS"],
  ["NAME\nOBJSENSE\n UP\nROWS\nENDATA\n", 3, "no direction"],
])("%j is refused at line %i", (text, line, message) => {
  const reading = () => readMps(text, "model.mps");
  expect(reading).toThrow(ClearwattError);
  expect(reading).toThrow(`model.mps, line ${line}: `);
  expect(reading).toThrow(message);
});
