/** The formulation by itself: in parts of a model, beside others, with an objective of the caller. */
import { expect, test } from "vitest";
import { byEnumeration, type ReconfigurableFeeder, reconfigurableFeeder, reconfigure } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { type Feeder, feeder } from "../../../src/feeder/index.ts";
import { type Model, model, Section, sum } from "../../../src/language/index.ts";
import { scope } from "../../../src/market/index.ts";
import { netData } from "../../feeder/nets.ts";

const solver = outerApproximation(highs());

function ring(name: string, active: readonly [number, number, number]): Feeder {
  const loads = active.map((kW, k) => ({ bus: `${k + 2}`, active: kW, reactive: kW / 3 }));
  return feeder({ ...netData("1-2 2-3 3-4 (4-1)"), name, loads });
}

/** Open as they are is 4-1; the best opens 3-4 in both, which saves much more in the south. */
const north = ring("north", [200, 300, 100]);
const south = ring("south", [200, 900, 400]);

async function lossOf(net: Feeder, closed = net.closed): Promise<number> {
  const states = { ...net, closed };
  const { flow } = await reconfigure(states, { method: byEnumeration(), switchable: [] });
  return flow.totalActiveLoss;
}

async function twoFeeders(): Promise<{ m: Model; nets: readonly ReconfigurableFeeder[] }> {
  const m = model("two feeders");
  const whole = new Section(m);
  const nets = [];
  for (const net of [north, south])
    nets.push(reconfigurableFeeder(whole.child(net.name), net, { mostLoss: await lossOf(net) }));
  m.minimize(sum(nets.map(({ loss }) => loss())), "kW");
  return { m, nets };
}

async function solved(m: Model) {
  await using session = await m.open(solver);
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  return outcome;
}

test("two feeders in one model open what each opens alone, and lose as much together", async () => {
  const { m, nets } = await twoFeeders();
  const { solution, objective } = await solved(m);
  const alone = await Promise.all([north, south].map((net) => reconfigure(net, { method: byEnumeration() })));
  expect(nets.map((net) => net.closedAt(solution))).toEqual(alone.map(({ closed }) => closed));
  expect(objective).toBeCloseTo(alone[0]!.flow.totalActiveLoss + alone[1]!.flow.totalActiveLoss, 3);
  expect(nets.map(({ loss }) => solution.value(loss).at())).toEqual([
    expect.closeTo(alone[0]!.flow.totalActiveLoss, 3),
    expect.closeTo(alone[1]!.flow.totalActiveLoss, 3),
  ]);
});

test("what is declared carries the name of its part", async () => {
  const { m } = await twoFeeders();
  const { variables, constraints } = m.declarations();
  const names = [...variables, ...constraints].map(({ name }) => name);
  expect(names).toContain("north feeds");
  expect(names).toContain("south feeds");
  expect(names.every((name) => /^(north|south) /.test(name))).toBe(true);
});

test("feeders share what a caller says of both: with one exchange for the two it is made where it saves most", async () => {
  const { m, nets } = await twoFeeders();
  const feeders = [north, south];
  m.constraint("one exchange", [], () =>
    sum(
      nets.map(({ line, closed }, k) => {
        const wasClosed = line.subset(`closed before ${k}`, (_, at) => feeders[k]!.closed[at] === 1);
        return sum([wasClosed], (at) => closed(at).times(-1).plus(1));
      }),
    ).le(1),
  );
  const { solution } = await solved(m);
  expect(nets.map((net) => Array.from(net.closedAt(solution)))).toEqual([
    [1, 1, 1, 0],
    [1, 1, 0, 1],
  ]);
});

test("it stands in a part of a market as in any other model", async () => {
  const market = scope({ name: "a market", buses: ["1"], hours: 1, money: "EUR" });
  const net = reconfigurableFeeder(market.child("south"), south, { mostLoss: await lossOf(south) });
  market.model.minimize(net.loss(), "kW");
  const { solution } = await solved(market.model);
  expect(Array.from(net.closedAt(solution))).toEqual([1, 1, 0, 1]);
  expect(market.declared().variables.length).toBe(7);
});

test("topologies that lose more than is allowed are left out", async () => {
  const m = model("too little");
  const net = reconfigurableFeeder(new Section(m), south, {
    mostLoss: 0.9 * (await lossOf(south, Uint8Array.of(1, 1, 0, 1))),
  });
  m.minimize(net.loss(), "kW");
  await using session = await m.open(solver);
  expect((await session.solve()).status).toBe("infeasible");
});

test("branches that it does not have cannot be switched", () => {
  const wrong = () => reconfigurableFeeder(new Section(model("m")), south, { mostLoss: 1, switchable: ["5-6"] });
  expect(wrong).toThrow('has no branch "5-6" to switch');
});

test("a lowest voltage that is above the source's is refused", () => {
  const wrong = () => reconfigurableFeeder(new Section(model("m")), south, { mostLoss: 1, lowestVoltage: 1.2 });
  expect(wrong).toThrow("lowest voltage is 1.2 p.u.");
});
