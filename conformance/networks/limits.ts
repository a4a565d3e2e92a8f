/** Voltage bands, ratings and limits of reverse flow: that they hold, what they add to prices, and how they are named. */
import type { AnySet } from "../../src/language/index.ts";
import type { GivingWay, Limit, Member, Scope } from "../../src/market/index.ts";
import { expectAtLeast, expectAtMost, expectClose, expectContains, expectEqual } from "../assertions.ts";
import { chain, twoBuses } from "../market/feeders.ts";
import { outcomeOf } from "../market/optimum.ts";
import { cleared, enterAll, type Given, makeFor, scopeOf, setObjective, stateOf } from "./cleared.ts";
import { check, type NetworkCheck, needing } from "./network-check.ts";
import { slope, sumOf } from "./prices.ts";

const upstream = { name: "grid", bus: "1", cost: 0.1, most: 1e4, reactive: 1e4 };
const local = { name: "local", bus: "2", cost: 0.3, most: 1e4 };

/** r = 0.1, x = 0.2 per unit, and a lowest voltage that the source alone cannot keep at bus 2. */
const band: Given = {
  feeder: twoBuses({ resistance: 10, reactance: 20 }, { active: 1000, reactive: 250 }),
  limits: { lowestVoltage: 0.9 },
  units: [upstream, local],
};
/** A line that can take 600 kVA, and 1000 kW behind it. */
const rated: Given = {
  feeder: twoBuses({ resistance: 1, reactance: 0 }, { active: 1000 }),
  limits: { ratedPower: { "1-2": 600 } },
  units: [upstream, local],
};
/** 1000 kW behind a line that lets 200 kW back. */
const reverse: Given = {
  feeder: twoBuses({ resistance: 1, reactance: 1 }, { active: 0 }),
  limits: { reverseFlow: { "1-2": 200 } },
  units: [
    { ...upstream, least: -1e4 },
    { ...local, cost: 0.02, most: 1000 },
  ],
};
const onFeeder = needing({ feeder: true });
const lossless = needing({ feeder: true, losses: false });

export const limits: readonly NetworkCheck[] = [
  onFeeder("a voltage band holds, and the price behind it is that of the dearer unit", async (subject) => {
    const { grid, solution } = await cleared(subject, band);
    const { active, activeParts } = grid.prices(solution);
    expectClose("voltage at bus 2", stateOf({ grid, solution }).voltage.at("2", 1), 0.9, 6);
    expectClose("active price at bus 2", active.at("2", 1), 0.3, 6);
    expectClose("energy in it", activeParts.energy.at("2", 1), 0.1, 6);
    expectClose("congestion in it", activeParts.congestion.at("2", 1), 0, 6);
    expectAtLeast("voltage in it", activeParts.voltage.at("2", 1), 0.01);
  }),

  // v_2 = 1 - 2 (0.1 P + 0.2 * 0.25) = 0.81: P = 0.45. One more kVAr takes x / r = 2 kW of that away.
  lossless(
    "without losses: 450 kW by the line, and 0.2 for the band in the active price, 0.4 in the reactive one",
    async (subject) => {
      const { objective, grid, solution } = await cleared(subject, band);
      const { activeParts, reactive, reactiveParts } = grid.prices(solution);
      expectClose("objective", objective, 450 * 0.1 + 550 * 0.3, 4);
      expectClose("voltage in the active price", activeParts.voltage.at("2", 1), 0.2, 7);
      expectClose("reactive price", reactive.at("2", 1), 0.4, 7);
      expectClose("voltage in the reactive price", reactiveParts.voltage.at("2", 1), 0.4, 7);
    },
  ),

  // v_2 = 1 + 2 * 0.01 P = 1.005^2: P = 0.50125, and one more kW there costs what the unit there does.
  lossless(
    "without losses: 501.25 kW back at a highest voltage of 1.005, which takes 0.08 off the price",
    async (subject) => {
      const { grid, solution } = await cleared(subject, { ...reverse, limits: { highestVoltage: 1.005 } });
      const { active, activeParts } = grid.prices(solution);
      expectClose("kW into the line", stateOf({ grid, solution }).activeFlow.at("1-2", 1), -501.25, 3);
      expectClose("active price at bus 2", active.at("2", 1), 0.02, 7);
      expectClose("voltage in it", activeParts.voltage.at("2", 1), -0.08, 7);
    },
  ),

  ...(
    [
      ["band", band, ["active", "reactive"]],
      // Without reactive power a polygon of ratings stands on a corner, where one more kVAr has no single price.
      ["rating", rated, ["active"]],
    ] as const
  ).map(([limit, given, kinds]) =>
    onFeeder(
      `at a binding ${limit} prices are d objective / d load, and their parts add up to them`,
      async (subject) => {
        const { grid, solution } = await cleared(subject, given);
        const prices = grid.prices(solution);
        for (const kind of kinds) {
          const found = prices[kind].at("2", 1);
          expectClose(`${kind} price at bus 2`, found, await slope(subject, given, "2", kind), 4);
          expectClose(`sum of the parts of the ${kind} price`, sumOf(prices[`${kind}Parts`])[1]!, found, 9);
        }
      },
    ),
  ),

  onFeeder("a rated power holds, and what it adds to prices is congestion", async (subject) => {
    const { grid, solution } = await cleared(subject, rated);
    const { active, activeParts } = grid.prices(solution);
    expectClose("kW into the line", stateOf({ grid, solution }).activeFlow.at("1-2", 1), 600, 3);
    expectClose("active price at bus 2", active.at("2", 1), 0.3, 6);
    expectClose("voltage in it", activeParts.voltage.at("2", 1), 0, 6);
    const losses = activeParts.losses.at("2", 1);
    expectClose("congestion in it", activeParts.congestion.at("2", 1), 0.2 - losses, 6);
    expectAtMost("losses in it", losses, 0.01);
  }),

  // 20 A at 10 kV are 346.41 kVA; at a higher or lower voltage they are that much more or less.
  onFeeder("a rated current holds", async (subject) => {
    const { grid, solution } = await cleared(subject, { ...rated, limits: { ratedCurrent: { "1-2": 20 } } });
    const { activeFlow, loss, voltage } = stateOf({ grid, solution });
    const sent = activeFlow.at("1-2", 1);
    const larger = Math.max(sent, sent - loss.at("1-2", 1));
    const at = [voltage.at("1", 1), voltage.at("2", 1)].map((v) => v * Math.sqrt(3) * 10 * 20);
    expectAtLeast("kW at the larger end", larger, Math.min(...at) - 0.5);
    expectAtMost("kW at the larger end", larger, Math.max(...at) + 0.5);
  }),

  onFeeder(
    "no more flows back than may: the price behind the line is what the next kW there costs",
    async (subject) => {
      const { grid, solution } = await cleared(subject, reverse);
      const { active, activeParts } = grid.prices(solution);
      expectClose("kW into the line", stateOf({ grid, solution }).activeFlow.at("1-2", 1), -200, 0);
      expectClose("active price at bus 2", active.at("2", 1), 0.02, 6);
      expectAtMost("congestion in it", activeParts.congestion.at("2", 1), -0.07);
    },
  ),

  check("a market that has too little is infeasible, with any network", async (subject) => {
    const given: Given = { feeder: chain, units: [{ ...upstream, most: 400 }] };
    const whole = scopeOf(given);
    const { units } = enterAll(whole, given, makeFor(subject, given));
    setObjective(whole, [units]);
    expectEqual("status", (await outcomeOf(whole.model, subject.solver)).status, "infeasible");
  }),

  needing({ feeder: false })("without a feeder it has no limits that could be in the way", async (subject) => {
    const given: Given = { feeder: chain, units: [upstream] };
    const whole = scopeOf(given);
    enterAll(whole, given, makeFor(subject, given));
    expectEqual("number of limits", whole.limits.length, 0);
  }),

  onFeeder(
    "a band that cannot be kept is infeasible, and is one of the scope's limits with the bus in words",
    async (subject) => {
      const whole = await infeasible(subject, { ...band, units: [upstream] });
      expectContains("what the limits say of bus 2", saidOf(whole, "2").join("; "), /voltage.*bus 2/);
    },
  ),

  onFeeder(
    "a rating that cannot be kept is infeasible, and is one of the scope's limits with the line in words",
    async (subject) => {
      const whole = await infeasible(subject, { ...rated, units: [upstream] });
      expectContains("what the limits say of line 1-2", saidOf(whole, "1-2").join("; "), /rat.*1-2/);
    },
  ),

  onFeeder("its limits are declared in the model, with a size for each of their members", async (subject) => {
    for (const given of [band, rated, reverse]) {
      const whole = scopeOf(given);
      const north = whole.child("north");
      enterAll(north, given, makeFor(subject, given));
      for (const { theme, of: whose, parts } of north.limits) {
        if (whose !== "network") continue;
        for (const { of, size } of parts) {
          expectEqual(`whether "${theme} ..." is about what the model has`, whole.model.owns(of), true);
          expectContains(`name of what gives way for "${theme} ..."`, of.name, /^north /);
          for (const own of size) expectAtLeast(`size of "${theme} ..."`, own, 0);
        }
      }
    }
  }),
];

/** The scope of a market that its network makes infeasible. */
async function infeasible(subject: Parameters<typeof makeFor>[0], given: Given): Promise<Scope> {
  const whole = scopeOf(given);
  const { units } = enterAll(whole, given, makeFor(subject, given));
  setObjective(whole, [units]);
  expectEqual("status", (await outcomeOf(whole.model, subject.solver)).status, "infeasible");
  return whole;
}

/** What all limits would say if they were broken at a member with this label. */
function saidOf(whole: Scope, label: string): string[] {
  const own = whole.limits.filter(({ of }) => of === "network");
  return own.flatMap((limit) =>
    limit.parts.flatMap((part) =>
      membersOf(part)
        .filter(({ labels }) => labels[0] === label)
        .flatMap((member) => sentencesOf(limit, member)),
    ),
  );
}

function sentencesOf(limit: Limit, member: Member): string[] {
  const remedies = limit.remedies(member.amount, [member]).map(({ text }) => text);
  return [`${limit.theme} ${limit.named([member])}: ${limit.broken([member])}`, ...remedies];
}

/** Those that give. */
function membersOf({ of, size }: GivingWay): Member[] {
  const labels = (of.over as readonly AnySet[]).reduce<string[][]>(
    (all, { labels: own }) => all.flatMap((before) => Array.from(own, (label) => [...before, String(label)])),
    [[]],
  );
  return labels
    .map((own, position) => ({ labels: own, position, amount: 0.1 }))
    .filter(({ position }) => size[position]! > 0);
}
