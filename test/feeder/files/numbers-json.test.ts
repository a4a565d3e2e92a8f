import { expect, test } from "vitest";
import { readNumbersJson } from "../../../src/feeder/files/numbers-json.ts";

const small = {
  name: "small",
  origin: "made up",
  base_kV: 11,
  source_bus: [1],
  source_voltage_pu: [1.02],
  columns: { bus: ["bus", "P_kW", "Q_kVAr"], line: ["from", "to", "r_ohm", "x_ohm", "closed"] },
  bus: [
    [1, 0, 0],
    [2, 60, 40],
    ["end", 10, -5],
  ],
  line: [
    [1, 2, 1.093, 0.455, 1],
    [2, "end", 1.184, 0.494, 0],
  ],
};

test("buses, lines and sources are taken over; buses without load have none", () => {
  expect(readNumbersJson(small, "small.json")).toEqual({
    name: "small",
    origin: "made up",
    buses: [
      { name: "1", voltage: 11 },
      { name: "2", voltage: 11 },
      { name: "end", voltage: 11 },
    ],
    lines: [
      { from: "1", to: "2", resistance: 1.093, reactance: 0.455 },
      { from: "2", to: "end", resistance: 1.184, reactance: 0.494, closed: false },
    ],
    loads: [
      { bus: "2", active: 60, reactive: 40 },
      { bus: "end", active: 10, reactive: -5 },
    ],
    sources: [{ bus: "1", voltage: 1.02 }],
  });
});

test("without name and origin the file is both", () => {
  const { name: _, origin: __, ...rest } = small;
  expect(readNumbersJson(rest, "nets/small.json")).toMatchObject({ name: "small", origin: "feeder file small.json" });
});

test.each([
  [{ base_kV: "11" }, 'small.json, "base_kV": "11" stands where a number should.'],
  [{ bus: [[1, 0]] }, 'small.json, row 1 of "bus": [1,0] is not [bus, P_kW, Q_kVAr].'],
  [{ bus: [[1, 0, null]] }, 'small.json, row 1 of "bus": null stands where a number should.'],
  [{ line: [[1, 2, 1, 1, 2]] }, 'small.json, row 1 of "line": "closed" is 2. It is 1 or 0.'],
  [{ line: [[1, "", 1, 1, 1]] }, 'small.json, row 1 of "line": "" is no bus. Give a number or a name.'],
  [{ source_bus: [1, 2] }, '2 buses in "source_bus" and 1 voltages in "source_voltage_pu"'],
  [{ source_bus: undefined }, '0 buses in "source_bus"'],
  [
    { columns: { bus: ["bus", "P_MW", "Q_MVAr"] } },
    'the columns of "bus" are ["bus","P_MW","Q_MVAr"], and can only be',
  ],
  [{ bus: undefined }, 'small.json has not what a feeder needs: "base_kV", "source_bus", "bus" and "line".'],
])("what makes no sense is an error that says where", (part, message) => {
  expect(() => readNumbersJson({ ...small, ...part }, "small.json")).toThrow(message);
});
