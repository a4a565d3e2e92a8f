import fc from "fast-check";
import { expect, test } from "vitest";
import { irreducibleSubset } from "../../../src/solving/explain/irreducible-subset.ts";

test("finds an irreducible conflict among many members, with few questions", async () => {
  const members = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 200 });
  const hidden = fc.array(fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(members, hidden, async (all, picks) => {
      const conflicts = picks.map((pick) => new Set(pick.map((k) => all[k % all.length]!)));
      const holds = (kept: readonly number[]) =>
        conflicts.some((conflict) => [...conflict].every((one) => kept.includes(one)));
      let questions = 0;
      const found = await irreducibleSubset(all, async (kept) => {
        questions++;
        return holds(kept);
      });
      expect(holds(found)).toBe(true);
      for (const one of found) expect(holds(found.filter((other) => other !== one))).toBe(false);
      expect(questions).toBeLessThan(3 + 2 * found.length * (1 + Math.ceil(Math.log2(all.length))));
    }),
  );
});

test("keeps everything where nothing is known to conflict, and nothing where nothing is needed", async () => {
  expect(await irreducibleSubset([1, 2, 3], async () => false)).toEqual([1, 2, 3]);
  expect(await irreducibleSubset([1, 2, 3], async () => true)).toEqual([]);
});
