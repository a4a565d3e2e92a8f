import { copperPlate, flexibleLoad } from "../../models/index.ts";
import { type LocalMarket, type Scope, scope } from "../../src/market/index.ts";
import { checkParticipants } from "../../src/market/local-market.ts";
import { testMistakes } from "../mistakes.ts";

const marketOf = (hourLength = 1): Scope =>
  scope({ name: "village", buses: ["1", "2"], hours: 1, hourLength, money: "EUR" });
const loadIn = (market: Scope) => flexibleLoad(market, "load", [{ name: "ann", bus: "2", active: 10 }]);
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
