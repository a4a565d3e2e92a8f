import { test } from "vitest";
import { iterate, stage } from "../../src/pipeline/index.ts";

const double = stage("double", (x: number) => 2 * x);
const changes = (before: number, after: number) => ({ price: after - before, energy: 0 });

test("one tolerance for all quantities, or one for each", () => {
  iterate("x", double, { changes, tolerance: 1e-6, maxRounds: 9 });
  iterate("x", double, { changes, tolerance: { price: 1e-6, energy: 1e-3 }, maxRounds: 9 });
});

test("a quantity without a tolerance and a tolerance without a quantity do not compile", () => {
  // @ts-expect-error energy has no tolerance
  iterate("x", double, { changes, tolerance: { price: 1e-6 }, maxRounds: 9 });
  // @ts-expect-error no change is called enrgy
  iterate("x", double, { changes, tolerance: { price: 1e-6, energy: 1e-3, enrgy: 1 }, maxRounds: 9 });
});
