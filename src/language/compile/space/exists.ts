/** Which rows exist: those for which `where` holds and no index has stepped past the end of its set. */
import { ClearwattError } from "../../../errors.ts";
import type { Expression } from "../../expressions/expression.ts";
import type { WhereCondition } from "../../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../../sets/symbolic-index.ts";
import type { Reading } from "../terms/reading.ts";
import { referenceOver } from "../terms/reference.ts";
import { freeAxes, steppedIndices, usesOfExpression } from "./indices.ts";
import { Space } from "./space.ts";

/** Position of each loop in the order of `axes` -> does the condition hold? */
type Predicate = (at: Int32Array) => boolean;

/** 1 for every position of the space at which the condition holds. */
export function existing(space: Space, where: WhereCondition, reading: Reading): Uint8Array {
  const holds = predicate(where, space.axes, reading);
  const exists = new Uint8Array(space.size);
  const at = new Int32Array(space.axes.length);
  for (let position = 0; position < space.size; position++) {
    if (holds(at)) exists[position] = 1;
    for (let k = at.length - 1; k >= 0; k--) {
      if (++at[k]! < space.axes[k]!.size) break;
      at[k] = 0;
    }
  }
  return exists;
}

/** Clears the positions at which one of the indices has stepped past an end; null stands for all ones. */
export function withoutAbsent(
  space: Space,
  indices: readonly SymbolicIndex[],
  exists: Uint8Array | null,
): Uint8Array | null {
  let result = exists;
  space.axes.forEach((axis, k) => {
    const present = presence(axis, indices);
    if (present === null) return;
    result ??= new Uint8Array(space.size).fill(1);
    const inner = space.axes.slice(k + 1).reduce((size, a) => size * a.size, 1);
    for (let position = 0; position < space.size; position++) {
      if (present[Math.floor(position / inner) % axis.size] === 0) result[position] = 0;
    }
  });
  return result;
}

/** Members of an axis at which all of the indices are present; null for all members. */
export function presentMembers(axis: Axis, indices: readonly SymbolicIndex[]): Int32Array | null {
  const present = presence(axis, indices);
  return present === null ? null : Int32Array.from(present.keys()).filter((member) => present[member] === 1);
}

/** 0 at the positions of an axis where one of the indices is absent; null where none is. */
export function presence(axis: Axis, indices: readonly SymbolicIndex[]): Uint8Array | null {
  let present: Uint8Array | null = null;
  for (const index of indices) {
    if (index.axis !== axis || index.map === null) continue;
    for (let k = 0; k < axis.size; k++) {
      if (index.map[k]! !== -1) continue;
      present ??= new Uint8Array(axis.size).fill(1);
      present[k] = 0;
    }
  }
  return present;
}

export function predicate(where: WhereCondition, axes: readonly Axis[], reading: Reading): Predicate {
  const { node } = where;
  switch (node.test) {
    case "and":
    case "or": {
      const left = predicate(node.left, axes, reading);
      const right = predicate(node.right, axes, reading);
      return node.test === "and" ? (at) => left(at) && right(at) : (at) => left(at) || right(at);
    }
    case "not": {
      const holds = predicate(node.of, axes, reading);
      return (at) => !holds(at);
    }
    case "in": {
      const position = positionOf(node.index, axes);
      return (at) => node.chosen[position(at)] === 1;
    }
    case "same":
    case "before": {
      const left = positionOf(node.left, axes);
      const right = positionOf(node.right, axes);
      if (node.test === "same") return (at) => left(at) === right(at) && left(at) >= 0;
      return (at) => left(at) < right(at) && left(at) >= 0;
    }
    case "has": {
      const { base, tables, lookup } = reading.columns.reference(node.variable, node.at);
      const parts = axes.map((axis) => tables.get(axis));
      const complete = node.at.map((index) => positionOf(index, axes));
      return (at) => {
        const dense = parts.reduce((sum, table, k) => sum + (table === undefined ? 0 : table[at[k]!]!), base);
        return (
          complete.every((position) => position(at) >= 0) && dense >= 0 && (lookup === null || lookup[dense]! >= 0)
        );
      };
    }
    default: {
      const left = number(node.left, axes, reading);
      const right = number(node.right, axes, reading);
      if (node.test === "=") return (at) => left(at) === right(at);
      return node.test === ">" ? (at) => left(at) > right(at) : (at) => left(at) < right(at);
    }
  }
}

/** Root position of an index at some positions of the loops `axes`; -1 where it is absent. */
export function positionOf(index: SymbolicIndex, axes: readonly Axis[]): (at: Int32Array) => number {
  if (index.axis === null) return () => index.position;
  const k = axes.indexOf(index.axis);
  const { map } = index;
  return map === null ? (at) => at[k]! : (at) => map[at[k]!]!;
}

/** Data at some positions. Where an index has stepped past an end, the row is absent whatever the condition says. */
function number(expression: Expression, axes: readonly Axis[], reading: Reading): (at: Int32Array) => number {
  const own = freeAxes(usesOfExpression(expression));
  const space = new Space(own);
  const data = reading.evaluate(expression, space, reading.values, false);
  const present = withoutAbsent(space, steppedIndices(expression), null);
  const unknown = data.findIndex((value, position) => Number.isNaN(value) && present?.[position] !== 0);
  if (unknown >= 0) {
    throw new ClearwattError(
      `A where filter compares data that are not a number at [${space.labels(unknown).join(", ")}]: check what is divided by 0.`,
      { code: "not-a-number", data: { what: "where", labels: space.labels(unknown), found: data[unknown] } },
    );
  }
  const { tables } = referenceOver(own);
  const parts = axes.map((axis) => tables.get(axis));
  return (at) => data[parts.reduce((sum, table, k) => sum + (table === undefined ? 0 : table[at[k]!]!), 0)]!;
}
