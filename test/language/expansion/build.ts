/** Writes a recipe in the modelling language. */
import {
  type Affine,
  type AnySet,
  type Comparison,
  type Condition,
  type Constant,
  type Index,
  type IndexSet,
  type Model,
  model,
  type Quadratic,
  type Relation,
  relation,
  set,
  sum,
  tuples,
} from "../../../src/language/index.ts";
import {
  type ConditionRecipe,
  type ExpressionRecipe,
  type IndexRecipe,
  type LoopRecipe,
  labelOf,
  type ModelRecipe,
  type SetRecipe,
} from "./recipe.ts";

type Any = readonly AnySet[];
type Callable<Kind> = (...at: Index[]) => Kind;
type Loops = ReadonlyMap<number, Index>;
type Data = Callable<Constant>;
type Unknown = Callable<Affine> & { has(...at: Index[]): Condition };

/** The data that the model of a recipe is to have, by name of the parameter; those of the recipe where none are given. */
export type OtherData = ReadonlyMap<string, readonly number[]>;

export interface Built {
  readonly model: Model;
  /** In the order of the recipe. */
  readonly parameters: readonly ReturnType<Model["parameter"]>[];
}

export function build(recipe: ModelRecipe, data: OtherData = new Map()): Built {
  return new Writer(recipe, data).write();
}

class Writer {
  readonly #recipe: ModelRecipe;
  readonly #data: OtherData;
  readonly #sets: IndexSet[] = [];
  readonly #subsets: IndexSet[];
  readonly #relations: Relation<string, string>[];
  readonly #parameters: ReturnType<Model["parameter"]>[] = [];
  readonly #variables: Unknown[] = [];
  readonly #named: Callable<Affine>[] = [];
  readonly #model = model("random");

  constructor(recipe: ModelRecipe, data: OtherData) {
    this.#recipe = recipe;
    this.#data = data;
    for (const own of recipe.sets) this.#sets.push(this.#makeSet(own));
    this.#subsets = recipe.subsets.map(({ set: of, title, positions, byPredicate }) =>
      this.#sets[of]!.subset(
        title,
        byPredicate ? (_, k) => positions.includes(k) : positions.map((k) => labelOf(recipe.sets[of]!, k)),
      ),
    );
    this.#relations = recipe.relations.map(({ from, to, targets, component }) => {
      if (component !== null) return Reflect.get(this.#sets[from]!, `c${component}`);
      const labels = targets.map((k) => labelOf(recipe.sets[to]!, k));
      return relation(this.#sets[from]!, this.#sets[to]!, labels);
    });
  }

  write(): Built {
    const { parameters, variables, named, constraints, sense, objective } = this.#recipe;
    const m = this.#model;
    for (const { name, over, data } of parameters) {
      const values = Float64Array.from(this.#data.get(name) ?? data);
      this.#parameters.push(m.parameter(name, this.#ranges(over), values));
    }
    for (const { name, loops, lower, upper, kind, where } of variables) {
      const filtered = where === null ? {} : { where: this.#closure(loops, (at) => this.#condition(where, at)) };
      const bounds = { lower: this.#bound(lower, loops), upper: this.#bound(upper, loops) };
      this.#variables.push(m.variable(name, this.#over(loops), { ...bounds, kind, ...filtered }));
    }
    for (const { name, loops, body } of named) {
      this.#named.push(
        m.expression(
          name,
          this.#over(loops),
          this.#closure(loops, (at) => this.#affine(body, at)),
        ),
      );
    }
    for (const { name, loops, where, ...row } of constraints) {
      const filtered = where === null ? {} : { where: this.#closure(loops, (at) => this.#condition(where, at)) };
      m.constraint(
        name,
        this.#over(loops),
        this.#closure(loops, (at) => this.#row(row, at)),
        filtered,
      );
    }
    m[sense](this.#expression(objective, new Map()));
    return { model: m, parameters: this.#parameters };
  }

  #makeSet({ name, size, labels, cyclic, tuples: sparse }: SetRecipe): IndexSet {
    if (sparse === null) return set(name, labels ?? size, { cyclic });
    const components = Object.fromEntries(sparse.components.map((of, k) => [`c${k}`, this.#sets[of]!]));
    return tuples(
      name,
      components,
      sparse.members.map((member) =>
        member.map((position, k) => labelOf(this.#recipe.sets[sparse.components[k]!]!, position)),
      ),
    );
  }

  #ranges(over: readonly LoopRecipe["range"][], at: Loops = new Map()): Any {
    return over.map((range) => {
      if ("subset" in range) return range.subset === null ? this.#sets[range.set]! : this.#subsets[range.subset]!;
      return this.#relations[range.relation]!.of(this.#index(range.target, at));
    });
  }

  #over(loops: readonly LoopRecipe[], at: Loops = new Map()): Any {
    return this.#ranges(
      loops.map(({ range }) => range),
      at,
    );
  }

  #closure<Result>(
    loops: readonly LoopRecipe[],
    write: (at: Loops) => Result,
    outer: Loops = new Map(),
  ): Callable<Result> {
    return (...indices) => write(new Map([...outer, ...loops.map(({ id }, k) => [id, indices[k]!] as const)]));
  }

  #index(recipe: IndexRecipe, at: Loops): Index {
    switch (recipe.op) {
      case "loop":
        return at.get(recipe.loop)!;
      case "fixed":
        return this.#sets[recipe.set]!.at(labelOf(this.#recipe.sets[recipe.set]!, recipe.position));
      case "relate":
        return this.#relations[recipe.relation]!(this.#index(recipe.of, at));
      case "shift": {
        const of = this.#index(recipe.of, at);
        if (recipe.steps === 1) return of.next;
        return recipe.steps === -1 ? of.previous : of.shifted(recipe.steps);
      }
    }
  }

  #bound(recipe: ExpressionRecipe, loops: readonly LoopRecipe[]): number | Data {
    return recipe.op === "number" ? recipe.value : this.#closure(loops, (at) => this.#constant(recipe, at));
  }

  #row(
    {
      left,
      relation: sign,
      right,
      upper,
    }: Pick<ModelRecipe["constraints"][number], "left" | "relation" | "right" | "upper">,
    at: Loops,
  ): Comparison {
    const body = this.#affine(left, at);
    if (upper !== null) return body.between(this.#constant(right, at), this.#constant(upper, at));
    const other = this.#affine(right, at);
    switch (sign) {
      case "le":
        return body.le(other);
      case "ge":
        return body.ge(other);
      default:
        return body.eq(other);
    }
  }

  /** Recipes are made so that their degrees fit; the language itself checks them once more. */
  #constant(recipe: ExpressionRecipe, at: Loops): Constant {
    return this.#expression(recipe, at) as Constant;
  }

  #affine(recipe: ExpressionRecipe, at: Loops): Affine {
    return this.#expression(recipe, at) as Affine;
  }

  #expression(recipe: ExpressionRecipe, at: Loops): Constant | Affine | Quadratic {
    const indices = "at" in recipe && Array.isArray(recipe.at) ? recipe.at.map((own) => this.#index(own, at)) : [];
    switch (recipe.op) {
      case "number":
        throw new Error("a number stands to the right of an operator only");
      case "label":
        return this.#index(recipe.at, at).number;
      case "parameter":
        return this.#parameters[recipe.of]!(...indices);
      case "variable":
        return this.#variables[recipe.of]!(...indices);
      case "named":
        return this.#named[recipe.of]!(...indices);
      case "squared":
        return this.#affine(recipe.of, at).squared();
      case "plus":
      case "minus":
      case "times":
        return this.#affine(recipe.left, at)[recipe.op](this.#operand(recipe.right, at));
      case "divide":
        return this.#affine(recipe.left, at).dividedBy(this.#operand(recipe.right, at));
      case "sum": {
        const { loops, where, body } = recipe;
        const filtered =
          where === null ? {} : { where: this.#closure(loops, (own) => this.#condition(where, own), at) };
        return sum(
          this.#over(loops, at),
          this.#closure(loops, (own) => this.#expression(body, own), at),
          filtered,
        );
      }
    }
  }

  /** A plain number where the recipe has one. */
  #operand(recipe: ExpressionRecipe, at: Loops): number & Affine & Constant {
    const operand = recipe.op === "number" ? recipe.value : this.#expression(recipe, at);
    return operand as number & Affine & Constant;
  }

  #condition(recipe: ConditionRecipe, at: Loops): Condition {
    switch (recipe.test) {
      case "and":
      case "or":
        return this.#condition(recipe.left, at)[recipe.test](this.#condition(recipe.right, at));
      case "not":
        return this.#condition(recipe.of, at).not();
      case "in":
        return this.#index(recipe.index, at).in(this.#subsets[recipe.subset]!);
      case "has":
        return this.#variables[recipe.variable]!.has(...recipe.at.map((own) => this.#index(own, at)));
      case "above":
      case "below":
      case "equals":
        return this.#constant(recipe.left, at)[recipe.test](this.#operand(recipe.right, at));
      default: {
        const right = recipe.right.op === "fixed" ? this.#label(recipe.right) : this.#index(recipe.right, at);
        return this.#index(recipe.left, at)[recipe.test](right);
      }
    }
  }

  #label({ set: of, position }: IndexRecipe & { readonly op: "fixed" }): string {
    return labelOf(this.#recipe.sets[of]!, position);
  }
}
