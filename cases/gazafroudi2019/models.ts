/** The study's models by name, for printing and export. */
import { ClearwattError } from "../../src/errors.ts";
import type { Model } from "../../src/language/index.ts";
import type { Texts } from "../study.ts";
import { readData, type StudyData } from "./data.ts";
import { leastSum } from "./impossibility.ts";
import { alone, disCoOf, poolingOf, usersOf } from "./markets.ts";

const builders: Readonly<Record<string, (data: StudyData) => Model>> = {
  "end-users": (data) => alone(data, usersOf(data, "S2")).scope.model,
  "end-users-S1": (data) => alone(data, usersOf(data, "S1")).scope.model,
  aggregators: (data) => alone(data, poolingOf(data)).scope.model,
  disco: (data) => alone(data, disCoOf(data, "case2")).scope.model,
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
