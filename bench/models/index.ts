import { basic } from "./basic/index.ts";
import { facility } from "./facility/index.ts";
import { market } from "./market/index.ts";
import type { BenchModel } from "./model.ts";

export type { Arrays, BenchModel, ModelCase } from "./model.ts";
export const models: readonly BenchModel[] = [basic, facility, market];
