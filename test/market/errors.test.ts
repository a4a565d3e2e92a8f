import { central, copperPlate, feederLoad, flexibleLoad } from "../../models/index.ts";
import { feeder } from "../../src/feeder/index.ts";
import { checkHandedIn } from "../../src/market/handed-in.ts";
import { type LocalMarket, optimalPowerFlow, type Scope, scope } from "../../src/market/index.ts";
import { checkParticipants, enter } from "../../src/market/local-market.ts";
import { testMistakes } from "../mistakes.ts";

const marketOf = (hourLength = 1): Scope =>
  scope({ name: "village", buses: ["1", "2"], hours: 1, hourLength, money: "EUR" });
const loadIn = (market: Scope) => flexibleLoad(market, "load", [{ name: "ann", bus: "2", active: 10 }]);
const net = feeder({
  name: "pair",
  origin: "made up",
  buses: ["1", "2"].map((bus) => ({ name: bus, voltage: 10 })),
  lines: [{ from: "1", to: "2", resistance: 1, reactance: 1 }],
  loads: [{ bus: "2", active: 3, reactive: 0 }],
  sources: [{ bus: "1", voltage: 1 }],
});
const participant = { name: "ann", enter: () => {} };

testMistakes([
  [
    "a market of nobody",
    () => checkParticipants({ name: "village", participants: [] } as unknown as LocalMarket),
    "missing-data",
    { what: "participants", name: "village" },
  ],
  [
    "two participants of one name",
    () => checkParticipants({ name: "village", participants: [participant, participant] } as unknown as LocalMarket),
    "duplicate",
    { what: "participant", name: "village", found: "ann" },
  ],
  [
    "a participant without a way in",
    () => checkParticipants({ name: "village", participants: [{ name: "ann" }] } as unknown as LocalMarket),
    "wrong-type",
    { what: 'participant 1 of "village"', expected: "{ name, enter(scope) { ... } }", found: "something else" },
  ],
  [
    "a participant that enters later",
    () => enter({ name: "ann", enter: async () => {} }, marketOf()),
    "wrong-type",
    { what: "enter", name: "ann", expected: "no promise", found: "a promise" },
  ],
  [
    "a method that was not called",
    () => checkHandedIn("method", central, "clear", "central()"),
    "wrong-type",
    { what: "method", expected: "central()", found: "a function that was not called" },
  ],
  [
    "no solver",
    () => checkHandedIn("solver", undefined, "open", "highs()"),
    "wrong-type",
    { what: "solver", expected: "highs()", found: "nothing" },
  ],
  [
    "the name of a network",
    () => checkHandedIn("network", "linear", "addTo", "copperPlate()"),
    "wrong-type",
    { what: "network", expected: "copperPlate()", found: '"linear"' },
  ],
  [
    "the loads of a feeder twice",
    () => {
      const market = marketOf();
      for (const name of ["town", "city"]) feederLoad(market.child(name), net);
      copperPlate().addTo(market);
    },
    "duplicate",
    { what: "entry", found: "load" },
  ],
  [
    "a factor in per cent",
    () => feederLoad(marketOf(), net, { profile: 60 }),
    "out-of-range",
    { what: "profile", name: "load", step: 1, found: 60 },
  ],
  [
    "the objective of a part",
    () => optimalPowerFlow(marketOf().child("north"), copperPlate()),
    "misuse",
    { what: "optimalPowerFlow of a part", found: "north" },
  ],
  [
    "a second network",
    () => {
      const market = marketOf();
      loadIn(market);
      copperPlate().addTo(market);
      copperPlate().addTo(market);
    },
    "duplicate",
    { what: "network", name: "village", found: ["copper plate", "copper plate"] },
  ],
  [
    "a load that no network has taken",
    () => {
      const market = marketOf();
      loadIn(market);
      market.refuseLoose();
    },
    "missing-data",
    { what: "network", name: "load" },
  ],
  [
    "a load that comes after the network",
    () => {
      const market = marketOf();
      loadIn(market);
      copperPlate().addTo(market);
      flexibleLoad(market, "later", [{ name: "bea", bus: "2", active: 10 }]);
    },
    "outdated",
    { name: "later" },
  ],
  [
    "an hour of a quarter of a day and a bit",
    () => marketOf(7),
    "out-of-range",
    { what: "hourLength", name: "village", found: 7 },
  ],
]);
