/** From an expression tree to a list of terms: scale x data x (no, one or two variables), summed over axes. */

import type { VariableDeclaration } from "../../declaring/declarations.ts";
import type { Expression, Node } from "../../expressions/expression.ts";
import { type Condition, condition, type WhereCondition } from "../../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../../sets/symbolic-index.ts";
import { steppedInCondition, steppedIndices, steppedInFilter } from "../space/indices.ts";
import { Renaming } from "./rename.ts";

interface VariableAt {
  readonly of: VariableDeclaration;
  readonly at: readonly SymbolicIndex[];
}

export interface DataFactor {
  readonly expression: Expression;
  readonly reciprocal: boolean;
}

export interface FlatTerm {
  readonly scale: number;
  readonly factors: readonly DataFactor[];
  readonly variables: readonly VariableAt[];
  /** Loops of the sums around the term, outer first. */
  readonly axes: readonly Axis[];
  readonly where: readonly WhereCondition[];
  /** Indices of the summands around the term: where one has stepped past an end, the whole summand is absent. */
  readonly steps: readonly SymbolicIndex[];
  /** Named expressions over subsets that the term came through: used only where they are declared. */
  readonly guards: readonly NamedNode[];
}

type NamedNode = Node & { readonly op: "named" };

interface Work extends Omit<FlatTerm, "variables"> {
  readonly expression: Expression;
}

/** Terms in the order in which they were written. A stack stands for recursion, as sums built in a loop nest deeply. */
export function flatten(root: Expression, scale = 1): FlatTerm[] {
  const terms: FlatTerm[] = [];
  const stack: Work[] = [{ expression: root, scale, factors: [], axes: [], where: [], steps: [], guards: [] }];
  for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
    if (work.scale !== 0) expand(work, stack, terms);
  }
  return terms;
}

function guarded({ axes }: NamedNode): boolean {
  return axes.some((axis) => axis.range.positions !== null);
}

function expand(work: Work, stack: Work[], terms: FlatTerm[]): void {
  const { expression, ...rest } = work;
  const node = expression.node;
  switch (node.op) {
    case "number":
      terms.push({ ...rest, scale: rest.scale * node.value, variables: [] });
      break;
    case "parameter":
    case "label":
      terms.push({ ...rest, factors: [...rest.factors, { expression, reciprocal: false }], variables: [] });
      break;
    case "variable":
      terms.push({ ...rest, variables: [{ of: node.of, at: node.at }] });
      break;
    case "plus":
    case "minus":
      stack.push({ ...work, expression: node.right, scale: node.op === "plus" ? work.scale : -work.scale });
      stack.push({ ...work, expression: node.left });
      break;
    case "times":
      if (node.left.degree > 0 && node.right.degree > 0) multiply(node.left, node.right, rest, terms);
      else if (node.left.degree === 0 && node.right.degree > 0) stack.push(scaled(work, node.right, node.left, false));
      else stack.push(scaled(work, node.left, node.right, false));
      break;
    case "divide":
      stack.push(scaled(work, node.left, node.right, true));
      break;
    case "sum":
      stack.push({
        ...work,
        expression: node.body,
        axes: [...work.axes, ...node.over],
        where: node.where === null ? work.where : [...work.where, condition(node.where)],
        steps: [...work.steps, ...steppedIndices(node.body), ...ownSteps(node.where, node.over, work.axes)],
      });
      break;
    case "named":
      stack.push({ ...work, expression: node.body, guards: guarded(node) ? [...work.guards, node] : work.guards });
      break;
  }
}

/**
 * Steps in the filter of a sum take the summand away. A step of a loop further out would silently empty the whole sum:
 * it is refused here for the loops of outer sums, and by the rows for theirs.
 */
function ownSteps(where: Condition | null, over: readonly Axis[], outer: readonly Axis[]): readonly SymbolicIndex[] {
  const stepped = where === null ? [] : steppedInCondition(condition(where));
  const foreign = stepped.find((index) => outer.includes(index.axis!));
  if (foreign !== undefined) throw steppedInFilter(foreign);
  return stepped.filter((index) => over.includes(index.axis!));
}

/** The work on `expression` when it is multiplied by data, or divided by it. */
function scaled(work: Work, expression: Expression, data: Expression, reciprocal: boolean): Work {
  if (data.node.op === "number") {
    return { ...work, expression, scale: reciprocal ? work.scale / data.node.value : work.scale * data.node.value };
  }
  if (data.node.op === "times" && !reciprocal)
    return scaled(scaled(work, expression, data.node.left, false), expression, data.node.right, false);
  if (data.node.op === "named") return scaled(work, expression, data.node.body, reciprocal);
  return { ...work, expression, factors: [...work.factors, { expression: data, reciprocal }] };
}

/** Products of all terms of two affine expressions; the sums of the right one get loops of their own. */
function multiply(left: Expression, right: Expression, rest: Omit<FlatTerm, "variables">, terms: FlatTerm[]): void {
  const rights = flatten(right).map((term) => new Renaming(term.axes).term(term));
  for (const a of flatten(left)) {
    for (const b of rights) {
      terms.push({
        scale: rest.scale * a.scale * b.scale,
        factors: [...rest.factors, ...a.factors, ...b.factors],
        variables: [...a.variables, ...b.variables],
        axes: [...rest.axes, ...a.axes, ...b.axes],
        where: [...rest.where, ...a.where, ...b.where],
        steps: [...rest.steps, ...a.steps, ...b.steps],
        guards: [...rest.guards, ...a.guards, ...b.guards],
      });
    }
  }
}
