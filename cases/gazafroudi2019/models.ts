/** The study's models by name, for printing and export. */
import { ClearwattError } from "../../src/errors.ts";
import type { Model } from "../../src/language/index.ts";
import type { Texts } from "../study.ts";
import { readData, type StudyData } from "./data.ts";
import { leastSum } from "./impossibility.ts";
import { alone, participants } from "./markets.ts";

const shedding = { case: "case2", scenario: "S1" } as const;
const shifting = { case: "case2", scenario: "S2" } as const;

const builders: Readonly<Record<string, (data: StudyData) => Model>> = {
  "end-users": (data) => alone(data, participants(data, shifting).users).scope.model,
  "end-users-S1": (data) => alone(data, participants(data, shedding).users).scope.model,
  aggregators: (data) => alone(data, participants(data, shifting).aggregators).scope.model,
  disco: (data) => alone(data, participants(data, shifting).disco).scope.model,
  "least-sum-S1": (data) => leastSum(data, "S1"),
  "least-sum-S2": (data) => leastSum(data, "S2"),
};

/** Builds one of the models; throws where there is none of that name. */
export function buildModel(name: string, texts: Texts): Model {
  const build = Object.hasOwn(builders, name) ? builders[name] : undefined;
  if (build === undefined) {
    throw new ClearwattError(`gazafroudi2019 has no model "${name}", only ${Object.keys(builders).join(", ")}.`);
  }
  return build(readData(texts));
}
