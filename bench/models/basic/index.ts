import { type BenchModel, benchModel } from "../model.ts";
import { clearwatt } from "./clearwatt.ts";
import { data, nonzeros } from "./data.ts";
import { glpkJson } from "./glpk-json.ts";
import { handWritten } from "./hand-written.ts";
import { lpModel } from "./lp-model.ts";
import { lpText } from "./lp-text.ts";

export const basic: BenchModel = benchModel(
  "basic",
  "N x N: minimise sum 2 x + y, with x[i,j] - y[i,j] >= i and x[i,j] + y[i,j] >= 0, all free",
  data,
  { nonzeros, handWritten, clearwatt, lpModel, glpkJson, lpText },
);
