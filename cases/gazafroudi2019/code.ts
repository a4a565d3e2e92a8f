/** What the study does: data, plan, published figures and models. */
import type { Feeder } from "../../src/feeder/index.ts";
import { type Stage, stage } from "../../src/pipeline/index.ts";
import type { Document } from "../../src/report/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import type { PublishedFigure, StudyCode } from "../study.ts";
import { type CaseName, type Costs, cases, readData, type StudyData, scenarios } from "./data.ts";
import { reproductionDocument } from "./document.ts";
import { checkTrades, readGrid } from "./grid.ts";
import { buildModel } from "./models.ts";
import { readProfile } from "./profile.ts";
import { reproduce } from "./reproduce.ts";
import type { StudyOptions } from "./study.ts";

interface Input {
  readonly data: StudyData;
  /** The network to check the trades on; null where that was not asked for. */
  readonly grid: Feeder | null;
}

export const code: StudyCode<StudyOptions, Input> = {
  data: (texts, { profile, checkGrid }) => ({
    data: readData(texts, profile === undefined ? undefined : readProfile(profile.path, profile.text)),
    grid: checkGrid === true ? readGrid(texts) : null,
  }),
  plan,
  published: ({ data }) => published(data),
  build: (model, { data }) => buildModel(model, data),
};

function plan(solver: Solver, { profile }: StudyOptions): Stage<Input, Document> {
  return stage("reproduce", async ({ data, grid }, { signal, report }) => {
    const watched = { signal, onEvent: report };
    const found = await reproduce(data, solver, watched);
    const checked = grid === null ? undefined : await checkTrades(data, grid, found.settlements, watched);
    return reproductionDocument(data, found, {
      ...(profile === undefined ? {} : { profile: profile.path }),
      ...(checked === undefined ? {} : { grid: checked }),
    });
  });
}

/** Table 2 of the paper. */
function published(data: StudyData): PublishedFigure[] {
  const actors: readonly (keyof Costs)[] = ["end_users", "aggregators", "disco"];
  const where = (name: CaseName, scenario: string, actor: string) =>
    `Table 2, ${name === "case1" ? "Case 1" : "Case 2"}, ${scenario}, ${actor}`;
  return cases.flatMap((name) =>
    scenarios.flatMap((scenario) =>
      actors.map((actor) => ({
        figure: `${name}.${scenario}.${actor}`,
        value: data.published[name][scenario][actor],
        unit: "EUR",
        where: where(name, scenario, actor.replace("_", "-")),
      })),
    ),
  );
}
