import { expect, test } from "vitest";
import { readPandapower } from "../../../../src/feeder/files/pandapower/index.ts";
import { feeder, powerFlow } from "../../../../src/feeder/index.ts";
import { fixture } from "../../fixtures.ts";
import { line, netJson, type Row, small, stepDown, type Tables, trafo } from "./net-json.ts";

const read = (tables: Tables, more?: Row) => readPandapower(netJson(tables, more), "net.json");
const withRow = (tables: Tables, table: string, row: Row): Tables => ({ ...tables, [table]: [row] });

test("the flow of a town on three voltage levels is that of pandapower's runpp, to 1e-12 per unit", () => {
  const text = fixture("small-town.json");
  const flow = powerFlow(feeder(readPandapower(text, "small-town.json")));
  if (flow.status !== "solved") throw new Error(flow.reason);
  const tables = JSON.parse(text)._object;
  const [bus, results] = [JSON.parse(tables.bus._object), JSON.parse(tables.res_bus._object)];
  let compared = 0;
  flow.feeder.busNames.forEach((name, k) => {
    const row = bus.data.findIndex((cells: readonly unknown[]) => cells[bus.columns.indexOf("name")] === name);
    const [voltage, angle] = results.data[results.index.indexOf(bus.index[row])];
    expect(flow.voltage[k], name).toBeCloseTo(voltage, 12);
    expect(Math.cos(flow.angle[k]! - (angle * Math.PI) / 180), name).toBeCloseTo(1, 12);
    compared++;
  });
  expect(compared).toBe(9);
});

test("what was decided about the town stands in its notes", () => {
  expect(readPandapower(fixture("small-town.json"), "small-town.json").notes).toEqual([
    "Closed switches join 1 bus to others: each group is one bus, named after its first.",
    "Lines open at one end are open (2: 3, 6); what charges them stands as a shunt at the other end.",
    "The conductance of lines (g_us_per_km; 1: 4) stands as shunts at their ends.",
    "Transformer 3 is open at one end; what magnetises it stands as a shunt at the other.",
  ]);
});

test("lines are per km, times their length, over parallel circuits", () => {
  const { lines, name, origin } = read(withRow(small, "line", { ...line, parallel: 2, df: 0.9 }));
  expect(lines).toEqual([
    {
      ...{ from: "A", to: "B", resistance: 0.1, reactance: 0.3, ratedCurrent: 360 },
      susceptance: expect.closeTo(2 * Math.PI * 50 * 40e-3, 9),
    },
  ]);
  expect([name, origin]).toEqual(["net", "pandapower network net.json"]);
});

test("the frequency of the network counts", () => {
  expect(read(small, { f_hz: 60, name: "sixty" })).toMatchObject({
    name: "sixty",
    lines: [{ susceptance: expect.closeTo(2 * Math.PI * 60 * 20e-3, 9) }],
  });
});

test("buses have their names where all are unique, otherwise the index, and that is said", () => {
  expect(read(small).buses.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  const bus = small.bus!.map((row) => ({ ...row, name: "same", min_vm_pu: 0.9, max_vm_pu: 1.1, zone: 4 }));
  const data = read({ ...small, bus });
  expect(data.buses[2]).toEqual({ name: "2", voltage: 20, zone: "4", lowestVoltage: 0.9, highestVoltage: 1.1 });
  expect(data.notes).toEqual(["Buses are named by their index in pandapower: not every bus has a name of its own."]);
});

test("closed switches join buses, open ones do not, and one with an impedance is a line", () => {
  const joined = (row: Row) => read(withRow(small, "switch", { bus: 1, element: 2, et: "b", closed: true, ...row }));
  expect(joined({}).buses.map(({ name }) => name)).toEqual(["A", "B"]);
  expect(joined({ closed: false }).buses).toHaveLength(3);
  expect(joined({ z_ohm: 5 }).lines[1]).toEqual({
    ...{ from: "B", to: "C" },
    resistance: expect.closeTo(Math.sqrt(20), 12),
    reactance: expect.closeTo(Math.sqrt(5), 12),
  });
});

test("a line between joined buses is left out, and said", () => {
  const data = read({ ...small, switch: [{ bus: 0, element: 1, et: "b", closed: true }] });
  expect(data.lines).toEqual([]);
  expect(data.notes![1]).toBe("Lines that closed switches bridge are left out (1: 0).");
});

test("loads are scaled and parted by how they follow the voltage, in the older columns too", () => {
  const load = { bus: 1, p_mw: 0.2, q_mvar: 0.1, scaling: 0.5, in_service: true };
  expect(read(withRow(small, "load", { ...load, const_z_percent: 10, const_i_percent: 20 })).loads).toEqual([
    { bus: "B", active: 10, reactive: 5, kind: "impedance" },
    { bus: "B", active: 20, reactive: 10, kind: "current" },
    { bus: "B", active: expect.closeTo(70, 12), reactive: expect.closeTo(35, 12) },
  ]);
  expect(read(withRow(small, "load", { ...load, const_z_p_percent: 100, const_z_q_percent: 0 })).loads).toEqual([
    { bus: "B", active: 100, reactive: 0, kind: "impedance" },
    { bus: "B", active: 0, reactive: 50 },
  ]);
  expect(read(withRow(small, "load", { ...load, in_service: false })).loads).toEqual([]);
});

test("generators give or hold, shunts have their steps and their own voltage, slack generators are sources", () => {
  const data = read({
    ...small,
    sgen: [{ bus: 1, p_mw: 0.3, q_mvar: -0.1, scaling: 2 }],
    gen: [
      { bus: 1, p_mw: 0.4, vm_pu: 1.02, scaling: 1 },
      { bus: 0, p_mw: 0.5, vm_pu: 1.01, scaling: 1 },
      { bus: 2, p_mw: 0.6, vm_pu: 1.03, slack: true },
    ],
    shunt: [{ bus: 1, p_mw: 0.01, q_mvar: -0.5, step: 2, vn_kv: 10 }],
  });
  expect(data.generators).toEqual([
    { bus: "B", active: 600, reactive: -200 },
    { bus: "B", active: 400, reactive: 0, voltage: 1.02 },
    { bus: "A", active: 500, reactive: 0 },
  ]);
  expect(data.sources).toEqual([
    { bus: "A", voltage: 1.01 },
    { bus: "C", voltage: 1.03 },
  ]);
  expect(data.shunts).toEqual([{ bus: "B", active: 80, reactive: 4000 }]);
});

/** 0.4 kV and 0.4 MVA are 0.4 ohm: 3 % and 4 % of it (a triangle of 3, 4 and 5). */
test("short-circuit data give the impedance at the low side, the tap the ratio", () => {
  expect(read(stepDown).transformers).toEqual([
    {
      ...{ from: "A", to: "B", resistance: expect.closeTo(0.012, 14), reactance: expect.closeTo(0.016, 14) },
      ...{ ratio: expect.closeTo(1.05, 14), shift: 150, ratedPower: 400 },
    },
  ]);
});

test("kinds of tap changers turn or raise, and none does nothing", () => {
  const ratioAndShift = (row: Row) => {
    const [found] = read(withRow(stepDown, "trafo", { ...trafo, ...row })).transformers!;
    return [found!.ratio, found!.shift];
  };
  expect(ratioAndShift({ tap_changer_type: "None" })).toEqual([1, 150]);
  expect(ratioAndShift({ tap_changer_type: "Ideal", tap_step_degree: 5, tap_step_percent: 0 })).toEqual([1, 160]);
  expect(ratioAndShift({ tap_phase_shifter: true, tap_step_degree: 5, tap_side: "lv" })).toEqual([1, 140]);
  // A step of 2.5 % across: the voltage becomes 1 + 0.05 i.
  const [ratio, shift] = ratioAndShift({ tap_changer_type: "Symmetrical", tap_step_degree: 90 });
  expect(ratio).toBeCloseTo(Math.hypot(1, 0.05), 12);
  expect(shift).toBeCloseTo(150 + (Math.atan(0.05) * 180) / Math.PI, 12);
});

test("controllers are not carried out, and that is said", () => {
  expect(read({ ...small, controller: [{ object: null, in_service: true }] }).notes).toEqual([
    "Controllers (1) are not carried out: taps and powers stand as they are in the file.",
  ]);
});

test("elements out of service are of no matter, whatever they are", () => {
  expect(read({ ...small, trafo3w: [{ hv_bus: 0, in_service: false }] }).buses).toHaveLength(3);
});

const trafoWith = (row: Row): Tables => withRow(stepDown, "trafo", { ...trafo, ...row });

test.each<readonly [Tables, string]>([
  [{ ...small, trafo3w: [{ hv_bus: 0 }, { hv_bus: 1 }] }, 'net.json: 2 rows of table "trafo3w" are in service'],
  [
    { ...small, storage: [{ bus: 0, in_service: true }] },
    '1 row of table "storage" is in service, and a feeder has no place',
  ],
  [{ ...small, load: [{ bus: 1, p_kw: 3 }] }, 'net.json is from pandapower 1: table "load" is in kW'],
  [{ ...small, ext_grid: [] }, 'net.json has no source: no row of "ext_grid"'],
  [{ ...small, load: [{ bus: 7, p_mw: 1 }] }, 'net.json, table "load", row 0: there is no bus 7 in table "bus"'],
  [
    { ...small, load: [{ bus: 1, p_mw: "x" }] },
    'table "load", row 0: "p_mw" is "x" where a finite number should stand',
  ],
  [{ ...small, line: [{ ...line, parallel: 0 }] }, 'table "line", row 0: "parallel" is 0. It counts circuits, from 1.'],
  [{ ...small, switch: [{ bus: 0, element: 0, et: "t3", closed: true }] }, '"et" is "t3". Switches between buses'],
  [{ ...small, switch: [{ bus: 0, element: 9, et: "b", closed: true }] }, 'a bus that it joins is not in table "bus"'],
  [{ ...small, ext_grid: [{ bus: 0, vm_pu: 0 }] }, '"vm_pu" is 0. Give it above 0.'],
  [trafoWith({ vk_percent: 2 }), "vk_percent is 2 and vkr_percent 3. The first is above 0 and not below the second."],
  [trafoWith({ vk_percent: 0, vkr_percent: 0 }), "vk_percent is 0 and vkr_percent 0."],
  [trafoWith({ tap_changer_type: "Tabular" }), 'tap changers of the kind "Tabular" cannot be read'],
  [trafoWith({ tap_dependency_table: true }), "the impedance depends on the tap by a table"],
  [trafoWith({ tap2_pos: 1, tap2_neutral: 0 }), "a second tap changer cannot be read"],
  [trafoWith({ i0_percent: 1, leakage_resistance_ratio_hv: 0.3 }), '"leakage_resistance_ratio_hv" is 0.3'],
])("what cannot be read is an error that names table and row", (tables, message) => {
  expect(() => read(tables)).toThrow(message);
});

test("the form of pandapower 2.0, with the tables as JSON inside of JSON, gives the same network", () => {
  const net = JSON.parse(netJson(small));
  const old = JSON.stringify({ ...net, _object: JSON.stringify(net._object) });
  expect(readPandapower(old, "net.json")).toEqual(read(small));
});

test("a file of another form is an error that says how to get the right one", () => {
  expect(() => readPandapower('{"bus":{},"line":{}}', "old.json")).toThrow(
    "old.json is not what pandapower's to_json writes (from version 2.0 on)",
  );
  expect(() => readPandapower("{", "old.json")).toThrow("old.json is no JSON:");
  const records = { _class: "DataFrame", _object: '{"0":{"vn_kv":20}}', orient: "index" };
  const net = JSON.stringify({ _class: "pandapowerNet", _object: { bus: records } });
  expect(() => readPandapower(net, "net.json")).toThrow('table "bus" is no frame of orient "split"');
});
