import { parseHTML } from "linkedom";
import { powerFlows } from "../../src/feeder/index.ts";
import { labelledOver, set } from "../../src/language/index.ts";
import { chartSvg } from "../../src/report/chart.ts";
import { branchTable, stepTable, tableOf } from "../../src/report/index.ts";
import { net } from "../feeder/nets.ts";
import { testMistakes } from "../mistakes.ts";

const load = labelledOver("load", [set("hour", 2)], "kW", Float64Array.of(1, 2));
const price = labelledOver("price", [set("bus", 3)], "EUR/kWh", Float64Array.of(1, 2, 3));
const batch = powerFlows(net("1-2"), { profile: Float64Array.of(1, 2) });

testMistakes([
  ["a quantity twice in a table", () => tableOf(load, load), "duplicate", { what: "column", found: "load [kW]" }],
  [
    "quantities over different sets in a table",
    () => tableOf(load, price),
    "wrong-set",
    { name: "price", found: ["bus"], expected: ["hour"] },
  ],
  ["branches that were not asked for", () => branchTable(batch), "missing-data", { what: "branches", feeder: "net" }],
  [
    "fewer names than steps",
    () => stepTable(batch, ["mon"]),
    "wrong-size",
    { what: "names of steps", found: 1, expected: 2 },
  ],
  [
    "a chart with a title",
    () => chartSvg({ title: "Energy" }, parseHTML("<!doctype html><html></html>").document),
    "unsupported",
    { what: "HTML of a chart" },
  ],
]);
