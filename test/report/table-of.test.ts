import { type ColumnTable, desc } from "arquero";
import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { model, set } from "../../src/language/index.ts";
import { tableOf } from "../../src/report/index.ts";

const hour = set("hour", ["1", "2", "3"]);

/** The least load above 1, 2 and 4 kWh, and what it costs at 0.5 EUR/kWh. */
async function solved() {
  const m = model("load");
  const least = m.parameter("least", [hour], [1, 2, 4], "kWh");
  const load = m.variable("load", [hour], { lower: (t) => least(t), unit: "kWh" });
  const price = m.parameter("price", [], 0.5, "EUR/kWh");
  const cost = m.expression("cost", [hour], (t) => load(t).times(price()));
  const day = m.variable("day", [], { unit: "kWh" });
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const { solution } = outcome;
  return { load: solution.value(load), cost: solution.value(cost), day: solution.value(day) };
}

test("a table of results has a column for each set and each quantity, and a row for each member", async () => {
  const { load, cost } = await solved();
  expect(tableOf(load, cost).objects()).toEqual([
    { hour: 1, "load [kWh]": 1, "cost [EUR]": 0.5 },
    { hour: 2, "load [kWh]": 2, "cost [EUR]": 1 },
    { hour: 3, "load [kWh]": 4, "cost [EUR]": 2 },
  ]);
});

test("it is an arquero table: the verbs that its type names work, and the others after a word to the compiler", async () => {
  const table = tableOf((await solved()).load);
  const high = table.filter((row: { readonly "load [kWh]": number }) => row["load [kWh]"] > 1);
  expect(high.orderby(desc("load [kWh]")).array("hour")).toEqual([3, 2]);
  expect(table.rollup({ total: "d => op.sum(d['load [kWh]'])" }).get("total")).toBe(7);
  expect(high.select(["hour"]).toCSV()).toBe("hour\n2\n3\n");
  const folded = (table as ColumnTable).fold("load [kWh]");
  expect(folded.columnNames()).toEqual(["hour", "key", "value"]);
});

test("quantities over other members do not fit into one table, nor one quantity twice", async () => {
  const { load, day } = await solved();
  expect(() => tableOf(load, day)).toThrow('"day" (1 of a single value) and "load" (3 of hour) do not fit');
  expect(() => tableOf(load, load)).toThrow('A table has one column "load [kWh]"; it was handed in twice.');
});
