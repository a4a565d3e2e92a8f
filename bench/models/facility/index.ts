import { type BenchModel, benchModel } from "../model.ts";
import { clearwatt } from "./clearwatt.ts";
import { data, nonzeros } from "./data.ts";
import { glpkJson } from "./glpk-json.ts";
import { handWritten } from "./hand-written.ts";
import { lpModel } from "./lp-model.ts";
import { lpText } from "./lp-text.ts";

export const facility: BenchModel = benchModel(
  "facility location",
  "which facilities to open, and which share of each customer each of them serves within its capacity",
  data,
  { nonzeros, handWritten, clearwatt, lpModel, glpkJson, lpText },
);
