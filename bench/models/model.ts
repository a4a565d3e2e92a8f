/** What a benchmark measures: one model, written for every rival, at any size. */
import type { LP } from "glpk.js/node";
import type { Model as ObjectModel } from "lp-model";
import type { Model } from "../../src/language/index.ts";
import type { Program } from "../../src/program/index.ts";

/** The arrays that a solver needs; all rivals that make arrays make these, byte for byte. */
export type Arrays = Pick<Program, "numCols" | "numRows" | (typeof arrayNames)[number]>;

export const arrayNames = [
  "colCost",
  "colLower",
  "colUpper",
  "colKind",
  "rowLower",
  "rowUpper",
  "starts",
  "indices",
  "values",
] as const;

/** A model at one size; each function writes the same program from the same data. */
export interface ModelCase {
  readonly nonzeros: number;
  handWritten(): Arrays;
  clearwatt(): Model;
  lpModel(): ObjectModel;
  glpkJson(): LP;
  lpText(): string;
}

export interface BenchModel {
  readonly name: string;
  readonly description: string;
  /** The model with about so many nonzeros. */
  at(nonzeros: number): ModelCase;
}

/** The functions that write one model, tied to its data. */
export function benchModel<Data>(
  name: string,
  description: string,
  data: (nonzeros: number) => Data,
  writers: {
    readonly [K in Exclude<keyof ModelCase, "nonzeros">]: (data: Data) => ReturnType<ModelCase[K]>;
  } & { readonly nonzeros: (data: Data) => number },
): BenchModel {
  return {
    name,
    description,
    at(nonzeros) {
      const own = data(nonzeros);
      return {
        nonzeros: writers.nonzeros(own),
        handWritten: () => writers.handWritten(own),
        clearwatt: () => writers.clearwatt(own),
        lpModel: () => writers.lpModel(own),
        glpkJson: () => writers.glpkJson(own),
        lpText: () => writers.lpText(own),
      };
    },
  };
}
