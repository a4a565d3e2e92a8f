/** Random recipes: every construct of the language, on sets so small that plain loops expand them at once. */
import fc, { type GeneratorValue } from "fast-check";
import {
  type ConditionRecipe,
  type ConstraintRecipe,
  type ExpressionRecipe,
  type IndexRecipe,
  type LoopRecipe,
  type ModelRecipe,
  type NamedRecipe,
  type ParameterRecipe,
  positionsOf,
  type RangeRecipe,
  type RelationRecipe,
  type SetRecipe,
  type SubsetRecipe,
  type VariableRecipe,
} from "./recipe.ts";

/** A random model; sums in the objective may be squared and multiplied. */
export function randomRecipe(draw: GeneratorValue): ModelRecipe {
  return new RandomRecipe(draw).make();
}

type Scope = readonly LoopRecipe[];
const numbers = [-3, -2, -1, 1, 2, 3, 0.5, -0.25];
const powers = [1, 2, 4, 0.5, -1, -2];
const letters = ["a", "b", "c", "d"];

class RandomRecipe {
  readonly #draw: GeneratorValue;
  #loops = 0;
  readonly sets: SetRecipe[] = [];
  readonly subsets: SubsetRecipe[] = [];
  readonly relations: RelationRecipe[] = [];
  readonly parameters: ParameterRecipe[] = [];
  readonly variables: VariableRecipe[] = [];
  readonly named: NamedRecipe[] = [];

  constructor(draw: GeneratorValue) {
    this.#draw = draw;
  }

  make(): ModelRecipe {
    this.#makeSets();
    this.#makeRelations();
    this.#makeParameters();
    for (let k = this.#int(2, 4); k > 0; k--) this.variables.push(this.#variable());
    for (let k = this.#int(0, 2); k > 0; k--) this.named.push(this.#namedExpression());
    const constraints = Array.from({ length: this.#int(1, 3) }, (_, k) => this.#constraint(`row ${k}`));
    const { sets, subsets, relations, parameters, variables, named } = this;
    const sense = this.#pick(["minimize", "maximize"] as const);
    const objective = this.#chance(50) ? this.#quadratic([], 1) : this.#affine([], 2);
    return { sets, subsets, relations, parameters, variables, named, constraints, sense, objective };
  }

  #int(min: number, max: number): number {
    return this.#draw(fc.integer, { min, max });
  }

  #chance(percent: number): boolean {
    return this.#int(0, 99) >= 100 - percent;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#int(0, items.length - 1)]!;
  }

  #some(size: number): number[] {
    const all = Array.from({ length: size }, (_, k) => k);
    const chosen = all.filter(() => this.#chance(60));
    return chosen.length === 0 ? [this.#int(0, size - 1)] : chosen;
  }

  #makeSets(): void {
    const user = this.#int(1, 4);
    const hour = this.#int(1, 4);
    const zone = this.#int(1, 3);
    this.sets.push(
      { name: "user", size: user, labels: letters.slice(0, user), cyclic: this.#chance(30), tuples: null },
      { name: "hour", size: hour, labels: null, cyclic: this.#chance(40), tuples: null },
      { name: "zone", size: zone, labels: ["5", "7", "-2"].slice(0, zone), cyclic: false, tuples: null },
    );
    const components = this.#pick([
      [0, 0],
      [0, 1],
      [2, 0],
    ]);
    const pairs = Array.from({ length: this.sets[components[0]!]!.size }, (_, a) =>
      Array.from({ length: this.sets[components[1]!]!.size }, (_, b) => [a, b]),
    ).flat();
    const members = this.#some(pairs.length).map((k) => pairs[k]!);
    const labels = members.map((member) =>
      member.map((k, c) => this.sets[components[c]!]!.labels?.[k] ?? String(k + 1)).join("-"),
    );
    this.sets.push({ name: "line", size: members.length, labels, cyclic: false, tuples: { components, members } });
    for (const [k, { name, size }] of this.sets.entries()) {
      for (const title of [`some ${name}`, `other ${name}`])
        this.subsets.push({ set: k, title, positions: this.#some(size), byPredicate: this.#chance(50) });
    }
  }

  #makeRelations(): void {
    const { components, members } = this.sets[3]!.tuples!;
    components.forEach((to, component) => {
      const targets = members.map((member) => member[component]!);
      this.relations.push({ from: 3, to, targets, component });
    });
    for (const [from, to] of [
      [0, 2],
      [0, 1],
      [1, 2],
      [1, 1],
    ] as const) {
      const targets = Array.from({ length: this.sets[from]!.size }, () => this.#int(0, this.sets[to]!.size - 1));
      this.relations.push({ from, to, targets, component: null });
    }
  }

  #subsetOf(set: number): number {
    return this.#pick(this.subsets.flatMap((subset, k) => (subset.set === set ? [k] : [])));
  }

  #makeParameters(): void {
    const whole = (set: number): RangeRecipe => ({ set, subset: null });
    const parts = [0, 1].map((set): RangeRecipe => ({ set, subset: this.#subsetOf(set) }));
    const overs = [
      [],
      [whole(0)],
      [whole(1)],
      [whole(0), whole(1)],
      [whole(2), whole(1)],
      [whole(3)],
      ...parts.map((p) => [p]),
    ];
    for (const [k, over] of overs.entries()) this.#parameter(`data ${k}`, over, false);
    for (const [k, over] of [[], [whole(1)]].entries()) this.#parameter(`divisor ${k}`, over, true);
  }

  #parameter(name: string, over: readonly RangeRecipe[], divisor: boolean): void {
    const size = over.reduce((product, range) => product * positionsOf(this, range).length, 1);
    const data = Array.from({ length: size }, () => (divisor ? this.#pick(powers) : this.#int(-3, 3)));
    this.parameters.push({ name, over, data, divisor });
  }

  #loop(range: RangeRecipe): LoopRecipe {
    return { id: this.#loops++, range };
  }

  #freeLoops(most: number): LoopRecipe[] {
    return Array.from({ length: this.#int(0, most) }, () => {
      const set = this.#int(0, 3);
      return this.#loop({ set, subset: this.#chance(25) ? this.#subsetOf(set) : null });
    });
  }

  #variable(): VariableRecipe {
    const loops = this.#freeLoops(2);
    const where = loops.length > 0 && this.#chance(35) ? this.#condition(loops, 1) : null;
    const parts = this.#chance(35) ? this.#data(loops, 1) : null;
    const still = parts !== null && !steps(parts) ? parts : { op: "number" as const, value: this.#pick(numbers) };
    const width = { op: "number" as const, value: this.#int(0, 3) };
    return {
      name: `x${this.variables.length}`,
      loops,
      lower: still,
      upper:
        still.op === "number"
          ? { op: "number", value: this.#chance(50) ? Infinity : still.value + width.value }
          : { op: "plus", left: still, right: width },
      kind: this.#pick(["continuous", "integer", "semi-continuous"] as const),
      where,
    };
  }

  #namedExpression(): NamedRecipe {
    const loops = Array.from({ length: this.#int(0, 2) }, () => this.#loop({ set: this.#int(0, 3), subset: null }));
    return { name: `e${this.named.length}`, loops, body: this.#affine(loops, 1) };
  }

  #constraint(name: string): ConstraintRecipe {
    const loops = this.#freeLoops(2);
    const relation = this.#pick(["le", "ge", "eq", "between"] as const);
    const left = this.#affine(loops, 2);
    const where = loops.length > 0 && this.#chance(40) ? this.#condition(loops, 2) : null;
    if (relation !== "between") {
      const right = this.#chance(50) ? this.#affine(loops, 1) : this.#data(loops, 1);
      return { name, loops, left, relation, right, upper: null, where };
    }
    const right = this.#data(loops, 1);
    const upper: ExpressionRecipe = { op: "plus", left: right, right: { op: "number", value: this.#int(0, 3) } };
    return { name, loops, left, relation, right, upper, where };
  }

  /** A member of a set: a loop in scope, the target of one, steps along the set, or a fixed member. */
  #index(set: number, scope: Scope): IndexRecipe {
    const base = this.#base(set, scope);
    if (base.op === "fixed" || !this.#chance(35)) return base;
    return { op: "shift", of: base, steps: this.#pick([-1, 1, -1, 1, 2, -2, 5]) };
  }

  #base(set: number, scope: Scope): IndexRecipe {
    const loops = scope.filter(({ range }) => range.set === set);
    const related = this.relations.flatMap(({ from, to }, relation) =>
      to === set && from !== set && scope.some(({ range }) => range.set === from) ? [relation] : [],
    );
    if (loops.length > 0 && this.#chance(75)) return { op: "loop", loop: this.#pick(loops).id };
    if (related.length > 0 && this.#chance(80)) {
      const relation = this.#pick(related);
      const of = this.#pick(scope.filter(({ range }) => range.set === this.relations[relation]!.from));
      const shifted = this.#chance(25);
      const loop: IndexRecipe = { op: "loop", loop: of.id };
      return { op: "relate", relation, of: shifted ? { op: "shift", of: loop, steps: this.#pick([-1, 1]) } : loop };
    }
    return { op: "fixed", set, position: this.#int(0, this.sets[set]!.size - 1) };
  }

  #range(scope: Scope): RangeRecipe {
    const choice = this.#int(0, 9);
    const set = this.#int(0, 3);
    if (choice < 4) return { set, subset: null };
    if (choice < 6) return { set, subset: this.#subsetOf(set) };
    const relation = this.#int(0, this.relations.length - 1);
    const { from, to } = this.relations[relation]!;
    return { set: from, relation, target: this.#index(to, scope) };
  }

  #sum(scope: Scope, body: (inner: Scope) => ExpressionRecipe): ExpressionRecipe {
    const loops = Array.from({ length: this.#chance(30) ? 2 : 1 }, () => this.#loop(this.#range(scope)));
    const inner = [...scope, ...loops];
    const where = this.#chance(35) ? this.#condition(inner, 1) : null;
    return { op: "sum", loops, where, body: body(inner) };
  }

  #data(scope: Scope, depth: number): ExpressionRecipe {
    const choice = depth === 0 ? 0 : this.#int(0, 9);
    if (choice < 4) return this.#dataLeaf(scope);
    if (choice < 6)
      return {
        op: this.#pick(["plus", "minus"]),
        left: this.#data(scope, depth - 1),
        right: this.#dataOrNumber(scope, depth - 1),
      };
    if (choice < 7)
      return { op: "times", left: this.#data(scope, depth - 1), right: this.#dataOrNumber(scope, depth - 1) };
    if (choice < 8) return { op: "divide", left: this.#data(scope, depth - 1), right: this.#divisor(scope) };
    return this.#sum(scope, (inner) => this.#data(inner, depth - 1));
  }

  #dataOrNumber(scope: Scope, depth: number): ExpressionRecipe {
    return this.#chance(30) ? { op: "number", value: this.#pick(numbers) } : this.#data(scope, depth);
  }

  #dataLeaf(scope: Scope): ExpressionRecipe {
    if (this.#chance(10)) return { op: "label", at: this.#index(this.#pick([1, 2]), scope) };
    const fitting = this.parameters.flatMap(({ over, divisor }, k) =>
      !divisor && over.every((range) => "subset" in range && (range.subset === null || inside(scope, range.subset)))
        ? [k]
        : [],
    );
    const of = this.#pick(fitting);
    const at = this.parameters[of]!.over.map((range) => {
      const part = "subset" in range ? range.subset : null;
      if (part === null) return this.#index(range.set, scope);
      return { op: "loop" as const, loop: inside(scope, part)!.id };
    });
    return { op: "parameter", of, at };
  }

  #divisor(scope: Scope): ExpressionRecipe {
    if (this.#chance(40)) return { op: "number", value: this.#pick(powers) };
    const of = this.#pick(this.parameters.flatMap(({ divisor }, k) => (divisor ? [k] : [])));
    return { op: "parameter", of, at: this.parameters[of]!.over.map(({ set }) => this.#index(set, scope)) };
  }

  #affine(scope: Scope, depth: number): ExpressionRecipe {
    const choice = depth === 0 ? 0 : this.#int(0, 11);
    if (choice < 3) return this.#variableLeaf(scope);
    if (choice < 6)
      return {
        op: this.#pick(["plus", "minus"]),
        left: this.#affine(scope, depth - 1),
        right: this.#chance(60) ? this.#affine(scope, depth - 1) : this.#dataOrNumber(scope, 1),
      };
    if (choice < 7) return { op: "times", left: this.#affine(scope, depth - 1), right: this.#dataOrNumber(scope, 1) };
    if (choice < 8) return { op: "times", left: this.#data(scope, 1), right: this.#affine(scope, depth - 1) };
    if (choice < 9) return { op: "divide", left: this.#affine(scope, depth - 1), right: this.#divisor(scope) };
    if (choice < 10 && this.named.length > 0) return this.#namedAt(scope);
    return this.#sum(scope, (inner) => this.#affine(inner, depth - 1));
  }

  #namedAt(scope: Scope): ExpressionRecipe {
    const of = this.#int(0, this.named.length - 1);
    const { loops, body } = this.named[of]!;
    const at = loops.map(({ range }) => this.#index(range.set, scope));
    // A step from a fixed member past an end is an error where it is written.
    if (steps(body) && at.some((index) => index.op === "fixed")) return this.#variableLeaf(scope);
    return { op: "named", of, at };
  }

  /** A variable that has all members at any index; one that has not inside a sum over those that it has. */
  #variableLeaf(scope: Scope): ExpressionRecipe {
    const of = this.#int(0, this.variables.length - 1);
    const { loops, where } = this.variables[of]!;
    const complete = where === null && loops.every(({ range }) => "subset" in range && range.subset === null);
    if (complete) return { op: "variable", of, at: loops.map(({ range }) => this.#index(range.set, scope)) };
    const own = (loops.length === 0 ? [this.#int(0, 3)] : loops.map(({ range }) => range.set)).map((set) =>
      this.#loop({ set, subset: null }),
    );
    const inner = [...scope, ...own];
    const at = loops.map(({ range }, k): IndexRecipe => {
      if (this.#chance(20)) return this.#index(range.set, inner);
      return { op: "loop", loop: own[k]!.id };
    });
    return { op: "sum", loops: own, where: { test: "has", variable: of, at }, body: { op: "variable", of, at } };
  }

  #quadratic(scope: Scope, depth: number): ExpressionRecipe {
    const choice = this.#int(0, 9);
    if (choice < 3) return { op: "squared", of: this.#affine(scope, 1) };
    if (choice < 5) return { op: "times", left: this.#affine(scope, 1), right: this.#affine(scope, 1) };
    if (choice < 6 || depth === 0)
      return { op: "times", left: { op: "squared", of: this.#affine(scope, 1) }, right: this.#data(scope, 1) };
    if (choice < 8)
      return {
        op: this.#pick(["plus", "minus"]),
        left: this.#quadratic(scope, depth - 1),
        right: this.#chance(50) ? this.#affine(scope, 1) : this.#quadratic(scope, depth - 1),
      };
    return this.#sum(scope, (inner) => this.#quadratic(inner, depth - 1));
  }

  #condition(scope: Scope, depth: number): ConditionRecipe {
    const choice = this.#int(0, depth === 0 ? 6 : 9);
    if (choice < 3) {
      const set = this.#pick(scope).range.set;
      const left = this.#index(set, scope);
      return { test: this.#pick(["is", "isNot", "before", "after"]), left, right: this.#index(set, scope) };
    }
    if (choice < 5) {
      const set = this.#pick(scope).range.set;
      return { test: "in", index: this.#index(set, scope), subset: this.#subsetOf(set) };
    }
    if (choice === 5) {
      const left = this.#data(scope, 1);
      const right: ExpressionRecipe = this.#chance(50)
        ? { op: "number", value: this.#int(-1, 1) }
        : this.#data(scope, 1);
      return { test: this.#pick(["above", "below", "equals"]), left, right };
    }
    if (choice === 6) return this.#has(scope);
    if (choice === 9) return { test: "not", of: this.#condition(scope, depth - 1) };
    const left = this.#condition(scope, depth - 1);
    return { test: this.#pick(["and", "or"]), left, right: this.#condition(scope, depth - 1) };
  }

  #has(scope: Scope): ConditionRecipe {
    if (this.variables.length === 0)
      return { test: "in", index: { op: "loop", loop: scope[0]!.id }, subset: this.#subsetOf(scope[0]!.range.set) };
    const variable = this.#int(0, this.variables.length - 1);
    const { loops } = this.variables[variable]!;
    return { test: "has", variable, at: loops.map(({ range }) => this.#index(range.set, scope)) };
  }
}

/** A loop in scope that runs over a subset. */
function inside(scope: Scope, subset: number): LoopRecipe | undefined {
  return scope.find(({ range }) => "subset" in range && range.subset === subset);
}

/** Does anything in a recipe step along its set, or go through a relation that is not there for all? */
function steps(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("op" in value && (value.op === "shift" || value.op === "relate")) return true;
  return Object.values(value).some(steps);
}
