import fc, { type GeneratorValue } from "fast-check";
import { expect, test } from "vitest";
import { ClearwattError } from "../../../src/errors.ts";
import type { Compilation } from "../../../src/language/compile/compile.ts";
import { update } from "../../../src/language/compile/update.ts";
import { parameterBehind } from "../../../src/language/declaring/registry.ts";
import type { Program } from "../../../src/program/program.ts";
import type { ProgramChange } from "../../../src/solving/index.ts";
import { type Built, build } from "./build.ts";
import { compiled } from "./compare.ts";
import { randomRecipe } from "./random-recipe.ts";
import type { ModelRecipe } from "./recipe.ts";
import { unlessRefused } from "./refused.ts";

const powers = [1, 2, 4, 0.5, -1, -2];

/** A copy of the program with what an update says. */
function updated(program: Program, change: ProgramChange): Program {
  const copy = structuredClone(program);
  const { costs = [], offset, hessian, columnBounds = [], rowBounds = [], coefficients = [] } = change;
  for (const { first, costs: own } of costs) copy.colCost.set(own, first);
  for (const { first, lower, upper } of columnBounds) {
    copy.colLower.set(lower, first);
    copy.colUpper.set(upper, first);
  }
  for (const { first, lower, upper } of rowBounds) {
    copy.rowLower.set(lower, first);
    copy.rowUpper.set(upper, first);
  }
  for (const { at, values } of coefficients) {
    values.forEach((value, k) => {
      copy.values[typeof at === "number" ? at + k : at[k]!] = value;
    });
  }
  return { ...copy, offset: offset ?? copy.offset, hessian: hessian ?? copy.hessian };
}

/** Changes parameter k in place; null where it decides which rows or summands there are, which is refused. */
function change(built: Built, compilation: Compilation, k: number, data: readonly number[]): ProgramChange | null {
  try {
    let change: ProgramChange | null = null;
    update(compilation, parameterBehind(built.parameters[k]!), Float64Array.from(data), (made) => {
      change = made;
    });
    return change;
  } catch (error) {
    if (error instanceof ClearwattError && error.message.includes("decides in a where filter")) return null;
    throw error;
  }
}

function newData(draw: GeneratorValue, { parameters }: ModelRecipe, k: number): number[] {
  const { data, divisor } = parameters[k]!;
  return data.map(() => (divisor ? draw(fc.constantFrom, ...powers) : draw(fc.integer, { min: -3, max: 3 })));
}

test("new data in place give the program that a new model with these data gives", () => {
  const check = (draw: GeneratorValue): void => {
    const recipe = randomRecipe(draw);
    const built = build(recipe);
    const compilation = unlessRefused(() => built.model.compilation());
    if (compilation === null) return;
    let program = compilation.program;
    const now = new Map<string, readonly number[]>();
    for (let round = 0; round < 3; round++) {
      const k = draw(fc.nat, { max: recipe.parameters.length - 1 });
      const data = newData(draw, recipe, k);
      const changed = change(built, compilation, k, data);
      if (changed === null) continue;
      program = updated(program, changed);
      now.set(recipe.parameters[k]!.name, data);
      expect(compiled(program)).toEqual(compiled(build(recipe, now).model.compile()));
    }
  };
  fc.assert(fc.property(fc.gen(), check), { numRuns: 300, endOnFailure: true });
});
