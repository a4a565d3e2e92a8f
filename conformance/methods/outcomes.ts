/** What could not be cleared, what is refused, and what is stopped. */
import { conicDistFlow } from "../../models/index.ts";
import { powerFlow } from "../../src/feeder/index.ts";
import type { Cleared, Participant } from "../../src/market/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { CheckFailed, expectAllClose, expectAtLeast, expectContains, expectEqual } from "../assertions.ts";
import { twoBuses } from "../market/feeders.ts";
import { expectRefusal, outcomeOf } from "./cleared.ts";
import { examples } from "./figures.ts";
import { check, type MethodCheck, type MethodTraits, needing } from "./method-check.ts";
import { marketOf, plant, town, upstream } from "./participants.ts";
import { line, marketFor, plate } from "./taken.ts";

const networks = [
  ["on a copper plate", { copperPlate: true }, plate],
  ["with losses", { losses: true }, line],
] as const;

export const outcomes: readonly MethodCheck[] = networks.flatMap(([where, needs, network]) => [
  needing(needs)(`too little for what is taken is infeasible, ${where}`, async (subject) => {
    const market = marketOf(network, [upstream({ cost: 0.1, highestActive: 200 }), town({ active: 475 })]);
    const cleared = await outcomeOf(subject, market);
    expectNotCleared(cleared, "infeasible");
    if (cleared.status === "cleared" || cleared.explain === undefined) return;
    const sentences = await cleared.explain();
    expectAtLeast("number of sentences of the explanation", sentences.length, 1);
    for (const sentence of sentences) expectAtLeast("length of a sentence", sentence.length, 10);
  }),

  needing(needs)(`buying at 0.1 and selling at 0.2 without end is unbounded, ${where}`, async (subject) => {
    const market = marketOf(network, [
      upstream({ cost: 0.1 }),
      plant("Gift", { bus: "2", highestActive: Number.POSITIVE_INFINITY, cost: 0.1 }),
      plant("Sink", { bus: "2", lowestActive: Number.NEGATIVE_INFINITY, highestActive: 0, cost: 0.2 }),
      town({ active: 475 }),
    ]);
    expectNotCleared(await outcomeOf(subject, market), "unbounded");
  }),
]);

/** Says why, and has nothing that could be taken for a clearing. */
function expectNotCleared(cleared: Cleared, status: Cleared["status"]): void {
  expectEqual("status", cleared.status, status);
  if (cleared.status === "cleared") return;
  expectAtLeast("length of the reason", cleared.reason.length, 10);
  expectEqual("whether it has a clearing", "clearing" in cleared, false);
  expectEqual("whether something is known all the same", cleared.best === undefined, true);
}

/** 4000 kW of sun behind a line whose end may not go above 1.03: burning power in the line would help. */
const short = twoBuses({ resistance: 1, reactance: 2 }, { active: 475 });
const sunny = marketOf(conicDistFlow(short, { highestVoltage: 1.03 }), [
  upstream({ cost: 0.1, lowestActive: -9000 }),
  plant("Sun", { bus: "2", highestActive: 4000 }),
  town({ active: 475 }),
]);

export const honesty: readonly MethodCheck[] = [
  needing({ losses: true })("what is called cleared on a network with losses is a power flow", async (subject) => {
    const cleared = await outcomeOf(subject, sunny);
    if (cleared.status !== "cleared") {
      expectContains("status", ["not exact", "not settled", "at a limit", "numerical trouble"], cleared.status);
      expectAtLeast("length of the reason", cleared.reason.length, 10);
      return;
    }
    const { injections, state } = cleared.clearing;
    const consumed = (kW: ArrayLike<number>) => Float64Array.from(kW, (own) => -own / short.basePower);
    const constantPower = { active: consumed(injections.active), reactive: consumed(injections.reactive) };
    const flow = powerFlow({ ...short, constantPower });
    if (flow.status !== "solved")
      throw new CheckFailed("the power flow of what is injected", "a solution", flow.reason);
    if (state !== null) expectAllClose("voltage", state.voltage.data, flow.voltage, 4);
  }),
];

const withouts = [
  ["copperPlate", "a network without a feeder"],
  ["integer", "whole steps"],
  ["quadratic", "quadratic costs"],
  ["losses", "a network with losses"],
] as const;

export const refusals: readonly MethodCheck[] = [
  ...withouts.map(([trait, what]) =>
    needing({ [trait]: false })(`what it does not take is refused in a sentence: ${what}`, async (subject) => {
      for (const { needs, market } of examples) {
        const others = Object.keys(needs).filter((need) => need !== trait) as (keyof MethodTraits)[];
        if (needs[trait] === true && others.every((need) => subject.traits[need])) await expectRefusal(subject, market);
      }
    }),
  ),

  check("what it requires is looked at: a market in which someone acts strategically", async (subject) => {
    if (subject.method.requires.strategic !== false) return;
    const market = marketFor(subject);
    const [first, ...others] = market.participants;
    const shark: Participant = { ...first!, behaviour: "strategic" };
    const sentence = await expectRefusal(subject, { ...market, participants: [shark, ...others] });
    expectContains("the refusal", sentence, subject.method.name);
  }),

  check("it has a name, a source and a stage that is called so", async ({ method, solver }) => {
    for (const text of [method.name, method.source]) expectAtLeast("length of name or source", text.trim().length, 3);
    expectEqual("name of the stage", method.clear(solver).name, method.name);
  }),
];

export const stopping: readonly MethodCheck[] = [
  check("a signal that has fired before stops it", async (subject) => {
    await expectStop(outcomeOf(subject, marketFor(subject), { signal: AbortSignal.abort(reason) }));
  }),

  check("a signal that fires while it is at work stops it", async (subject) => {
    const controller = new AbortController();
    const solver: Solver = {
      ...subject.solver,
      open(program) {
        controller.abort(reason);
        return subject.solver.open(program);
      },
    };
    await expectStop(outcomeOf({ ...subject, solver }, marketFor(subject), { signal: controller.signal }));
  }),
];

const reason = new Error("that will do");

/** It rejects with the signal's reason, or an error of which that is the cause; or hands on what is known as "stopped". */
async function expectStop(clearing: Promise<Cleared>): Promise<void> {
  let found: string;
  try {
    found = (await clearing).status;
  } catch (error) {
    if (error === reason || (error instanceof Error && error.cause === reason)) return;
    throw error;
  }
  expectEqual("status after the signal", found, "stopped");
}
