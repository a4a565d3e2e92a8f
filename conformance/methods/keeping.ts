/** What a method leaves as it was: the market, the solver, and itself. */
import type { Cleared, Clearing, LocalMarket, Scope } from "../../src/market/index.ts";
import type { PipelineEvent } from "../../src/pipeline/index.ts";
import type { Solver, SolverModel } from "../../src/solving/index.ts";
import { CheckFailed, expectAllClose, expectClose, expectEqual } from "../assertions.ts";
import { outcomeOf } from "./cleared.ts";
import { check, type MethodCheck } from "./method-check.ts";
import { marketFor } from "./taken.ts";

export const keeping: readonly MethodCheck[] = [
  check("the market is left as it was, and handed on", async (subject) => {
    const market = frozen(marketFor(subject));
    const cleared = await outcomeOf(subject, market);
    clearingIn(cleared);
    expectEqual("name of the market handed on", cleared.market.name, market.name);
    for (const [k, participant] of market.participants.entries())
      if (cleared.market.participants[k] !== participant)
        throw new CheckFailed("the participants handed on", "those of the market", "others");
    if (cleared.market.network !== market.network)
      throw new CheckFailed("the network handed on", "that of the market", "another one");
  }),

  check("the same market cleared again has the same outcome", async (subject) => {
    const market = marketFor(subject);
    const [first, second] = [
      clearingIn(await outcomeOf(subject, market)),
      clearingIn(await outcomeOf(subject, market)),
    ];
    expectClose("welfare", second.welfare, first.welfare, 8);
    expectAllClose("kW injected", second.injections.active, first.injections.active, 6);
    if (first.prices !== null && second.prices !== null)
      expectAllClose("active price", second.prices.active.data, first.prices.active.data, 8);
    expectEqual("number of rounds", second.rounds.length, first.rounds.length);
  }),

  check("a participant is entered once into every scope", async (subject) => {
    const scopes: Scope[] = [];
    const market = marketFor(subject);
    const participants = market.participants.map((participant) => ({
      ...participant,
      enter(scope: Scope) {
        scopes.push(scope);
        participant.enter(scope);
      },
    }));
    clearingIn(await outcomeOf(subject, { ...market, participants }));
    if (scopes.length < participants.length)
      throw new CheckFailed("participants that were entered", "all of them", `${scopes.length}`);
    expectEqual("number of scopes", new Set(scopes).size, scopes.length);
  }),

  check("what it opens in the solver it gives back", async (subject) => {
    const { solver, counts } = counting(subject.solver);
    clearingIn(await outcomeOf({ ...subject, solver }, marketFor(subject)));
    expectEqual("number of programs given back", counts.closed, counts.opened);
  }),

  check("it tells that it began, and that it ended", async (subject) => {
    const events: PipelineEvent[] = [];
    clearingIn(await outcomeOf(subject, marketFor(subject), { onEvent: (event) => events.push(event) }));
    expectEqual("first and last", [events.at(0)?.kind, events.at(-1)?.kind], ["started", "finished"]);
    expectEqual("where", events.at(0)?.path, [subject.method.name]);
  }),
];

function clearingIn(cleared: Cleared): Clearing {
  if (cleared.status === "cleared") return cleared.clearing;
  throw new CheckFailed("status", '"cleared"', `"${cleared.status}": ${cleared.reason}`);
}

/** Writing to any of it throws. */
function frozen(market: LocalMarket): LocalMarket {
  for (const participant of market.participants) Object.freeze(participant);
  Object.freeze(market.participants);
  Object.freeze(market.buses);
  return Object.freeze({ ...market, network: Object.freeze({ ...market.network }) });
}

function counting(inner: Solver): { readonly solver: Solver; readonly counts: { opened: number; closed: number } } {
  const counts = { opened: 0, closed: 0 };
  const open = async (program: Parameters<Solver["open"]>[0]): Promise<SolverModel> => {
    const model = await inner.open(program);
    counts.opened++;
    const close = model[Symbol.asyncDispose].bind(model);
    const value = () => {
      counts.closed++;
      return close();
    };
    return Object.defineProperty(model, Symbol.asyncDispose, { value });
  };
  return { solver: { ...inner, open }, counts };
}
