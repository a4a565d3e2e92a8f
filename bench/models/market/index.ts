import { type BenchModel, benchModel } from "../model.ts";
import { clearwatt } from "./clearwatt.ts";
import { data, nonzeros } from "./data.ts";
import { glpkJson } from "./glpk-json.ts";
import { handWritten } from "./hand-written.ts";
import { lpModel } from "./lp-model.ts";
import { lpText } from "./lp-text.ts";

export const market: BenchModel = benchModel(
  "24-hour market",
  "agents with load, sun and battery, balanced every hour and pooled by their aggregators (20 to each, at random)",
  data,
  { nonzeros, handWritten, clearwatt, lpModel, glpkJson, lpText },
);
