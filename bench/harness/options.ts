/** Words behind `npm run bench -- build`. */
import { parseArgs } from "node:util";
import { type BenchModel, models } from "../models/index.ts";

export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly models: readonly BenchModel[];
}

/** `--size 1e6` and `--model market`, each as often as wanted; without them all of `sizes` and all models. */
export function benchOptions(args: readonly string[], sizes: readonly number[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: "string", multiple: true }, model: { type: "string", multiple: true } },
  });
  const wanted = values.size?.map(Number) ?? sizes;
  if (!wanted.every((size) => size >= 1000 && size <= 2e7))
    throw new Error("--size takes a number of nonzeros from 1000 to 2e7, such as 1e6");
  const chosen = models.filter(({ name }) => values.model?.some((word) => name.includes(word)) ?? true);
  if (chosen.length === 0) throw new Error(`--model takes one of ${models.map(({ name }) => name).join(", ")}`);
  return { sizes: wanted, models: chosen };
}
