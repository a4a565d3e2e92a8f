import { describe, expect, test } from "vitest";
import { type MethodToCheck, type MethodTraits, methodChecks } from "../../conformance/index.ts";
import { central } from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { outerApproximation } from "../../solvers/outer-approximation.ts";
import { type Cleared, type Clearing, enterMarket, type LocalMarket, type Method } from "../../src/market/index.ts";
import { type Stage, type StageContext, stage } from "../../src/pipeline/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { failureOf } from "./failure.ts";

const traits: MethodTraits = {
  copperPlate: true,
  losses: true,
  lossless: true,
  integer: true,
  quadratic: true,
  efficient: true,
  bound: true,
  prices: true,
};
const sound: MethodToCheck = { name: "central", traits, make: central };

type Run = (market: LocalMarket, context: StageContext, inner: Stage<LocalMarket, Cleared>) => Promise<Cleared>;

/** A method around central clearing. */
function around(run: (solver: Solver) => Run, other: Partial<Method> = {}): MethodToCheck {
  const inner = central();
  const make = (): Method => ({
    ...inner,
    clear: (solver) =>
      stage(inner.name, (market, context) =>
        run(solver)(market, { ...context, report: () => {} }, inner.clear(solver)),
      ),
    ...other,
  });
  return { ...sound, make };
}

/** Its clearings have something else in places. */
const withClearing = (change: (clearing: Clearing, market: LocalMarket) => Partial<Clearing>): MethodToCheck =>
  around(() => async (market, context, inner) => {
    const cleared = await inner.run(market, context);
    if (cleared.status !== "cleared") return cleared;
    return { ...cleared, clearing: { ...cleared.clearing, ...change(cleared.clearing, market) } };
  });

const withOutcome = (change: (cleared: Cleared) => Cleared): MethodToCheck =>
  around(() => async (market, context, inner) => change(await inner.run(market, context)));

const deaf: MethodToCheck = {
  ...sound,
  make() {
    const inner = central();
    const signal = new AbortController().signal;
    return {
      ...inner,
      clear(solver) {
        const own = inner.clear(solver);
        return { ...own, run: (market, context) => own.run(market, { ...context, signal }) };
      },
    };
  },
};

const growing = (): MethodToCheck => {
  let clearings = 0;
  return withClearing(({ welfare }) => ({ welfare: welfare + clearings++ }));
};

const leaving = around((solver) => async (market, context, inner) => {
  await enterMarket(market).scope.model.open(solver);
  return inner.run(market, context);
});

const meritOrder = "merit order: 400 kW at 0.05, 600 kW at 0.1";
const quarters = "four quarters of an hour, of which two do without the dearer plant";
const losses = "losses: 475 kW take 500, and the last of them 1 / 0.9";

describe("a method's fault makes the check fail that is about it, with what was expected and found", () => {
  test.each<[fault: string, MethodToCheck, group: string, check: string, message: string | RegExp]>([
    [
      "costs called welfare",
      withClearing(({ welfare }) => ({ welfare: -welfare })),
      "figures",
      meritOrder,
      "welfare: expected -80",
    ],
    [
      "kWh called kW",
      withClearing(({ injections, hourLength }) => ({
        injections: { ...injections, active: Array.from(injections.active, (kW) => kW * hourLength) },
      })),
      "figures",
      quarters,
      "kW injected[0]: expected 300",
    ],
    [
      "prices that are kept back",
      withClearing(() => ({ prices: null })),
      "figures",
      meritOrder,
      "prices: expected one for each bus and hour, found null",
    ],
    [
      "a payment that is forgotten",
      withClearing(({ participants }) => ({
        participants: participants.map((own, k) => (k === 0 ? { ...own, paid: 0 } : own)),
      })),
      "money and power add up",
      meritOrder,
      "sum of payments: expected",
    ],
    [
      "a surplus from before the settlement",
      withClearing(({ participants }) => ({
        participants: participants.map((own) => ({ ...own, surplus: own.paid })),
      })),
      "money and power add up",
      meritOrder,
      "surplus of Cheap: expected 20",
    ],
    [
      "payments at the mean price, called that at the bus",
      withClearing(({ participants }) => ({
        participants: participants.map((own, k) => {
          const paid = own.paid + (k === 0 ? 5 : k === 1 ? -5 : 0);
          return { ...own, paid, surplus: paid - own.cost };
        }),
      })),
      "money and power add up",
      losses,
      /^paid to Grid: expected 50|^paid to Grid: expected 49\.9/,
    ],
    [
      "what someone injects left out",
      withClearing(({ participants }) => ({
        participants: participants.map((own, k) =>
          k === 0 ? { ...own, injections: participants[1]!.injections } : own,
        ),
      })),
      "money and power add up",
      meritOrder,
      "active power injected, by participants[0]: expected 400",
    ],
    [
      "names of another method",
      withClearing(() => ({ method: "decentral" })),
      "money and power add up",
      meritOrder,
      'the method: expected "central", found "decentral"',
    ],
    [
      "a bound that can be beaten",
      withClearing(() => ({ certificate: { kind: "bound", bound: -81, gap: 1, by: "nobody" } })),
      "certificates",
      `${meritOrder}: there is no more welfare than there is`,
      "bound: expected at least -80.0",
    ],
    [
      "a gap that is larger than it says",
      withClearing(({ welfare }) => ({ welfare: welfare - 1 })),
      "certificates",
      `${meritOrder}: there is no more welfare than there is`,
      "bound less welfare: expected at most",
    ],
    [
      "more welfare than there is",
      withClearing(({ welfare }) => ({ welfare: welfare + 1 })),
      "certificates",
      `${meritOrder}: there is no more welfare than there is`,
      "welfare: expected at most -79.9",
    ],
    [
      "a proof that is claimed and kept back",
      withClearing(() => ({ certificate: { kind: "none", why: "nobody asked for it" } })),
      "certificates",
      `${meritOrder}: a bound proves it`,
      'the certificate: expected a bound, found "none"',
    ],
    [
      "trouble that is not told apart",
      withOutcome((cleared) =>
        cleared.status === "infeasible" ? { ...cleared, status: "numerical trouble" } : cleared,
      ),
      "what could not be cleared",
      "too little for what is taken is infeasible, on a copper plate",
      'status: expected "infeasible", found "numerical trouble"',
    ],
    [
      "an outcome without a reason",
      withOutcome((cleared) => (cleared.status === "unbounded" ? { ...cleared, reason: "" } : cleared)),
      "what could not be cleared",
      "buying at 0.1 and selling at 0.2 without end is unbounded, on a copper plate",
      "length of the reason: expected at least 10",
    ],
    [
      "a bound called a clearing",
      withOutcome((cleared) =>
        cleared.status === "not exact"
          ? { status: "cleared", market: cleared.market, clearing: cleared.best! }
          : cleared,
      ),
      "what could not be cleared",
      "what is called cleared on a network with losses is a power flow",
      /^voltage\[1\]: expected|the power flow of what is injected: expected a solution/,
    ],
    [
      "a market that it takes and says it does not",
      { ...sound, traits: { ...traits, integer: false } },
      "what is refused",
      "what it does not take is refused in a sentence: whole steps",
      'a refusal: expected a ClearwattError with a sentence, found a market that is "cleared"',
    ],
    [
      "a refusal that is an accident",
      {
        ...around(() => () => Promise.reject(new TypeError("x is not a function"))),
        traits: { ...traits, integer: false },
      },
      "what is refused",
      "what it does not take is refused in a sentence: whole steps",
      "a refusal: expected a ClearwattError with a sentence, found TypeError",
    ],
    [
      "no source",
      { ...sound, make: () => ({ ...central(), source: "" }) },
      "what is refused",
      "it has a name, a source and a stage that is called so",
      "length of name or source: expected at least 3, found 0",
    ],
    [
      "a signal that is not looked at",
      deaf,
      "what is stopped",
      "a signal that fires while it is at work stops it",
      'status after the signal: expected "stopped", found "cleared"',
    ],
    [
      "a market that is put in another order",
      around(() => (market, context, inner) => {
        (market.participants as LocalMarket["participants"][number][]).reverse();
        return inner.run(market, context);
      }),
      "what is left as it was",
      "the market is left as it was, and handed on",
      "read only property",
    ],
    [
      "something kept from one clearing to the next",
      growing(),
      "what is left as it was",
      "the same market cleared again has the same outcome",
      "welfare: expected",
    ],
    [
      "programs left open",
      leaving,
      "what is left as it was",
      "what it opens in the solver it gives back",
      "number of programs given back: expected 2, found 1",
    ],
  ])("%s", async (_, kind, group, name, message) => {
    const solver = outerApproximation(highs());
    const checks = (of: MethodToCheck) => methodChecks(of, solver).filter((own) => own.group === group);
    expect(await failureOf(checks(kind), name)).toMatch(message);
    if (kind.traits === traits) expect(await failureOf(checks(sound), name)).toBe("it passed");
  });
});

test("a check is known by its group and name, and every trait has one that needs it", () => {
  const checks = methodChecks(sound, highs());
  expect(new Set(checks.map(({ group, name }) => `${group}: ${name}`)).size).toBe(checks.length);
  for (const trait of ["copperPlate", "losses", "lossless", "integer", "quadratic", "efficient", "bound"] as const)
    expect(checks.some(({ needs }) => needs[trait] === true)).toBe(true);
  for (const trait of ["copperPlate", "losses", "integer", "quadratic"] as const)
    expect(checks.some(({ needs }) => needs[trait] === false)).toBe(true);
});
