import { expect, test } from "vitest";
import { readFeederFile } from "../../../src/feeder/files/read-feeder-file.ts";
import { fixture } from "../fixtures.ts";

const numbers = '{"base_kV":11,"source_bus":[1],"source_voltage_pu":[1],"bus":[[1,0,0],[2,5,1]],"line":[[1,2,1,1,1]]}';

test("name and content tell the format", () => {
  expect(readFeederFile(fixture("case4_dist.m"), "nets/case4_dist.m").buses).toHaveLength(4);
  expect(readFeederFile(fixture("case4_dist.m"), "case4_dist.txt").name).toBe("case4_dist.txt");
  expect(readFeederFile(fixture("small-town.json"), "net.json").name).toBe("small town");
  expect(readFeederFile(numbers, "two.json").buses).toHaveLength(2);
  expect(readFeederFile(numbers, "two").lines).toHaveLength(1);
});

const formats = "A network can be a MATPOWER case of version 2 (.m), a network written by pandapower's to_json,";

test.each([
  ["a,b\n1,2\n", "net.csv", "net.csv is none of the formats that are read."],
  ['{"a":1}', "a.json", "a.json is JSON, but neither a pandapower network nor a feeder."],
  ["[1, 2]", "a.json", "a.json is JSON, but neither a pandapower network nor a feeder."],
  ["{", "a.json", "a.json is no JSON ("],
])("what is none of them is an error that lists them", (text, name, message) => {
  expect(() => readFeederFile(text, name)).toThrow(message);
  expect(() => readFeederFile(text, name)).toThrow(formats);
});
