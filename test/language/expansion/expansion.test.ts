import fc, { type GeneratorValue } from "fast-check";
import { expect, test } from "vitest";
import { build } from "./build.ts";
import { compiled, naive } from "./compare.ts";
import { expand } from "./naive.ts";
import { randomRecipe } from "./random-recipe.ts";
import { unlessRefused } from "./refused.ts";

test("random models compile to what plain loops over their members give", () => {
  let compared = 0;
  const check = (draw: GeneratorValue): void => {
    const recipe = randomRecipe(draw);
    const program = unlessRefused(() => build(recipe).model.compile());
    if (program === null) return;
    compared++;
    expect(compiled(program)).toEqual(naive(expand(recipe)));
  };
  fc.assert(fc.property(fc.gen(), check), { numRuns: 700, endOnFailure: true });
  expect(compared).toBeGreaterThan(350);
});
