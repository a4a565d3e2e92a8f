/** The published figures of a study beside ours. */
import type { Cell, Table } from "../src/report/index.ts";
import type { PublishedFigure } from "./study.ts";

/** A table for the folder of results; ours are looked up in the study's figures, and are empty where there is none. */
export function comparisonTable(published: readonly PublishedFigure[], figures: object): Table {
  return {
    kind: "table",
    shown: "file",
    file: "comparison.csv",
    columns: ["figure", "where", "unit", "published", "ours", "difference"].map((header) => ({ header })),
    rows: published.map(({ figure, value, unit, where }): Cell[] => {
      const ours = figureAt(figures, figure);
      return [figure, where, unit, value, ours, ours === null ? null : ours - value];
    }),
  };
}

/** The number at a path such as "case1.S1.end_users"; null where there is none. */
export function figureAt(figures: object, path: string): number | null {
  const found = path
    .split(".")
    .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), figures);
  return typeof found === "number" ? found : null;
}
