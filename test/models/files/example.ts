/** The example of a market file, with its texts. */
import { readFileSync } from "node:fs";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { type MarketFile, type MarketFileOptions, neededBy, readMarketFile } from "../../../models/index.ts";
import { type Feeder, feeder } from "../../../src/feeder/index.ts";
import { enter, type LocalMarket, type Scope, scopeOf } from "../../../src/market/index.ts";

export const path = "examples/markets/every-device.json";
export const text: string = readFileSync(path, "utf8");

export function exampleTexts(): Record<string, string> {
  const paths = [path, ...neededBy(path, text).files];
  return Object.fromEntries(paths.map((file) => [file, readFileSync(file, "utf8")]));
}

export const case33bw: Feeder = feeder(await loadFeeder("case33bw"));

export function readExample(options: MarketFileOptions = {}): MarketFile {
  return readMarketFile(path, exampleTexts(), { feeder: case33bw, ...options });
}

/** A scope into which everybody has entered. */
export function entered(market: LocalMarket): Scope {
  const whole = scopeOf(market);
  for (const participant of market.participants) enter(participant, whole);
  return whole;
}

/** A small market file on three buses, with changes. */
export function small(changes: object = {}): Record<string, string> {
  const market = {
    name: "three buses",
    buses: ["1", "2", "3"],
    hours: 2,
    money: "EUR",
    participants: [
      { name: "upstream", generators: [{ name: "grid", bus: 1, highestActive: 100, cost: 0.1 }] },
      { name: "home", "flexible loads": [{ name: "house", bus: 2, active: [3, 4] }] },
    ],
    ...changes,
  };
  return { "markets/small.json": JSON.stringify(market) };
}

export function readSmall(changes: object = {}, options: MarketFileOptions = {}, texts: object = {}): MarketFile {
  return readMarketFile("markets/small.json", { ...small(changes), ...texts }, options);
}
