/** What each of the suite's markets is cleared with, that it adds up, and what is proven of it. */
import type { Clearing } from "../../src/market/index.ts";
import { CheckFailed, expectAllClose, expectAtLeast, expectAtMost, expectClose, expectEqual } from "../assertions.ts";
import { clearingOf } from "./cleared.ts";
import { copperPlateExamples } from "./copper-plate.ts";
import { digits, type Example } from "./example.ts";
import { lossesExamples, losslessExamples } from "./feeder.ts";
import { type MethodCheck, type MethodSubject, needing } from "./method-check.ts";

export const examples: readonly Example[] = [...copperPlateExamples, ...losslessExamples, ...lossesExamples];

export const figures: readonly MethodCheck[] = examples.map((example) =>
  needing({ ...example.needs, efficient: true })(example.name, async (subject) => {
    const { welfare, injections, participants, prices, lossCost } = await clearingOf(subject, example.market);
    expectClose("welfare", welfare, example.welfare, digits.money);
    expectAllClose("kW injected", injections.active, example.injections, digits.power);
    if (!subject.traits.prices) return;
    if (prices === null) throw new CheckFailed("prices", "one for each bus and hour", "null");
    expectAllClose("active price", prices.active.data, example.prices, digits.price);
    if (example.reactivePrices !== undefined)
      expectAllClose("reactive price", prices.reactive.data, example.reactivePrices, digits.price);
    const paid = participants.map((participant) => participant.paid);
    expectAllClose("money paid", paid, example.paid, digits.money - 1);
    expectClose("cost of losses", lossCost, lossCostOf(example), digits.money - 1);
  }),
);

/** What all give more than they take, at the price of bus 1, which is the source. */
function lossCostOf({ market: { hourLength = 1 }, injections, prices }: Example): number {
  const hours = injections.length / 2;
  return injections.reduce((all, kW, at) => all + hourLength * kW * prices[at % hours]!, 0);
}

export const accounting: readonly MethodCheck[] = examples.map((example) =>
  needing(example.needs)(example.name, async (subject) => {
    const clearing = await clearingOf(subject, example.market);
    expectNamed(clearing, subject, example);
    expectMoneyToAddUp(clearing);
    expectPowerToAddUp(clearing);
    if (subject.traits.prices) expectPaidPrices(clearing);
  }),
);

function expectNamed(clearing: Clearing, { method }: MethodSubject, { market }: Example): void {
  const { participants, injections, hourLength } = clearing;
  expectEqual("the market", clearing.market, market.name);
  expectEqual("the method", clearing.method, method.name);
  expectEqual("the hour length", hourLength, market.hourLength ?? 1);
  expectEqual("the buses of injections", injections.bus, market.buses);
  const names = market.participants.map(({ name }) => name);
  expectEqual(
    "the participants",
    participants.map(({ name }) => name),
    names,
  );
  for (const { name, decisions } of participants)
    for (const decision of decisions)
      expectEqual(`whether "${decision.name}" is of ${name}`, decision.name.startsWith(`${name} `), true);
}

function expectMoneyToAddUp({ participants, welfare, networkRent, seconds }: Clearing): void {
  const sumOf = (of: (participant: Clearing["participants"][number]) => number) =>
    participants.reduce((all, participant) => all + of(participant), 0);
  expectClose(
    "sum of costs",
    sumOf(({ cost }) => cost),
    -welfare,
    6,
  );
  expectClose(
    "sum of payments",
    sumOf(({ paid }) => paid),
    -networkRent,
    6,
  );
  for (const { name, surplus, paid, cost } of participants) expectClose(`surplus of ${name}`, surplus, paid - cost, 6);
  expectAtLeast("seconds of the solver", seconds.solver, 0);
  expectAtLeast("seconds in all", seconds.total, 0);
}

function expectPowerToAddUp({ participants, injections }: Clearing): void {
  for (const kind of ["active", "reactive"] as const) {
    const sum = Array.from(injections[kind], (_, at) =>
      participants.reduce((all, { injections: own }) => all + own[kind][at]!, 0),
    );
    expectAllClose(`${kind} power injected, by participants`, sum, injections[kind], 4);
  }
}

/** Everyone who is paid by prices is paid those at the bus. */
function expectPaidPrices({ participants, prices, hourLength, settlement }: Clearing): void {
  if (prices === null) throw new CheckFailed("prices", "one for each bus and hour", "null");
  expectEqual("settlement", settlement, "price at the bus");
  for (const { name, paid, injections } of participants) {
    let expected = 0;
    for (const kind of ["active", "reactive"] as const)
      prices[kind].data.forEach((price, at) => {
        expected += hourLength * price * injections[kind][at]!;
      });
    expectClose(`paid to ${name}`, paid, expected, 5);
  }
}

export const certificates: readonly MethodCheck[] = examples.flatMap((example) => [
  needing(example.needs)(`${example.name}: there is no more welfare than there is`, async (subject) => {
    const { welfare, certificate } = await clearingOf(subject, example.market);
    const little = tolerance(example);
    expectAtMost("welfare", welfare, example.welfare + little);
    if (certificate.kind === "none") expectAtLeast("length of why it proves nothing", certificate.why.length, 10);
    if (certificate.kind === "equilibrium") expectAtLeast("largest gain", certificate.largestGain, 0);
    if (certificate.kind !== "bound") return;
    expectAtLeast("bound", certificate.bound, example.welfare - little);
    expectAtMost(
      "bound less welfare",
      certificate.bound - welfare,
      certificate.gap * Math.max(1, Math.abs(welfare)) + little,
    );
  }),
  needing({ ...example.needs, bound: true })(`${example.name}: a bound proves it`, async (subject) => {
    const { certificate } = await clearingOf(subject, example.market);
    if (certificate.kind !== "bound") throw new CheckFailed("the certificate", "a bound", `"${certificate.kind}"`);
    expectClose("bound", certificate.bound, example.welfare, digits.money);
    expectAtLeast("gap", certificate.gap, 0);
    expectAtLeast("length of who proves it", certificate.by.length, 1);
  }),
]);

/** money */
const tolerance = ({ welfare }: Example) => 2e-5 * Math.max(1, Math.abs(welfare));
