import { readMatpower } from "../../src/feeder/files/matpower/index.ts";
import { readPandapower } from "../../src/feeder/files/pandapower/index.ts";
import {
  checkGrid,
  type FeederData,
  feeder,
  generatedFeeder,
  powerFlow,
  powerFlows,
  radialOrder,
  readFeederCsv,
  readFeederFile,
  spanningTrees,
  topologyFlows,
} from "../../src/feeder/index.ts";
import { testMistakes } from "../mistakes.ts";
import { bus, smallCase } from "./files/matpower/small-case.ts";
import { netJson, small, type Tables } from "./files/pandapower/net-json.ts";
import { net, netData } from "./nets.ts";

const line = netData("1-2").lines[0]!;
const made = (change: Partial<FeederData>) => () => feeder({ ...netData("1-2"), ...change });
const texts = {
  "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,100,60\n",
  "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.0922,0.047\n",
  "parameters.csv": "parameter,value,unit\nbase_voltage,12.66,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
};
const csv = (change: object) => () => readFeederCsv({ ...texts, ...change }, "small");
const matpower = (text: string) => () => readMatpower(text, "small.m");
const pandapower = (tables: Tables) => () => readPandapower(netJson({ ...small, ...tables }), "net.json");

testMistakes([
  [
    "a band that is empty",
    made({ buses: [{ name: "1", voltage: 10, lowestVoltage: 1.1, highestVoltage: 0.9 }], lines: [] }),
    "contradiction",
    { of: 'Feeder "net", bus "1"', lower: 1.1, upper: 0.9 },
  ],
  [
    "a bus held at two voltages",
    made({ generators: [0.99, 1.01].map((voltage) => ({ bus: "2", active: 0, reactive: 0, voltage })) }),
    "contradiction",
    { feeder: "net", bus: "2", found: [0.99, 1.01] },
  ],
  [
    "two buses of one name",
    made({ buses: ["1", "2", "2"].map((name) => ({ name, voltage: 10 })) }),
    "duplicate",
    { feeder: "net", what: "bus", found: "2" },
  ],
  [
    "a parameter that stands twice",
    csv({ "parameters.csv": `${texts["parameters.csv"]}source_bus,2,\n` }),
    "duplicate",
    { file: "parameters.csv", line: 5, what: "parameter", found: "source_bus" },
  ],
  ["a feeder without a source", made({ sources: [] }), "missing-data", { feeder: "net", what: "source" }],
  [
    "an impedance that is not given",
    made({ lines: [{ ...line, resistance: undefined as never }] }),
    "missing-data",
    { of: 'Feeder "net", line "1-2"', what: "resistance in ohm" },
  ],
  [
    "a column that is missing",
    csv({ "lines.csv": "from,to,resistance_ohm\n1,2,1\n" }),
    "missing-data",
    { file: "lines.csv", column: "reactance_ohm", known: ["from", "to", "resistance_ohm"] },
  ],
  [
    "a text for a number",
    made({ lines: [{ ...line, reactance: "1" as never }] }),
    "not-a-number",
    { of: 'Feeder "net", line "1-2"', what: "reactance in ohm", found: "1" },
  ],
  [
    "a load that is NaN in one step",
    () => powerFlows(net("1-2"), { profiles: Float64Array.of(1, 1, 1, Number.NaN) }),
    "not-a-number",
    { feeder: "net", what: "profiles", step: 2, found: "NaN" },
  ],
  [
    "a cell of a table that is a text",
    pandapower({ load: [{ bus: 1, p_mw: "x" }] }),
    "not-a-number",
    { file: "net.json", table: "load", row: 0, column: "p_mw", found: "x" },
  ],
  [
    "buses that no source feeds",
    () => powerFlow(net("1-2 3-4"), { method: "newton" }),
    "not-fed",
    { feeder: "net", buses: ["3", "4"], numBuses: 2 },
  ],
  [
    "a loop and an island in place of a tree",
    () => radialOrder(net("1-2 2-3 3-1 4-5")),
    "not-radial",
    { feeder: "net", loops: [["2-3", "3-1", "1-2"]], joiningSources: [], buses: ["4", "5"], numBuses: 2 },
  ],
  [
    "two sources that are joined",
    () => radialOrder(net("1-2 2-3", ["1", "3"])),
    "not-radial",
    { feeder: "net", loops: [], joiningSources: [["1-2", "2-3"]], buses: [], numBuses: 0 },
  ],
  [
    "more islands than are named",
    () => radialOrder(net(`1-2 ${Array.from({ length: 20 }, (_, k) => `a${k}-b${k}`).join(" ")}`)),
    "not-radial",
    {
      feeder: "net",
      loops: [],
      joiningSources: [],
      buses: Array.from({ length: 12 }, (_, k) => [`a${k}`, `b${k}`]).flat(),
      numBuses: 40,
    },
  ],
  ["a feeder of one bus", () => generatedFeeder(1), "out-of-range", { what: "buses", found: 1, least: 2 }],
  [
    "a voltage of 0",
    made({ sources: [{ bus: "1", voltage: 0 }] }),
    "out-of-range",
    { of: 'Feeder "net", source at bus "1"', what: "voltage in per unit", found: 0 },
  ],
  [
    "a base voltage below 0",
    matpower(smallCase({ bus: bus.replace("2 1 2 1 0 0 1 1 0 12.5", "2 1 2 1 0 0 1 1 0 -12.5") })),
    "out-of-range",
    { file: "small.m", line: 6, table: "mpc.bus", row: 2, what: "base voltage", found: -12.5, least: 0 },
  ],
  ["a text of no known format", () => readFeederFile("<xml/>", "net.xml"), "syntax", { file: "net.xml" }],
  [
    "a statement that ends too early",
    matpower("mpc.bus = [1 2"),
    "syntax",
    { file: "small.m", line: 1, statement: "mpc.bus = [1 2" },
  ],
  [
    "more topologies than are enumerated",
    () => spanningTrees(net("1-2 2-3 3-1"), { most: 2 }),
    "too-large",
    { feeder: "net", what: "radial topologies", found: 3, most: 2 },
  ],
  [
    "a voltage in volt",
    csv({ "parameters.csv": texts["parameters.csv"].replace("12.66,kV", "12660,V") }),
    "unit-mismatch",
    { file: "parameters.csv", line: 2, parameter: "base_voltage", found: "V", expected: "kV" },
  ],
  [
    "a line to a bus that there is not",
    made({ lines: [{ ...line, to: "9" }] }),
    "unknown-label",
    { of: 'Feeder "net", line "1-9"', set: "bus", found: "9" },
  ],
  [
    "a line of a file to a bus that there is not",
    csv({ "lines.csv": texts["lines.csv"].replace("1,2", "1,9") }),
    "unknown-label",
    { file: "lines.csv", line: 2, column: "to", set: "bus", found: "9" },
  ],
  [
    "injections at a bus that there is not",
    () => checkGrid(net("1-2"), { bus: ["9"], active: [1], reactive: [0], hourLength: 1 }),
    "unknown-label",
    { feeder: "net", set: "bus", found: "9" },
  ],
  [
    "a method that there is not",
    () => powerFlow(net("1-2"), { method: "gauss" as never }),
    "unknown-name",
    { kind: "method", found: "gauss", known: ["sweep", "newton"] },
  ],
  [
    "voltages that the sweep cannot hold",
    () =>
      powerFlow(feeder({ ...netData("1-2"), generators: [{ bus: "2", active: 0, reactive: 0, voltage: 1 }] }), {
        method: "sweep",
      }),
    "unsupported",
    { feeder: "net", what: "held voltages", method: "sweep" },
  ],
  [
    "a loop of the program in a case",
    matpower("for k = 1:3\nend"),
    "unsupported",
    { file: "small.m", line: 1, statement: "for" },
  ],
  [
    "elements that a feeder has no place for",
    pandapower({ trafo3w: [{ hv_bus: 0 }, { hv_bus: 1 }] }),
    "unsupported",
    { file: "net.json", what: "elements", table: "trafo3w", found: 2 },
  ],
  [
    "switch states for other branches",
    () => topologyFlows(net("1-2 2-3"), Uint8Array.of(1, 1, 1)),
    "wrong-size",
    { feeder: "net", what: "switch states", found: 3, multipleOf: 2 },
  ],
  [
    "a bus whose name is a number",
    made({ buses: [{ name: 1 as never, voltage: 10 }] }),
    "wrong-type",
    { feeder: "net", what: "name", expected: "a text", bus: 1, found: 1 },
  ],
]);
