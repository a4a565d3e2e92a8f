/** The data of the study, read from its CSV texts and checked; README.md beside this file says where each comes from. */

import { type CsvFile, readCsv } from "../../src/csv/index.ts";
import { ClearwattError } from "../../src/errors.ts";
import type { BusData, LoadData } from "../../src/feeder/index.ts";
import { readCaseFeeder } from "../feeders/read-case-feeder.ts";
import { type Texts, textOf } from "../study.ts";
import { aggregatorsFile, feederName, parametersFile, pricesFile, profileFile, publishedFile } from "./files.ts";
import { readProfile } from "./profile.ts";

export type CaseName = "case1" | "case2";
export type Scenario = "S1" | "S2";
export const aggregators: readonly string[] = ["A1", "A2", "A3"];
export const scenarios: readonly Scenario[] = ["S1", "S2"];
export const cases: readonly CaseName[] = ["case1", "case2"];

/** What each kind of actor pays over the day, in EUR; a negative cost is income. */
export interface Costs {
  readonly end_users: number;
  readonly aggregators: number;
  readonly disco: number;
}

/** EUR. */
export function sumOfCosts(costs: Costs): number {
  return costs.end_users + costs.aggregators + costs.disco;
}

export interface StudyData {
  /** Labels of the users, "bus 2" to "bus 33". */
  readonly user: readonly string[];
  /** The aggregator of each user. */
  readonly aggregatorOf: readonly string[];
  /** Base load of each user in kW. */
  readonly baseLoad: Float64Array;
  /** Load of each hour in per unit of the base load. */
  readonly profile: Float64Array;
  /** lambda_L2A in EUR/kWh, aggregator by aggregator, 24 hours each. */
  readonly aggregatorPrice: Float64Array;
  /** lambda_M in EUR/kWh. */
  readonly marketPrice: Float64Array;
  /** lambda_D2L in EUR/kWh. */
  readonly priceFromDisCo: number;
  /** delta: the DisCo pays aggregators at least this times lambda_L2A. */
  readonly leastPriceRatio: number;
  /** gamma_producer and gamma_consumer: shares of its load that a user may shave and add. */
  readonly flexibleDown: number;
  readonly flexibleUp: number;
  /** Table 2 of the paper. */
  readonly published: Readonly<Record<CaseName, Readonly<Record<Scenario, Costs>>>>;
}

/** Reads the data; `profile`, loads of 24 hours in per unit, takes the place of the assumed one. */
export function readData(texts: Texts, profile?: Float64Array): StudyData {
  const csv = (file: string) => readCsv(file, textOf(texts, file));
  const { buses, loads = [] } = readCaseFeeder(texts, feederName);
  const prices = csv(pricesFile);
  const regions = csv(aggregatorsFile);
  const parameters = csv(parametersFile);
  const bus = regions.numbers("bus");
  return {
    user: Array.from(bus, (number) => `bus ${number}`),
    aggregatorOf: regions.strings("aggregator"),
    baseLoad: bus.map((number) => baseLoad(String(number), buses, loads)),
    profile: profile ?? readProfile(profileFile, textOf(texts, profileFile)),
    aggregatorPrice: Float64Array.from(aggregators.flatMap((name) => Array.from(prices.numbers(name)))),
    marketPrice: prices.numbers("market"),
    priceFromDisCo: parameters.named("price_DisCo_to_users"),
    leastPriceRatio: parameters.named("least_price_ratio"),
    flexibleDown: parameters.named("flexible_share_down"),
    flexibleUp: parameters.named("flexible_share_up"),
    published: readPublished(csv(publishedFile)),
  };
}

/** kW. */
function baseLoad(bus: string, buses: readonly BusData[], loads: readonly LoadData[]): number {
  if (!buses.some(({ name }) => name === bus)) {
    throw new ClearwattError(`${aggregatorsFile} names bus ${bus}, which is not in the feeder ${feederName}.`, {
      code: "unknown-label",
      data: { file: aggregatorsFile, found: bus },
    });
  }
  return loads.reduce((sum, load) => (load.bus === bus ? sum + load.active : sum), 0);
}

function readPublished(file: CsvFile): StudyData["published"] {
  const names = file.strings("case").map((name, row) => `${name} ${file.strings("scenario")[row]}`);
  const [users, pooling, disco] = ["end_users", "aggregators", "disco"].map((column) => file.numbers(column));
  const costs = (name: CaseName, scenario: Scenario): Costs => {
    const row = names.indexOf(`${name} ${scenario}`);
    if (row < 0) {
      throw new ClearwattError(`${publishedFile} has no row for ${name}, ${scenario}.`, {
        code: "missing-data",
        data: { file: publishedFile, case: name, scenario },
      });
    }
    return { end_users: users![row]!, aggregators: pooling![row]!, disco: disco![row]! };
  };
  const both = (name: CaseName) => ({ S1: costs(name, "S1"), S2: costs(name, "S2") });
  return { case1: both("case1"), case2: both("case2") };
}
