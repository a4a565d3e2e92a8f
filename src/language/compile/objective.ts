/** Costs, offset and Hessian of an objective. */

import { ClearwattError } from "../../errors.ts";
import type { SparseMatrix } from "../../program/index.ts";
import type { ParameterDeclaration, VariableDeclaration } from "../declaring/declarations.ts";
import type { Expression } from "../expressions/expression.ts";
import type { Columns } from "./columns.ts";
import { listProducts, type Products, scatterCosts } from "./filling/kernels.ts";
import { AffineRows } from "./filling/rows.ts";
import { hessianOf } from "./hessian.ts";
import { Block } from "./space/block.ts";
import { presence } from "./space/exists.ts";
import { Space } from "./space/space.ts";
import { accumulateTerms, reading } from "./terms/evaluate.ts";
import { type FlatTerm, flatten } from "./terms/flatten.ts";
import { filtersSums, largestCoefficient, layTerm, moveTerm, readyTerm, type Term, tooLarge } from "./terms/term.ts";
import type { Values } from "./values.ts";

/** A term whose sums are simply all members: they become the loops themselves and nothing is listed. */
interface Looped {
  readonly term: Term;
  readonly space: Space;
}

/** Costs of columns first, first + 1, ... */
export interface ColumnCosts {
  readonly first: number;
  readonly costs: Float64Array;
}

export class Objective {
  readonly #costs: readonly Looped[];
  /** Linear terms with filtered or dependent sums, as one row. */
  readonly #listed: AffineRows;
  readonly #constants: readonly Looped[];
  readonly #products: readonly Looped[];
  readonly #columns: Columns;

  constructor(expression: Expression | null, values: Values, columns: Columns) {
    const flat = expression === null ? [] : flatten(expression);
    const lay = (terms: readonly FlatTerm[]): Looped[] => terms.map((term) => loop(term, values, columns));
    const linear = flat.filter((term) => term.variables.length === 1);
    this.#costs = lay(linear.filter(isPlain));
    this.#listed = new AffineRows(
      linear.filter((term) => !isPlain(term)),
      new Space([]),
      values,
      columns,
    );
    this.#constants = lay(flat.filter((term) => term.variables.length === 0));
    this.#products = lay(flat.filter((term) => term.variables.length === 2));
    this.#columns = columns;
  }

  /** The sums written by `costsInto` are of numbers so small that no cost can be too large. */
  get moderate(): boolean {
    const most = this.#costs.reduce((sum, { term, space }) => sum + space.count * largestCoefficient(term), 0);
    return this.#listed.terms.length === 0 && most < tooLarge;
  }

  get quadratic(): boolean {
    return this.#products.length > 0;
  }

  /** Which parts of the objective a parameter feeds. */
  fedBy(parameter: ParameterDeclaration): { costs: boolean; offset: boolean; hessian: boolean } {
    const feeds = (terms: readonly Looped[]): boolean => terms.some(({ term }) => term.parameters.has(parameter));
    const listed = this.#listed.terms.some((term) => term.parameters.has(parameter));
    return { costs: listed || feeds(this.#costs), offset: feeds(this.#constants), hessian: feeds(this.#products) };
  }

  /** Does a parameter decide which summands there are? */
  filteredBy(parameter: ParameterDeclaration): boolean {
    const looped = [...this.#costs, ...this.#constants, ...this.#products].map(({ term }) => term);
    return filtersSums([...looped, ...this.#listed.terms], parameter);
  }

  /** Adds the costs of all columns to `costs`. */
  costsInto(values: Values, costs: Float64Array): void {
    for (const cost of this.#costs) addCosts(cost, values, costs, 0);
    const indices = new Int32Array(this.#listed.entries);
    const coefficients = new Float64Array(this.#listed.entries);
    this.#listed.fill(values, 0, null, indices, coefficients);
    for (let k = 0; k < indices.length; k++) costs[indices[k]!]! += coefficients[k]!;
  }

  /** Costs of the columns of all variables whose costs a parameter feeds. */
  costsFedBy(parameter: ParameterDeclaration, values: Values): ColumnCosts[] {
    if (!this.fedBy(parameter).costs) return [];
    if (this.#listed.terms.length > 0) {
      const costs = new Float64Array(this.#columns.count);
      this.costsInto(values, costs);
      return [{ first: 0, costs }];
    }
    const fed = this.#costs.filter(({ term }) => term.parameters.has(parameter));
    return [...new Set(fed.map(variableOf))].map((variable) => {
      const { first, space } = this.#columns.block(variable);
      const costs = new Float64Array(space.count);
      for (const cost of this.#costs) if (variableOf(cost) === variable) addCosts(cost, values, costs, first);
      return { first, costs };
    });
  }

  offset(values: Values): number {
    let offset = 0;
    for (const { term, space } of this.#constants) {
      const parts = new Float64Array(space.count);
      accumulateTerms([term], space, values, parts);
      for (const part of parts) offset += part;
    }
    return offset;
  }

  hessian(values: Values): SparseMatrix | null {
    if (!this.quadratic) return null;
    const count = this.#products.reduce(
      (sum, { term, space }) => sum + space.count * (term.enumeration?.starts.at(-1) ?? 1),
      0,
    );
    const products: Products = {
      rows: new Int32Array(count),
      cols: new Int32Array(count),
      values: new Float64Array(count),
    };
    let at = 0;
    for (const { term, space } of this.#products) {
      readyTerm(term, values);
      for (const block = new Block(space); block.next(); ) {
        moveTerm(term, block);
        at = listProducts(term, block, at, products);
      }
    }
    const wrong = products.values.findIndex((value) => !(Math.abs(value) < tooLarge));
    if (wrong >= 0) {
      throw new ClearwattError(
        `A product of variables has the coefficient ${products.values[wrong]} in the objective. ` +
          "Check the data it uses for infinite values, for divisions by 0, and for members that they do not have.",
        { code: "out-of-range", data: { what: "coefficient of a product", found: products.values[wrong] } },
      );
    }
    return hessianOf(products, at, this.#columns.count);
  }
}

function variableOf({ term }: Looped): VariableDeclaration {
  return term.columns[0]!.variable;
}

/** Adds the costs of a term to those of columns first, first + 1, ... */
function addCosts({ term, space }: Looped, values: Values, costs: Float64Array, first: number): void {
  readyTerm(term, values);
  for (const block = new Block(space); block.next(); ) {
    moveTerm(term, block);
    scatterCosts(term, block, costs, first);
  }
}

function isPlain(term: FlatTerm): boolean {
  if (term.where.length > 0 || term.axes.some((axis) => axis.range.members !== null)) return false;
  return term.axes.every((axis) => presence(axis, term.steps) === null);
}

function loop(term: FlatTerm, values: Values, columns: Columns): Looped {
  const plain = isPlain(term);
  const space = new Space(plain ? term.axes : []);
  return { term: layTerm(plain ? { ...term, axes: [] } : term, space, reading(values, columns)), space };
}
