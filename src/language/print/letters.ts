/** Letters for declarations that have no closure to take them from: those that the rest of the model uses. */
import type { Declarations } from "../compile/compile.ts";
import { usesOfExpression } from "../compile/indices.ts";
import type { Expression } from "../expression.ts";
import type { Root } from "../set.ts";
import type { Axis } from "../symbolic-index.ts";

type Counts = Map<Root, Map<string, number>>;

export class Letters {
  readonly #ranked = new Map<Root, readonly string[]>();

  constructor(declarations: Declarations) {
    const counts: Counts = new Map();
    for (const { axes, expressions } of closures(declarations)) {
      for (const axis of axes) count(axis, counts);
      for (const expression of expressions) for (const axis of usesOfExpression(expression).bound) count(axis, counts);
    }
    for (const [root, letters] of counts) {
      const ranked = [...letters].toSorted(([, a], [, b]) => b - a).map(([letter]) => letter);
      this.#ranked.set(root, ranked);
    }
  }

  /** A letter for each axis, all different as far as the model has letters for its sets. */
  for(axes: readonly Axis[]): string[] {
    const taken: string[] = [];
    for (const { letter, range } of axes) {
      const known = this.#ranked.get(range.root) ?? [letter];
      taken.push(known.find((candidate) => !taken.includes(candidate)) ?? known[0]!);
    }
    return taken;
  }
}

interface Part {
  readonly axes: readonly Axis[];
  readonly expressions: readonly Expression[];
}

function closures({ constraints, cones, expressions, objective }: Declarations): Part[] {
  return [
    ...constraints.map(({ axes, row: { left, right } }) => ({ axes, expressions: [left, right] })),
    ...cones.map(({ axes, cone }) => ({ axes, expressions: cone.members })),
    ...expressions.map(({ axes, body }) => ({ axes, expressions: [body] })),
    ...(objective === null ? [] : [{ axes: [], expressions: [objective] }]),
  ];
}

function count({ range, letter }: Axis, counts: Counts): void {
  const letters = counts.get(range.root) ?? new Map<string, number>();
  counts.set(range.root, letters.set(letter, (letters.get(letter) ?? 0) + 1));
}
