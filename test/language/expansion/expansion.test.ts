import fc, { type GeneratorValue } from "fast-check";
import { expect, test } from "vitest";
import { build } from "./build.ts";
import { compiled, naive } from "./compare.ts";
import { expand } from "./naive.ts";
import { randomRecipe } from "./random-recipe.ts";

test("random models compile to what plain loops over their members give", () => {
  const check = (draw: GeneratorValue): void => {
    const recipe = randomRecipe(draw);
    expect(compiled(build(recipe).model.compile())).toEqual(naive(expand(recipe)));
  };
  fc.assert(fc.property(fc.gen(), check), { numRuns: 500, endOnFailure: true });
});
