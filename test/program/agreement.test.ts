/** Files that others write, in every form that HiGHS can read too: both readers must mean the same optimum. */
import { expect, test } from "vitest";
import { readProgram } from "../../src/program/index.ts";
import { optimal, solveArrays, solveText } from "./highs.ts";

const lp: Readonly<Record<string, string>> = {
  "the example of the CPLEX manual": `Maximize
 obj: x1 + 2 x2 + 3 x3 + x4
Subject To
 c1: - x1 + x2 + x3 + 10 x4 <= 20
 c2: x1 - 3 x2 + x3 <= 30
 c3: x2 - 3.5 x4 = 0
Bounds
 0 <= x1 <= 40
 2 <= x4 <= 3
General
 x4
End
`,
  "unnamed rows, wrapped lines and comments": `\\ a comment
min
 2 x
 + 3
 y + 5
st
 x - y
 + 3 z >=
 8 \\ here too
 -x - y <= -2
 \\ and here
 x
 <= 12
end
`,
  "free, fixed, negative and one-sided bounds": `minimum
 cost: a - b + c + d - 2 e
subject to
 r1: a + b + c + d + e >= -10
 r2: e + a <= 7
bounds
 a = 4
 -3 <= c
 b <= 4
 d >= -5.5
 -inf <= e <= 3
end
`,
  "repeated variables and signs in a row": `MAX obj: 4x - - 2 y
ST
 a: x + - 3 y + 2 x <= 12
 b: x + y <= 9.5
BOUNDS
 x <= 1e1
END
`,
  "integer, binary and semi-continuous columns": `Maximize
 obj: 2.5 x + 3 y - 4 b + s
such that
 c1: x + y + s <= 10.5
 c2: x - 3 b <= 2
 c3: 2 y + s <= 9
Bounds
 2 <= s <= 3.5
Binaries
 b
Generals
 x y
Semi-Continuous
 s
End
`,
  "a quadratic objective": `min
 obj: x - 4 y + [ 2 x ^2 + 2 x * y + 3 y^2 ] / 2 + 1
st
 c: x + y >= 1
bounds
 x free
end
`,
  "names with odd characters":
    "min\n obj: x#1 + 2 f(1,2) - a.b + net_load{2}\nst\n R(1): x#1 + f(1,2) + net_load{2} >= 3\n R(2): a.b <= 5\nend\n",
  "an infeasible pair of rows": "min x\nst\n a: x + y <= 1\n b: x + y >= 2\nend\n",
};

const mps: Readonly<Record<string, string>> = {
  "the example of the MPS format": `NAME          TESTPROB
ROWS
 N  COST
 L  LIM1
 G  LIM2
 E  MYEQN
COLUMNS
    X         COST              1.0   LIM1              1.0
    X         LIM2              1.0
    Y         COST              2.0   LIM1              1.0
    Y         MYEQN            -1.0
    Z         COST             -1.0   MYEQN             1.0
RHS
    RHS       LIM1              4.0   LIM2              1.0
    RHS       MYEQN             7.0
BOUNDS
 UP BND       X                 4.0
 LO BND       Y                -1.0
 UP BND       Y                 1.0
ENDATA
`,
  "blanks in names and a negative upper bound": `NAME          BLANKS
ROWS
 N  COST
 G  LIM 1
COLUMNS
    COL 1     COST               1.0   LIM 1              1.0
    COL 2     COST               2.0   LIM 1              1.0
RHS
    RHS       LIM 1              4.0
BOUNDS
 UP BND       COL 1             -3.0
ENDATA
`,
  "ranges of every sign, a constant and a second N row": `NAME r
ROWS
 N obj
 E a
 E b
 L c
 G d
 N other
COLUMNS
 x obj 1 a 1
 x other 3
 y obj -1 b 1
 z obj 2 c -1
 w obj -2 d 1
RHS
 RHS a 4 b 4
 RHS c 4 d 4
 RHS obj -7.5
RANGES
 RNG a 2 b -2
 RNG c 3 d -3
ENDATA
`,
  "integer markers with and without bounds, maximised": `NAME i
OBJSENSE
    MAX
ROWS
 N obj
 L cap
COLUMNS
 M1 'MARKER' 'INTORG'
 a obj 5 cap 3
 b obj 4 cap 2
 c obj 1 cap 1.5
 M2 'MARKER' 'INTEND'
 d obj 0.5 cap 1
RHS
 RHS cap 10.2
BOUNDS
 LO BND b 2
 UP BND c 3
ENDATA
`,
  "every kind of bound": `NAME b
ROWS
 N obj
 G r
COLUMNS
 a obj 1 r 1
 b obj 1 r 1
 c obj 1 r -1
 d obj -1 r 1
 e obj 1 r 1
 f obj -3 r 1
 g obj -2 r 1
 h obj 1.5 r 2
RHS
 RHS r -3.5
BOUNDS
 FX BND a 2
 MI BND b
 UP BND b 2
 PL BND c
 BV BND d
 LI BND e -2
 UI BND e 4
 SC BND f 6
 LO BND f 2
 SI BND g 5
 FR BND h
ENDATA
`,
  "a quadratic objective without set names": `NAME q
ROWS
 N obj
 G r
COLUMNS
 x obj 1 r 1
 y obj -4 r 1
RHS
 r 1
BOUNDS
 FR x
QUADOBJ
 x x 2
 x y 1
 y y 3
ENDATA
`,
};

test.each(Object.entries(lp))("LP: %s", (_, text) => agree(text, "lp"));
test.each(Object.entries(mps))("MPS: %s", (_, text) => agree(text, "mps"));

function agree(text: string, format: "lp" | "mps"): void {
  const ours = solveArrays(readProgram(text, `model.${format}`));
  const theirs = solveText(format, text);
  expect(ours.status).toBe(theirs.status);
  if (theirs.status === optimal) expect(ours.objective).toBeCloseTo(theirs.objective, 6);
}
