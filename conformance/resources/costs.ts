/** What devices cost, and what they do in a market. */
import { isDiscrete } from "../../src/program/index.ts";
import { nonconvexColumn } from "../../src/solving/index.ts";
import { expectAllClose, expectClose, expectEqual } from "../assertions.ts";
import { namesIn } from "../market/names.ts";
import { optimumOf } from "../market/optimum.ts";
import { cleared, costExpression, enterWith, injecting, marketOf, repeated, setObjective } from "./around.ts";
import { check, type DeviceCheck, needing } from "./device-check.ts";

export const costs: readonly DeviceCheck[] = [
  check("alone with a grid that gives and takes what is wanted it has an optimum", async (subject) => {
    const { objective } = await cleared(subject);
    expectEqual("whether the objective is a number", Number.isFinite(objective), true);
  }),

  check("its cost is its part of the objective", async (subject) => {
    const { objective, solution, ownCost, exchangeCost } = await cleared(subject);
    const [own, theirs] = [ownCost, exchangeCost].map((cost) => solution.value(cost).at());
    expectClose("cost of the exchange and its own", own! + theirs!, objective, 5);
  }),

  check("its cost may be read often: nothing is declared twice, and it stays the same", async ({ kind, solver }) => {
    const whole = marketOf();
    const entered = enterWith(whole, kind);
    const first = costExpression(whole, "first reading", entered.device);
    const before = namesIn(whole);
    entered.device.cost();
    expectEqual("names in the model", namesIn(whole), before);
    const second = costExpression(whole, "second reading", entered.device);
    setObjective(whole, [entered]);
    const { solution } = await optimumOf(whole.model, solver);
    expectClose("second reading", solution.value(second).at(), solution.value(first).at(), 9);
  }),

  needing({ injects: true })("what it gives is what the network counts, once", async (subject) => {
    const whole = marketOf();
    const entered = enterWith(whole, subject.kind);
    const { active } = injecting(entered.device);
    const own =
      active === null ? null : whole.expression("what it gives", [whole.bus, whole.hour], (i, t) => active(i, t));
    setObjective(whole, [entered]);
    const { solution } = await optimumOf(whole.model, subject.solver);
    const given = own === null ? new Float64Array(12) : solution.value(own).data;
    const exchanged = solution.value(entered.exchange.power).data;
    const expected = given.map((kW, at) => (at < 4 ? kW + exchanged[at]! : kW));
    expectAllClose("kW injected", entered.grid.injections(solution).active, expected, 6);
  }),

  needing({ quarters: true })("quarters of an hour with the data of the hour cost what it costs", async (subject) => {
    const hourly = await cleared(subject);
    const rows = subject.kind.rows.map((row) => inQuarters(row));
    const quarterly = await cleared(subject, rows, 4);
    expectClose("objective", quarterly.objective, hourly.objective, 4);
    const [own, expected] = [quarterly, hourly].map(({ solution, ownCost }) => solution.value(ownCost).at());
    expectClose("own cost", own, expected!, 4);
  }),

  needing({ injects: true, rows: true })("devices of a group are each as they are alone", async (subject) => {
    const { rows } = subject.kind;
    const twins = rows.map((row, k) => ({ ...row, name: `twin ${k + 1}` }));
    const together = await cleared(subject, [...rows, ...twins]);
    let sum = 0;
    for (const row of rows) sum += 2 * (await cleared(subject, [row])).objective;
    expectClose("objective", together.objective, sum, 4);
  }),

  check("the order of rows makes no difference", async (subject) => {
    const reversed = await cleared(subject, [...subject.kind.rows].reverse());
    expectClose("objective", reversed.objective, (await cleared(subject)).objective, 4);
  }),

  check("its cost is convex", async ({ kind }) => {
    const whole = marketOf();
    setObjective(whole, [enterWith(whole, kind)]);
    expectEqual("first column at which it is not", nonconvexColumn(whole.model.compile()), -1);
  }),

  needing({ integer: true })("what is decided in whole steps is so in its program", async ({ kind }) => {
    const whole = marketOf();
    enterWith(whole, kind);
    expectEqual("whether the program has whole steps", isDiscrete(whole.model.compile()), true);
  }),

  needing({ integer: false })("nothing in its program is decided in whole steps", async ({ kind }) => {
    const whole = marketOf();
    enterWith(whole, kind);
    expectEqual("whether the program has whole steps", isDiscrete(whole.model.compile()), false);
  }),
];

/** Lists of four numbers are by hour. */
function inQuarters(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, isByHour(value) ? repeated(value, 4) : value]),
  );
}

export function isByHour(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 4 && value.every((own) => typeof own === "number");
}
