/** The study's models by name, for printing and export. */
import { ClearwattError } from "../../src/errors.ts";
import type { Model } from "../../src/language/index.ts";
import type { StudyData } from "./data.ts";
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
export function buildModel(name: string, data: StudyData): Model {
  const build = Object.hasOwn(builders, name) ? builders[name] : undefined;
  if (build !== undefined) return build(data);
  const known = Object.keys(builders);
  throw new ClearwattError(`gazafroudi2019 has no model "${name}", only ${known.join(", ")}.`, {
    code: "unknown-name",
    data: { kind: "model", found: name, known },
  });
}
