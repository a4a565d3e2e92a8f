import { expect, test } from "vitest";
import { readMatpower } from "../../../../src/feeder/files/matpower/index.ts";
import { smallCase } from "./small-case.ts";

/** Active loads in kW of buses 1, 2, 3 (0, 2 and 1 MW in the tables) after some statements. */
function loadsAfter(tail: string, head?: string): readonly number[] {
  const data = readMatpower(smallCase(head === undefined ? { tail } : { tail, head }), "small.m");
  return ["1", "2", "3"].map((name) => data.loads?.find(({ bus }) => bus === name)?.active ?? 0);
}

const constants = "define_constants;\n";

test.each([
  ["a column by a number", "mpc.bus(:, PD) = mpc.bus(:, PD) / 1e3;", [0, 2, 1]],
  ["two columns at once", "mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD QD]) * 2;", [0, 4000, 2000]],
  ["a power factor", "pf = 0.8; mpc.bus(:, PD) = mpc.bus(:, PD) * sin(acos(pf)) / 0.6;", [0, 2000, 1000]],
  ["by element", "mpc.bus(:, PD) = mpc.bus(:, PD) .* [1; 2; 3];", [0, 4000, 3000]],
  ["a division by element", "mpc.bus(:, PD) = 2./[1; 2; 4];", [2000, 1000, 500]],
  ["a row range", "mpc.bus(2:3, PD) = 4;", [0, 4000, 4000]],
  ["a range with steps", "mpc.bus(1:2:3, PD) = [7; 8];", [7000, 2000, 8000]],
  ["the last row", "mpc.bus(end, PD) = mpc.bus(end - 1, PD) + 1;", [0, 2000, 3000]],
  ["where a condition holds", "mpc.bus(mpc.bus(:, PD) > 1, PD) = 5;", [0, 5000, 1000]],
  ["where two hold", "mpc.bus(mpc.bus(:, PD) > 0 & mpc.bus(:, PD) ~= 2, PD) = 5;", [0, 2000, 5000]],
  ["found rows", "k = find(mpc.bus(:, BUS_I) == 3); mpc.bus(k, PD) = 9;", [0, 2000, 9000]],
  [
    "sums and sizes",
    "mpc.bus(3, PD) = sum(mpc.bus(:, PD)) * size(mpc.bus, 1) / numel(mpc.bus(:, 1));",
    [0, 2000, 3000],
  ],
  ["the largest", "mpc.bus(1, PD) = max(mpc.bus(:, PD)) - min([3 1 2]);", [1000, 2000, 1000]],
  ["powers and signs", "mpc.bus(1, PD) = -2^2 + 2^-1 + 6;", [2500, 2000, 1000]],
  ["a transposed row", "mpc.bus(:, PD) = [1 2 3]';", [1000, 2000, 3000]],
  ["signs as elements", "x = [3 -2 + 1, 4 - 1]; mpc.bus(1:3, PD) = x;", [3000, -1000, 3000]],
  ["logs of a table", "b = mpc.bus; b(2, PD) = 6; mpc.bus = b;", [0, 6000, 1000]],
  ["a row that is not needed", "mpc.bus(3, :) = []; mpc.branch(2, :) = [];", [0, 2000, 0]],
  ["ones and zeros", "mpc.bus(:, PD) = ones(3, 1) + zeros(3, 1);", [1000, 1000, 1000]],
  ["degrees", "mpc.bus(1, PD) = 2 * sin(pi / 6) + cos(0) + tan(0) + sqrt(4) - abs(-1);", [3000, 2000, 1000]],
])("statements at the end are carried out: %s", (_, statement, expected) => {
  loadsAfter(constants + statement).forEach((load, k) => {
    expect(load).toBeCloseTo(expected[k]!, 9);
  });
});

test("columns get their names from idx_bus, with names that nobody needs passed over", () => {
  const names = `[PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, ...  the others are not needed
      QD] = idx_bus;
    [~, ~, BR_R, BR_X] = idx_brch;
    [GEN_BUS, PG] = idx_gen;`;
  expect(loadsAfter(`${names}\nmpc.bus(:, PD) = mpc.bus(:, PD) * PG * BR_R / QD * 2;`)).toEqual([0, 6000, 3000]);
});

test("comments, continued lines, blocks of comments and texts with their signs are told apart", () => {
  const tail = `
    %{
    mpc.bus(:, 3) = 0;   this is a comment
    %}
    # so is this
    mpc.note = 'it''s 100 % [sure]; ...';   mpc.other = "a ""quoted"" % word";
    mpc.bus_name = { 'one % 1'; 'two }'; 'three' };
    mpc.if.map = [1, 2 % with a remark
      3 4];
    mpc.bus(2, 3) = mpc.bus(2, 3) ... and on
      + 1;`;
  expect(loadsAfter(tail)).toEqual([0, 3000, 1000]);
});

test("a case may go without its head, and its result may have another name", () => {
  expect(loadsAfter("", "mpc.version = '2'; mpc.baseMVA = 10;")).toEqual([0, 2000, 1000]);
  const other = smallCase().replaceAll("mpc", "s");
  expect(readMatpower(other, "small.m").loads).toHaveLength(2);
});

test("rows may end with a line or with a semicolon, and have commas, tabs and Windows line ends", () => {
  const bus = "\r\n1,3,0,0,0,0,1,1,0,12.5,1,1.1,0.9\r\n2\t1\t2\t1\t0\t0\t1\t1\t0\t12.5\t1\t1.1\t0.9\t\r\n\r\n";
  const data = readMatpower(
    smallCase({ bus, branch: "1 2 .01 2e-2 0 0 0 0 0 0 1 -360 360; % one\r\n" }).replaceAll("\n", "\r\n"),
    "small.m",
  );
  expect(data.buses.map(({ name }) => name)).toEqual(["1", "2"]);
  expect(data.lines[0]).toMatchObject({ resistance: 0.15625, reactance: 0.3125 });
});

test("expressions may stand in the cells of a table", () => {
  const bus = "1 3 0 0 0 0 1 1 0 135/sqrt(3) 1 1 1; 2 1 -0.5 +0.25 0 0 1 1 0 135/sqrt(3) 1 1 1;";
  const data = readMatpower(smallCase({ bus, branch: "1 2 0.01 0.02 0 0 0 0 0 0 1;" }), "small.m");
  expect(data.buses[0]!.voltage).toBeCloseTo(77.9423, 4);
  expect(data.loads).toEqual([{ bus: "2", active: -500, reactive: 250 }]);
});

test.each([
  ["if mpc.baseMVA > 1\n mpc.baseMVA = 1;\nend", /small\.m, line 15: "if" is not interpreted.*savecase/],
  ["mpc = loadcase('case9');", /line 15: "loadcase" is not known here.*The statement is "mpc = loadcase\('case9'\)"/],
  ["mpc.bus(:, PD) = 0;", /line 15: "PD" is not set\. Put "define_constants;"/],
  ["mpc.bus(4, 3) = 0;", /Subscript 4 is beyond the 3 rows/],
  ["mpc.bus(1, 14) = 0;", /Subscript 14 is beyond the 13 columns/],
  ["mpc.bus(:, 3) = [1; 2];", /2 x 1 cannot be set into 3 x 1/],
  ["mpc.bus(:, 3) = mpc.bus(:, 3) * mpc.bus(:, 4);", /"\*" cannot join 3 x 1 and 3 x 1/],
  ["mpc.bus(:, 3) = mpc.bus(:, 3) / mpc.bus(:, 4);", /Write "\.\/" if it goes by element/],
  ["x = mpc.load;", /There is no field "load", only version, baseMVA, bus, gen, branch/],
  ["x = [1 2; 3];", /Rows of a matrix differ in length: 2 elements in line 15, 1 in line 15/],
  ["x = [1 2kW];", /"kW" stands in an element of a matrix/],
  ["x = 'open", /line 15: A text has no end/],
  ["x = (1 + 2;", /";" stands where "\)" should/],
  ["x = [1 2", /A "\[" has no "\]"/],
  ["mpc.bus(0, 3) = 1;", /0 is no subscript: they are whole numbers from 1/],
  ["[a, b] = size(mpc.bus);", /Only idx_bus, idx_brch, idx_gen and idx_cost give several results/],
  ["end\nx = 1;", /Something stands behind the end of the case/],
])("a statement that cannot be carried out is an error with its line: %s", (tail, message) => {
  expect(() => readMatpower(smallCase({ tail }), "small.m")).toThrow(message);
});
