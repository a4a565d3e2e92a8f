/** Words behind `npm run bench -- build` and `-- resolve`. */
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
  const chosen = models.filter(({ name }) => values.model?.some((word) => name.includes(word)) ?? true);
  if (chosen.length === 0) throw new Error(`--model takes one of ${models.map(({ name }) => name).join(", ")}`);
  return { sizes: numbers(values.size) ?? sizes, models: chosen };
}

/** `--size 1e6`, as often as wanted; without it all of `sizes`. */
export function sizesOf(args: readonly string[], sizes: readonly number[]): readonly number[] {
  const { values } = parseArgs({ args: [...args], options: { size: { type: "string", multiple: true } } });
  return numbers(values.size) ?? sizes;
}

function numbers(words: readonly string[] | undefined): readonly number[] | undefined {
  const sizes = words?.map(Number);
  if (sizes?.every((size) => size >= 1000 && size <= 2e7) ?? true) return sizes;
  throw new Error("--size takes a number of nonzeros from 1000 to 2e7, such as 1e6");
}
