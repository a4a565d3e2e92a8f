/** Entered alone and beside the others a participant is the same: what it may do, and what that costs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AggregatorHour,
  aggregators,
  disCo,
  type EnteredAggregators,
  type EnteredDisCo,
  type EnteredEndUsers,
  endUsers,
  type UserHour,
} from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import {
  type Affine,
  type NamedExpression,
  type Parameter,
  type Quadratic,
  type Session,
  sum,
} from "../../../src/language/index.ts";
import type { Participant, Scope } from "../../../src/market/index.ts";
import { optimal, village, villageScope } from "./village.ts";

const hours = 3;
const { user, aggregator } = village;
const [userHours, aggregatorHours] = [user.size * hours, aggregator.size * hours];

const numbers = (min: number, max: number, count: number) =>
  fc
    .array(fc.double({ min, max, noNaN: true }), { minLength: count, maxLength: count })
    .map((values) => Float64Array.from(values));

/** Data of the three, what the others decided, and prices of two objectives of each. */
const instances = fc.record({
  load: numbers(1, 100, userHours),
  aggregatorPrice: numbers(0.1, 0.3, aggregatorHours),
  marketPrice: numbers(0.4, 0.9, hours),
  shiftOnly: fc.boolean(),
  sold: numbers(0, 0.1, userHours),
  pooled: numbers(-20, 20, userHours),
  paid: numbers(0.1, 0.5, aggregatorHours),
  offered: numbers(-20, 20, aggregatorHours),
  prices: fc.array(
    fc.record({
      users: numbers(-1, 1, userHours),
      aggregators: numbers(-1, 1, aggregatorHours),
      disco: numbers(-1, 1, userHours),
    }),
    { minLength: 2, maxLength: 2 },
  ),
});
type Instance = typeof instances extends fc.Arbitrary<infer Value> ? Value : never;

/** A participant's own cost and prices of its decisions, one of the two or both, as the data of a round say. */
interface Priced {
  readonly total: NamedExpression<readonly [], Quadratic>;
  set(session: Session, round: number): void;
}

/** Round 1 is about the prices, round 2 about the cost too: its least values say where both models may go, and what it costs. */
function priced(
  { scope, objective }: { readonly scope: Scope; objective(): Affine | Quadratic },
  worth: Affine,
  set: Priced["set"],
): Priced {
  const share = scope.parameter("share of the cost", [], 0);
  const total = scope.expression("cost and prices", [], () => (objective() as Quadratic).times(share()).plus(worth));
  return {
    total,
    set: (session, round) => {
      session.set(share, round);
      set(session, round);
    },
  };
}

function pricedUsers(own: EnteredEndUsers, { sold, prices }: Instance): Priced {
  const { hour } = own.scope;
  const price: Parameter<UserHour> = own.scope.parameter("price", [user, hour], 0);
  const worth = sum([user, hour], (j, t) => own.soldToAggregator(j, t).times(price(j, t)));
  return priced(own, worth, (session, round) => {
    session.set(own.fromDisCo, sold);
    session.set(price, prices[round]!.users);
  });
}

function pricedAggregators(own: EnteredAggregators, { pooled, paid, prices }: Instance): Priced {
  const { hour } = own.scope;
  const price: Parameter<AggregatorHour> = own.scope.parameter("price", [aggregator, hour], 0);
  const worth = sum([aggregator, hour], (k, t) => own.soldToDisCo(k, t).times(price(k, t)));
  return priced(own, worth, (session, round) => {
    session.set(own.soldByUsers, pooled);
    session.set(own.priceFromDisCo, paid);
    session.set(price, prices[round]!.aggregators);
  });
}

function pricedDisCo(own: EnteredDisCo, { offered, prices }: Instance): Priced {
  const { hour } = own.scope;
  const price: Parameter<UserHour> = own.scope.parameter("price", [user, hour], 0);
  const ask: Parameter<AggregatorHour> = own.scope.parameter("price of its price", [aggregator, hour], 0);
  const worth = sum([user, hour], (j, t) => own.soldToUsers(j, t).times(price(j, t)))
    .plus(sum([aggregator, hour], (k, t) => own.priceToAggregators(k, t).times(ask(k, t))))
    .plus(sum([hour], (t) => own.boughtOnMarket(t)));
  return priced(own, worth, (session, round) => {
    session.set(own.offered, offered);
    session.set(price, prices[round]!.disco);
    session.set(ask, prices[round]!.aggregators);
  });
}

/** Each participant of an instance: how it is entered, and priced. */
function participants(instance: Instance): readonly (readonly [Participant, (scope: Scope) => Priced])[] {
  const { load, aggregatorPrice, marketPrice, shiftOnly } = instance;
  const trading = { ...village, aggregatorPrice, load, tieBreak: new Float64Array(hours) };
  const users = endUsers({
    ...trading,
    buses: ["2", "3", "3"],
    priceFromDisCo: 0.6,
    flexibleDown: 0.1,
    flexibleUp: 0.2,
    shiftOnly,
  });
  const pooling = aggregators(trading);
  const disco = disCo({
    ...trading,
    bus: "1",
    marketPrice,
    priceToUsers: 0.6,
    leastPriceRatio: 1.1,
    saleLimit: load.map((own) => 0.1 * own),
  });
  return [
    [users, (scope) => pricedUsers(users.enter(scope), instance)],
    [pooling, (scope) => pricedAggregators(pooling.enter(scope), instance)],
    [disco, (scope) => pricedDisCo(disco.enter(scope), instance)],
  ];
}

/** Least values of both rounds, participant by participant, of a model in which some of them stand. */
async function leastValues({ model }: Scope, standing: readonly Priced[]): Promise<number[][]> {
  model.minimize(standing.map(({ total }) => total()).reduce((all, total) => all.plus(total)));
  await using session = await model.open(highs());
  const values: number[][] = [];
  for (const round of [0, 1]) {
    for (const own of standing) own.set(session, round);
    const { solution } = optimal(await session.solve());
    values.push(standing.map(({ total }) => solution.value(total).at()));
  }
  return values;
}

test("under any prices a participant has the same optimum and the same cost alone and beside all others", {
  timeout: 60_000,
}, async () => {
  const check = async (instance: Instance) => {
    const all = participants(instance);
    const market = villageScope("market", hours);
    const beside = all.map(([{ name }, enterInto]) => enterInto(market.child(name, { owner: name })));
    const together = await leastValues(market, beside);
    for (const [k, [{ name }, enterInto]] of all.entries()) {
      const own = villageScope(name, hours);
      const alone = await leastValues(own, [enterInto(own)]);
      alone.forEach(([value], round) => {
        expect(Math.abs(value! - together[round]![k]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value!)));
      });
    }
  };
  await fc.assert(fc.asyncProperty(instances, check), { numRuns: 25 });
});
