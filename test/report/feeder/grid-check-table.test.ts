import { expect, test } from "vitest";
import { checkGrid, type FeederData, feeder } from "../../../src/feeder/index.ts";
import { gridCheckTable } from "../../../src/report/index.ts";
import { check, data, net } from "../../feeder/flow/check/three-buses.ts";

test("a run of which a step has no power flow shows how many are solved, and the lowest voltage of those", () => {
  expect(gridCheckTable([["market", check([-3000, -20_000, 0])]])).toMatch(/market +2 of 3 +0\.93\d\d +bus b, step 1 /);
});

test("losses are in kWh, of steps of any length", () => {
  const losses = (hourLength: number) => gridCheckTable([["market", check([-3000], hourLength)]]);
  // 3 MW through 2 ohm at 10 kV: 1,000 kW (1 - v)^2 / 0.02, with v = 0.93589.
  expect(losses(1)).toMatch(/\[kWh\][\s\S]* 205\.5\d$/);
  expect(losses(0.25)).toMatch(/\[kWh\][\s\S]* 51\.3\d$/);
});

test("where all steps fail the table says so and has no numbers", () => {
  expect(gridCheckTable([["market", check([-20_000])]])).toMatch(/market +0 of 1 +–/);
});

test("the table says beside the overloads how many branches are rated, where that is not all of them", () => {
  const cells = (lines: FeederData["lines"]) => {
    const found = checkGrid(feeder({ ...data, lines }), { bus: ["b"], active: [-3000], reactive: [0], hourLength: 1 });
    return gridCheckTable([["market", found]])
      .split("\n")
      .at(-1)!;
  };
  expect(cells(data.lines)).toContain(" 1 (1 of 2 rated) ");
  expect(cells(data.lines.map((line) => ({ ...line, ratedPower: 1000 })))).toMatch(/ 2 +0 /);
  expect(cells(data.lines.map(({ ratedPower: _, ...line }) => line))).not.toContain("rated");
});

test("steps may have names", () => {
  const powers = { bus: ["b"], active: [-3000, -500], reactive: [0, 0], hourLength: 1 };
  const found = checkGrid(net, powers, { steps: ["noon", "night"] });
  expect(gridCheckTable([["market", found]])).toContain("bus b, noon");
});
