/** Rows and summands that are absent because an index steps past the end of its set, said as conditions. */

import { Columns } from "../compile/columns.ts";
import { predicate } from "../compile/space/exists.ts";
import { freeAxes, steppedIndices, usesOfCondition } from "../compile/space/indices.ts";
import { reading } from "../compile/terms/evaluate.ts";
import { Values } from "../compile/values.ts";
import type { Expression } from "../expressions/expression.ts";
import type { WhereCondition } from "../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../sets/symbolic-index.ts";
import type { Clause } from "./formula.ts";
import type { Scope } from "./scope.ts";

/** What the steps of some expressions ask of the loops `axes`: `t-1 in hour`, unless the filters say it already. */
export function presentWhere(
  expressions: readonly Expression[],
  axes: readonly Axis[],
  filters: readonly WhereCondition[],
  scope: Scope,
): Clause[] {
  const steps = new Map<string, SymbolicIndex>();
  for (const index of expressions.flatMap(steppedIndices)) {
    if (index.axis !== null && axes.includes(index.axis)) steps.set(JSON.stringify(scope.place(index)), index);
  }
  const open = [...steps.values()].filter((index) => !saidBy(filters, index));
  const telling = open.filter((index, k) => !open.some((other, o) => o !== k && covers(other, index, o < k)));
  return telling.map((index) => ({ clause: "member", of: scope.place(index), set: index.root.name, negated: false }));
}

function absent({ map }: SymbolicIndex): number[] {
  return map === null ? [] : [...map.keys()].filter((position) => map[position]! < 0);
}

/** Is `other` absent wherever `index` is? Of two that are absent at the same members, the first tells. */
function covers(other: SymbolicIndex, index: SymbolicIndex, first: boolean): boolean {
  if (other.axis !== index.axis) return false;
  const gone = absent(index);
  return gone.every((position) => other.map![position]! < 0) && (first || absent(other).length > gone.length);
}

function saidBy(filters: readonly WhereCondition[], index: SymbolicIndex): boolean {
  const axis = index.axis!;
  const holds = filters
    .flatMap(conjuncts)
    .filter((filter) => structural(filter) && freeAxes(usesOfCondition(filter)).every((free) => free === axis))
    .map((filter) => predicate(filter, [axis], reading(new Values(), new Columns([]))));
  return absent(index).every((position) => holds.some((hold) => !hold(Int32Array.of(position))));
}

function conjuncts(filter: WhereCondition): WhereCondition[] {
  const { node } = filter;
  return node.test === "and" ? [...conjuncts(node.left), ...conjuncts(node.right)] : [filter];
}

/** Conditions on indices hold whatever the data are. */
function structural({ node }: WhereCondition): boolean {
  switch (node.test) {
    case "same":
    case "before":
    case "in":
      return true;
    case "not":
      return structural(node.of);
    case "and":
    case "or":
      return structural(node.left) && structural(node.right);
    default:
      return false;
  }
}
