/** Expands a recipe member by member with plain loops and maps. Slow, and sharing nothing with the compiler. */
import {
  type ConditionRecipe,
  type ExpressionRecipe,
  type IndexRecipe,
  type LoopRecipe,
  labelOf,
  type ModelRecipe,
  positionsOf,
} from "./recipe.ts";

/** Loop -> position of its member in its set. */
type Members = ReadonlyMap<number, number>;

/** constant + linear + quadratic, by the names of columns; pairs are keyed "a * b" in the order of the columns. */
export interface Polynomial {
  readonly constant: number;
  readonly linear: ReadonlyMap<string, number>;
  readonly quadratic: ReadonlyMap<string, number>;
}

export interface NaiveRow {
  readonly lower: number;
  readonly upper: number;
  readonly entries: ReadonlyMap<string, number>;
}

export interface NaiveColumn {
  readonly lower: number;
  readonly upper: number;
  readonly kind: string;
}

export interface NaiveProgram {
  readonly columns: ReadonlyMap<string, NaiveColumn>;
  readonly rows: ReadonlyMap<string, NaiveRow>;
  readonly objective: Polynomial;
}

export function expand(recipe: ModelRecipe): NaiveProgram {
  return new Expansion(recipe).program();
}

class Expansion {
  readonly #recipe: ModelRecipe;
  readonly #columns = new Map<string, NaiveColumn>();
  readonly #order = new Map<string, number>();

  constructor(recipe: ModelRecipe) {
    this.#recipe = recipe;
  }

  program(): NaiveProgram {
    for (const { name, loops, where, lower, upper, kind } of this.#recipe.variables) {
      for (const members of this.#members(loops, new Map())) {
        if (where !== null && !this.#present(where, loops, members)) continue;
        const column = this.#memberName(name, loops, members);
        this.#order.set(column, this.#order.size);
        this.#columns.set(column, { lower: this.#number(lower, members), upper: this.#number(upper, members), kind });
      }
    }
    const rows = new Map<string, NaiveRow>();
    for (const constraint of this.#recipe.constraints) {
      const { name, loops, where, left, right, upper, relation } = constraint;
      for (const members of this.#members(loops, new Map())) {
        if (where !== null && !this.#present(where, loops, members)) continue;
        const sides = upper === null ? [left, right] : [left, right, upper];
        if (sides.some((side) => this.#absent(side, loops, members))) continue;
        const body = this.#polynomial(left, members);
        const other = this.#polynomial(right, members);
        const limit = other.constant - body.constant;
        const row =
          upper === null
            ? {
                lower: relation === "le" ? -Infinity : limit,
                upper: relation === "ge" ? Infinity : limit,
                entries: added(body.linear, other.linear, -1),
              }
            : {
                lower: limit,
                upper: this.#polynomial(upper, members).constant - body.constant,
                entries: body.linear,
              };
        rows.set(this.#memberName(name, loops, members), row);
      }
    }
    return { columns: this.#columns, rows, objective: this.#polynomial(this.#recipe.objective, new Map()) };
  }

  #memberName(name: string, loops: readonly LoopRecipe[], members: Members): string {
    const labels = loops.map(({ id, range }) => labelOf(this.#recipe.sets[range.set]!, members.get(id)!));
    return labels.length === 0 ? name : `${name}[${labels.join(", ")}]`;
  }

  /** Every combination of members of the loops, the last running fastest. */
  #members(loops: readonly LoopRecipe[], outer: Members): Members[] {
    return loops.reduce<Members[]>(
      (all, { id, range }) =>
        all.flatMap((members) => this.#range(range, members).map((member) => new Map([...members, [id, member]]))),
      [outer],
    );
  }

  #range(range: LoopRecipe["range"], members: Members): readonly number[] {
    if ("subset" in range) return positionsOf(this.#recipe, range);
    const target = this.#position(range.target, members);
    return this.#recipe.relations[range.relation]!.targets.flatMap((to, from) =>
      to === target && target >= 0 ? [from] : [],
    );
  }

  /** Position of a member, -1 where a step has led past an end. */
  #position(index: IndexRecipe, members: Members): number {
    switch (index.op) {
      case "loop":
        return members.get(index.loop)!;
      case "fixed":
        return index.position;
      case "relate": {
        const from = this.#position(index.of, members);
        return from < 0 ? -1 : this.#recipe.relations[index.relation]!.targets[from]!;
      }
      case "shift": {
        const from = this.#position(index.of, members);
        const { size, cyclic } = this.#recipe.sets[this.#setOf(index.of)]!;
        if (from < 0) return -1;
        const to = from + index.steps;
        if (cyclic) return ((to % size) + size) % size;
        return to >= 0 && to < size ? to : -1;
      }
    }
  }

  #setOf(index: IndexRecipe): number {
    switch (index.op) {
      case "loop":
        return this.#setOfLoop(index.loop);
      case "fixed":
        return index.set;
      case "shift":
        return this.#setOf(index.of);
      case "relate":
        return this.#recipe.relations[index.relation]!.to;
    }
  }

  readonly #loopSets = new Map<number, number>();

  #setOfLoop(loop: number): number {
    if (this.#loopSets.size === 0) collectLoops(this.#recipe, this.#loopSets);
    return this.#loopSets.get(loop)!;
  }

  /** Does an index that runs with one of the loops step past an end in the expression (conditions aside)? */
  #absent(expression: ExpressionRecipe, loops: readonly LoopRecipe[], members: Members): boolean {
    return this.#indices(expression).some(
      (index) => loops.some(({ id }) => id === loopOf(index)) && this.#position(index, members) < 0,
    );
  }

  #indices(expression: ExpressionRecipe): IndexRecipe[] {
    switch (expression.op) {
      case "number":
        return [];
      case "label":
        return [expression.at];
      case "parameter":
      case "variable":
        return [...expression.at];
      case "named":
        return this.#indices(this.#written(expression));
      case "squared":
        return this.#indices(expression.of);
      case "sum": {
        const targets = expression.loops.flatMap(({ range }) => ("target" in range ? [range.target] : []));
        return [...targets, ...this.#indices(expression.body)];
      }
      default:
        return [...this.#indices(expression.left), ...this.#indices(expression.right)];
    }
  }

  /** The body of a named expression with the indices it is used at. */
  #written({ of, at }: ExpressionRecipe & { readonly op: "parameter" | "variable" | "named" }): ExpressionRecipe {
    const { loops, body } = this.#recipe.named[of]!;
    return substitute(body, new Map(loops.map(({ id }, k) => [id, at[k]!])));
  }

  #number(expression: ExpressionRecipe, members: Members): number {
    return this.#polynomial(expression, members).constant;
  }

  #polynomial(expression: ExpressionRecipe, members: Members): Polynomial {
    switch (expression.op) {
      case "number":
        return constant(expression.value);
      case "label": {
        const position = this.#position(expression.at, members);
        return constant(Number(labelOf(this.#recipe.sets[this.#setOf(expression.at)]!, position)));
      }
      case "parameter": {
        const { over, data } = this.#recipe.parameters[expression.of]!;
        const place = over.reduce((sum, range, k) => {
          const own = positionsOf(this.#recipe, range);
          return sum * own.length + found(own.indexOf(this.#position(expression.at[k]!, members)));
        }, 0);
        return constant(data[place]!);
      }
      case "variable":
        return { ...constant(0), linear: new Map([[found(this.#column(expression.of, expression.at, members)), 1]]) };
      case "named":
        return this.#polynomial(this.#written(expression), members);
      case "plus":
      case "minus":
        return sumOf(
          this.#polynomial(expression.left, members),
          this.#polynomial(expression.right, members),
          expression.op === "plus" ? 1 : -1,
        );
      case "times":
        return this.#product(this.#polynomial(expression.left, members), this.#polynomial(expression.right, members));
      case "divide":
        return this.#product(
          this.#polynomial(expression.left, members),
          constant(1 / this.#number(expression.right, members)),
        );
      case "squared": {
        const own = this.#polynomial(expression.of, members);
        return this.#product(own, own);
      }
      case "sum":
        return this.#members(expression.loops, members)
          .filter((inner) => expression.where === null || this.#present(expression.where, expression.loops, inner))
          .filter((inner) => !this.#absent(expression.body, expression.loops, inner))
          .map((inner) => this.#polynomial(expression.body, inner))
          .reduce((sum, term) => sumOf(sum, term, 1), constant(0));
    }
  }

  #product(a: Polynomial, b: Polynomial): Polynomial {
    const linear = added(scaled(a.linear, b.constant), scaled(b.linear, a.constant), 1);
    const quadratic = new Map<string, number>();
    for (const [x, c] of a.linear) {
      for (const [y, d] of b.linear) {
        const pair = this.#order.get(x)! <= this.#order.get(y)! ? `${x} * ${y}` : `${y} * ${x}`;
        quadratic.set(pair, (quadratic.get(pair) ?? 0) + c * d);
      }
    }
    const scaledQuadratic = added(scaled(a.quadratic, b.constant), scaled(b.quadratic, a.constant), 1);
    return { constant: a.constant * b.constant, linear, quadratic: added(quadratic, scaledQuadratic, 1) };
  }

  #column(variable: number, at: readonly IndexRecipe[], members: Members): string | null {
    const { name, loops } = this.#recipe.variables[variable]!;
    const positions = at.map((index) => this.#position(index, members));
    if (positions.some((position) => position < 0)) return null;
    const labels = loops.map(({ range }, k) => labelOf(this.#recipe.sets[range.set]!, positions[k]!));
    const column = labels.length === 0 ? name : `${name}[${labels.join(", ")}]`;
    return this.#columns.has(column) ? column : null;
  }

  /** Does a filter leave a member there? A step past an end with one of the loops takes it away, whatever the filter says. */
  #present(where: ConditionRecipe, loops: readonly LoopRecipe[], members: Members): boolean {
    const past = this.#tested(where).some(
      (index) => loops.some(({ id }) => id === loopOf(index)) && this.#position(index, members) < 0,
    );
    return !past && this.#holds(where, members);
  }

  #tested(condition: ConditionRecipe): IndexRecipe[] {
    switch (condition.test) {
      case "not":
        return this.#tested(condition.of);
      case "and":
      case "or":
        return [...this.#tested(condition.left), ...this.#tested(condition.right)];
      case "in":
        return [condition.index];
      case "has":
        return [...condition.at];
      case "above":
      case "below":
      case "equals":
        return [...this.#indices(condition.left), ...this.#indices(condition.right)];
      default:
        return [condition.left, condition.right];
    }
  }

  /** A test that uses a member past an end does not hold. */
  #holds(condition: ConditionRecipe, members: Members): boolean {
    switch (condition.test) {
      case "and":
        return this.#holds(condition.left, members) && this.#holds(condition.right, members);
      case "or":
        return this.#holds(condition.left, members) || this.#holds(condition.right, members);
      case "not":
        return !this.#holds(condition.of, members);
      case "in":
        return this.#recipe.subsets[condition.subset]!.positions.includes(this.#position(condition.index, members));
      case "has":
        return this.#column(condition.variable, condition.at, members) !== null;
      case "is":
      case "isNot":
      case "before":
      case "after": {
        const left = this.#position(condition.left, members);
        const right = this.#position(condition.right, members);
        const both = left >= 0 && right >= 0;
        if (condition.test === "is") return both && left === right;
        if (condition.test === "isNot") return !(both && left === right);
        return both && (condition.test === "before" ? left < right : left > right);
      }
      default: {
        const sides = [condition.left, condition.right];
        const used = sides.flatMap((side) => this.#indices(side)).filter((index) => members.has(loopOf(index)));
        if (used.some((index) => this.#position(index, members) < 0)) return false;
        const [left, right] = sides.map((side) => this.#number(side, members));
        if (condition.test === "equals") return left === right;
        return condition.test === "above" ? left! > right! : left! < right!;
      }
    }
  }
}

/** The loop that an index runs with, -1 for a fixed member. */
function loopOf(index: IndexRecipe): number {
  if (index.op === "loop") return index.loop;
  return index.op === "fixed" ? -1 : loopOf(index.of);
}

function substitute<Value>(value: Value, at: ReadonlyMap<number, IndexRecipe>): Value {
  const replaced: unknown = JSON.parse(JSON.stringify(value), (_, node: { op?: unknown; loop?: number } | null) =>
    node !== null && node.op === "loop" ? (at.get(node.loop!) ?? node) : node,
  );
  return replaced as Value;
}

function collectLoops(value: unknown, sets: Map<number, number>): void {
  if (typeof value !== "object" || value === null) return;
  if ("id" in value && "range" in value) {
    const { id, range } = value as LoopRecipe;
    sets.set(id, range.set);
  }
  for (const inner of Object.values(value)) collectLoops(inner, sets);
}

function constant(value: number): Polynomial {
  return { constant: value, linear: new Map(), quadratic: new Map() };
}

function sumOf(a: Polynomial, b: Polynomial, sign: 1 | -1): Polynomial {
  return {
    constant: a.constant + sign * b.constant,
    linear: added(a.linear, b.linear, sign),
    quadratic: added(a.quadratic, b.quadratic, sign),
  };
}

function added(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, sign: 1 | -1): Map<string, number> {
  const sum = new Map(a);
  for (const [key, value] of b) sum.set(key, (sum.get(key) ?? 0) + sign * value);
  return sum;
}

function scaled(a: ReadonlyMap<string, number>, factor: number): Map<string, number> {
  return new Map([...a].map(([key, value]) => [key, value * factor]));
}

function found<Value>(value: Value): NonNullable<Value> {
  if (value === null || value === undefined || value === -1)
    throw new Error("the recipe uses a member that is not there");
  return value;
}
