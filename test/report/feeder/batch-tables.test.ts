import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { feeder, powerFlows } from "../../../src/feeder/index.ts";
import { branchTable, busTable, stepTable } from "../../../src/report/index.ts";
import { net } from "../../feeder/nets.ts";

test("a row for each step, and for each bus or branch in it; a step without solution is left empty", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const batch = powerFlows(net33, { profile: Float64Array.of(1, 5, 1, 9) }, { branches: true });
  const steps = stepTable(batch, ["mon", "tue", "wed", "thu"]);
  expect(steps.objects()[0]).toMatchObject({ step: "mon", status: "solved", "lowest bus": "18" });
  expect(steps.objects()[1]).toEqual({
    step: "tue",
    status: "no solution",
    iterations: null,
    "losses [kW]": null,
    "losses [kVAr]": null,
    "from bus 1 [kW]": null,
    "from bus 1 [kVAr]": null,
    "lowest voltage [p.u.]": null,
    "lowest bus": null,
  });
  const voltages = busTable(batch);
  expect(voltages.numRows()).toBe(4 * 33);
  expect(voltages.objects()[17]).toEqual({ step: 1, bus: "18", "voltage [p.u.]": batch.voltage[17] });
  expect(voltages.objects()[33 + 17]).toEqual({ step: 2, bus: "18", "voltage [p.u.]": null });
  const branches = branchTable(batch);
  expect(branches.numRows()).toBe(4 * 37);
  expect(branches.objects()[2 * 37 + 1]).toMatchObject({
    step: 3,
    branch: "2-3",
    "from [kW]": batch.branches!.activeFrom[1],
  });
  expect(branches.objects()[37]).toMatchObject({ step: 2, "from [kW]": null, loading: null });
});

test("names that do not fit the steps, and branches that were not asked for, are refused", () => {
  const batch = powerFlows(net("1-2 2-3"), { profile: Float64Array.of(1, 2) });
  expect(() => branchTable(batch)).toThrow("Ask powerFlows for them: { branches: true }");
  expect(() => stepTable(batch, ["one"])).toThrow("There are 2 steps, and 1 names for them");
});
