import fc from "fast-check";
import { expect, test } from "vitest";
import { withPlausibility } from "../../../../src/feeder/data/plausibility.ts";
import { type FeederData, readFeederCsv, writeFeederCsv } from "../../../../src/feeder/index.ts";

const texts = {
  "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,100,60\n3,,\n",
  "lines.csv": "from,to,resistance_ohm,reactance_ohm,closed\n1,2,0.0922,0.047,1\n2,3,0.493,0.2511,0\n",
  "parameters.csv": "parameter,value,unit\nbase_voltage,12.66,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
};

test("three files make a feeder; a bus whose load is 0 or empty has none", () => {
  expect(readFeederCsv(texts, "small")).toEqual({
    name: "small",
    origin: "not stated in parameters.csv",
    buses: [
      { name: "1", voltage: 12.66 },
      { name: "2", voltage: 12.66 },
      { name: "3", voltage: 12.66 },
    ],
    lines: [
      { from: "1", to: "2", resistance: 0.0922, reactance: 0.047, closed: true },
      { from: "2", to: "3", resistance: 0.493, reactance: 0.2511, closed: false },
    ],
    loads: [{ bus: "2", active: 100, reactive: 60 }],
    sources: [{ bus: "1", voltage: 1 }],
  });
});

test("other files say what the three cannot", () => {
  const data = readFeederCsv({
    "buses.csv": "bus,base_voltage_kV,lowest_voltage_pu,highest_voltage_pu,zone\n01,20,,,\n1,0.4,0.95,1.05,low\n",
    "lines.csv": "from,to,resistance_ohm,reactance_ohm\n",
    "transformers.csv":
      "from,to,resistance_ohm,reactance_ohm,ratio,shift_deg,rated_power_kVA,name\n01,1,0.003,0.016,1.025,150,250,T1\n",
    "loads.csv": "bus,active_load_kW,reactive_load_kVAr,kind\n1,5,2,current\n1,3,1,\n",
    "shunts.csv": "bus,active_kW,reactive_kVAr\n1,0,25\n",
    "sources.csv": "bus,voltage_pu,angle_deg\n01,1.02,30\n",
    "generators.csv": "bus,active_kW,reactive_kVAr,voltage_pu\n1,10,0,\n1,4,0,1.01\n",
    "parameters.csv": 'parameter,value,unit\nname,village,\norigin,"made up, for a test",\nnote,first,\nnote,second,\n',
  });
  expect(data).toEqual({
    name: "village",
    origin: "made up, for a test",
    notes: ["first", "second"],
    buses: [
      { name: "01", voltage: 20 },
      { name: "1", voltage: 0.4, lowestVoltage: 0.95, highestVoltage: 1.05, zone: "low" },
    ],
    lines: [],
    transformers: [
      {
        name: "T1",
        from: "01",
        to: "1",
        resistance: 0.003,
        reactance: 0.016,
        ratio: 1.025,
        shift: 150,
        ratedPower: 250,
      },
    ],
    loads: [
      { bus: "1", active: 5, reactive: 2, kind: "current" },
      { bus: "1", active: 3, reactive: 1 },
    ],
    shunts: [{ bus: "1", active: 0, reactive: 25 }],
    sources: [{ bus: "01", voltage: 1.02, angle: 30 }],
    generators: [
      { bus: "1", active: 10, reactive: 0 },
      { bus: "1", active: 4, reactive: 0, voltage: 1.01 },
    ],
  });
});

const parameters = (rows: string) => ({ "parameters.csv": `parameter,value,unit\n${rows}\n` });

test.each<[string, Record<string, string>, string]>([
  [
    "a file that is not known",
    { "transformer.csv": "" },
    "transformer.csv is no file of a feeder. These are: buses.csv,",
  ],
  [
    "a column that is missing",
    { "lines.csv": "from,to,r_ohm\n" },
    'lines.csv has no column "resistance_ohm", only from',
  ],
  [
    "a column that is not known",
    { "buses.csv": "bus,load_kW\n1,2\n" },
    'buses.csv, line 1: there is no column "load_kW"',
  ],
  [
    "a bus that is not there",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,1,1\n2,9,1,1\n" },
    'lines.csv, line 3: bus "9" in column "to" is not in buses.csv. Correct the name, or add the bus',
  ],
  [
    "a resistance that is no number",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,x,1\n" },
    'lines.csv, line 2: "x" in column "resistance_ohm" is not a number',
  ],
  [
    "a switch state that is none",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm,closed\n1,2,1,1,yes\n" },
    'lines.csv, line 2: "yes" in column "closed" is no switch state. Write 1 for closed and 0 for open',
  ],
  [
    "half a load",
    { "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,,\n2,5,\n3,,\n" },
    "buses.csv, line 3: column",
  ],
  [
    "a load without its column",
    { "buses.csv": "bus,active_load_kW\n1,5\n2,\n3,\n" },
    '"reactive_load_kVAr" is empty or',
  ],
  [
    "a kind of load that is none",
    { "loads.csv": "bus,active_load_kW,reactive_load_kVAr,kind\n1,1,1,motor\n" },
    'loads.csv, line 2: "motor" in column "kind" is no kind of load',
  ],
  ["no base voltage", parameters("source_bus,1,"), 'buses.csv, line 2: bus "1" has no base voltage. Add the row'],
  ["another unit", parameters("base_voltage,12660,V"), 'parameters.csv, line 2: "base_voltage" is in V; give it in kV'],
  ["no unit", parameters("base_voltage,12.66,"), 'parameters.csv, line 2: "base_voltage" has no unit; give it in kV'],
  [
    "a unit where there is none",
    parameters("source_bus,1,pu"),
    '"source_bus" is in pu; it has none: leave the cell empty',
  ],
  ["an unknown parameter", parameters("source,1,"), 'line 2: "source" is no parameter of a feeder. These are: name,'],
  [
    "a parameter twice",
    parameters("source_bus,1,\nsource_bus,2,"),
    'parameters.csv, line 3: "source_bus" stands twice',
  ],
  ["a parameter without value", parameters("source_bus,,"), 'line 2: the value of "source_bus" is empty'],
  [
    "a voltage that is no number",
    parameters("base_voltage,high,kV"),
    'line 2: "high" in column "value" is not a number',
  ],
  ["no source", parameters("base_voltage,10,kV"), 'parameters.csv names no source. Add the rows "source_bus,<bus>,"'],
  ["no voltage", parameters("base_voltage,10,kV\nsource_bus,1,"), "parameters.csv names no source voltage. Add"],
  [
    "a source at no bus",
    parameters("base_voltage,10,kV\nsource_voltage,1,pu\nsource_bus,7,"),
    'parameters.csv, line 4: bus "7" in column "value" is not in buses.csv',
  ],
  [
    "sources in two places",
    { "sources.csv": "bus,voltage_pu\n1,1\n" },
    'parameters.csv, line 3: "source_bus" stands beside a file sources.csv',
  ],
])("%s is refused with where and what to do", (_, change, message) => {
  expect(() => readFeederCsv({ ...texts, ...change })).toThrow(message);
});

test("a missing file is named with its columns", () => {
  expect(() => readFeederCsv({ "buses.csv": texts["buses.csv"], "parameters.csv": texts["parameters.csv"] })).toThrow(
    "lines.csv is missing. Hand in its text; its columns are from, to, resistance_ohm, reactance_ohm.",
  );
});

test("what is written is as short as the data allow", () => {
  const data = readFeederCsv(texts, "small");
  expect(writeFeederCsv(data)).toEqual({
    "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,100,60\n3,0,0\n",
    "lines.csv": texts["lines.csv"],
    "parameters.csv":
      "parameter,value,unit\nname,small,\norigin,not stated in parameters.csv,\nbase_voltage,12.66,kV\n" +
      "source_bus,1,\nsource_voltage,1,pu\n",
  });
});

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((name) => name.trim() !== "");
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const power = fc.oneof(fc.constant(0), number);

function anyData(names: readonly string[]): fc.Arbitrary<FeederData> {
  const bus = fc.constantFrom(...names);
  const fields = <T extends object>(needed: { [K in keyof T]: fc.Arbitrary<T[K]> }, optional: object) =>
    fc.record({ ...needed, ...optional }, { requiredKeys: Object.keys(needed) as never[] }) as fc.Arbitrary<T>;
  const powers = { bus, active: power, reactive: power };
  const ends = { from: bus, to: bus, resistance: number, reactance: number };
  const branch = { name: text, susceptance: number, ratedCurrent: number, ratedPower: number, closed: fc.boolean() };
  const tap = { conductance: number, ratio: number, shift: number };
  const kind = fc.constantFrom("power", "current", "impedance");
  const bands = { zone: text, lowestVoltage: number, highestVoltage: number };
  const voltage = fc.oneof(fc.constant(20), number);
  const buses = fc.tuple(...names.map((name) => fields({ name: fc.constant(name), voltage }, bands)));
  const simpleLoads = fc.constant(names.map((name, k) => ({ bus: name, active: k + 1, reactive: 0.1 })));
  return fields<FeederData>(
    {
      name: text,
      origin: text,
      buses: buses as fc.Arbitrary<FeederData["buses"]>,
      lines: fc.array(fields(ends, branch)),
      sources: fc.array(fields({ bus, voltage: number }, { angle: number }), { maxLength: 3 }),
    },
    {
      transformers: fc.array(fields(ends, { ...branch, ...tap })),
      loads: fc.oneof(fc.array(fields(powers, { kind })), simpleLoads),
      shunts: fc.array(fields(powers, {})),
      generators: fc.array(fields(powers, { voltage: number })),
      notes: fc.array(text, { minLength: 1 }),
    },
  );
}

test("any data that are written are read back as they were", () => {
  const names = fc.uniqueArray(text, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(names.chain(anyData), (data) => {
      expect(readFeederCsv(writeFeederCsv(data))).toEqual(withPlausibility(data));
    }),
    { numRuns: 300 },
  );
});
