import { expect, test } from "vitest";
import { model, set } from "../../src/language/index.ts";
import { nameOf } from "../../src/program/names.ts";
import { complaint } from "./written.ts";

const line = set("line", ["a", "b"]);

test("cones hold their bound or their factors, and then the members of the norm, with their constants", () => {
  const m = model("m");
  const p = m.variable("p", [line]);
  const q = m.variable("q", [line]);
  const limit = m.parameter("limit", [line], [5, 7]);
  m.cone("apparent power", [line], (l) => ({ norm: [p(l), q(l).times(2).plus(1)], bound: limit(l) }), {
    where: (l) => l.is("b"),
  });
  m.rotatedCone("branch flow", [line], (l) => ({ norm: [p(l).minus(p(l))], product: [p(l), 3] }));
  const cones = m.compile().cones!;
  expect([0, 1, 2].map((k) => nameOf(cones.names, k))).toEqual([
    "apparent power[b]",
    "branch flow[a]",
    "branch flow[b]",
  ]);
  expect([...cones.rotated]).toEqual([0, 1, 1]);
  expect([...cones.starts]).toEqual([0, 3, 6, 9]);
  expect([...cones.constants]).toEqual([7, 0, 1, 0, 3, 0, 0, 3, 0]);
  expect([...cones.rows.starts]).toEqual([0, 0, 1, 2, 3, 3, 4, 5, 5, 6]);
  expect([...cones.rows.indices]).toEqual([1, 3, 0, 0, 1, 1]);
  expect([...cones.rows.values]).toEqual([1, 2, 1, 0, 1, 0]);
});

test("a cone whose index steps past an end is absent", () => {
  const m = model("m");
  const p = m.variable("p", [line]);
  m.cone("steps", [line], (l) => ({ norm: [p(l)], bound: p(l.next) }));
  const { names, rotated } = m.compile().cones!;
  expect([rotated.length, nameOf(names, 0)]).toEqual([1, "steps[a]"]);
});

test("members of a cone must be affine", () => {
  const m = model("m");
  const p = m.variable("p", [line]);
  expect(complaint(() => m.cone("c", [line], (l) => ({ norm: [p(l).squared() as never], bound: 1 })))).toBe(
    'In the constraint "c": The members of a cone must be affine; the squares are taken by the cone.',
  );
  expect(complaint(() => m.cone("c", [line], (l) => ({ norm: [p as never], bound: p(l) })))).toBe(
    'In the constraint "c": A cone needs a number or an expression and got the function "p". Call it at its indices, as in load(j, t).',
  );
});
