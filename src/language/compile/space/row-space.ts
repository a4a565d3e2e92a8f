/** Which rows a constraint, which members a variable has: filters, steps past an end, and what no row may use. */
import { ClearwattError } from "../../../errors.ts";
import type { Expression } from "../../expressions/expression.ts";
import type { WhereCondition } from "../../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../../sets/symbolic-index.ts";
import type { Columns } from "../columns.ts";
import { reading } from "../terms/evaluate.ts";
import type { Values } from "../values.ts";
import { existing, presentMembers, withoutAbsent } from "./exists.ts";
import { riskyIndices, steppedInCondition, steppedIndices, steppedInFilter, usesOfCondition } from "./indices.ts";
import { Space } from "./space.ts";

/** Members over which something is declared: `where` holds and no index of the expressions has stepped past an end. */
export function rowSpace(
  axes: readonly Axis[],
  where: WhereCondition | null,
  expressions: readonly Expression[],
  values: Values,
  columns: Columns,
): Space {
  const inWhere = where === null ? [] : steppedInCondition(where);
  const stepped = [...expressions.flatMap(steppedIndices), ...inWhere];
  const space = where === null ? productSpace(axes, stepped) : filteredSpace(axes, where, stepped, values, columns);
  const inUse = where === null ? [] : usesOfCondition(where).indices;
  refuseRisky(space, [...expressions.flatMap(riskyIndices), ...inUse]);
  return space;
}

function productSpace(axes: readonly Axis[], stepped: readonly SymbolicIndex[]): Space {
  return new Space(
    axes,
    null,
    axes.map((axis) => presentMembers(axis, stepped)),
  );
}

function filteredSpace(
  axes: readonly Axis[],
  where: WhereCondition,
  stepped: readonly SymbolicIndex[],
  values: Values,
  columns: Columns,
): Space {
  const full = new Space(axes);
  return new Space(axes, withoutAbsent(full, stepped, existing(full, where, reading(values, columns))));
}

/** Throws where a row that exists uses an index that has no member there. */
function refuseRisky(space: Space, indices: readonly SymbolicIndex[]): void {
  for (const index of indices) {
    const k = index.axis === null ? -1 : space.axes.indexOf(index.axis);
    if (k < 0 || index.map === null || !index.map.some((position) => position < 0)) continue;
    for (let row = 0; row < space.count; row++) {
      const member = space.along(space.present === null ? row : space.present[row]!)[k]!;
      if (index.map[member]! === -2) throw withoutTarget(index, space.labels(row));
      if (index.map[member]! === -1) throw steppedInFilter(index);
    }
  }
}

function withoutTarget(index: SymbolicIndex, labels: readonly string[]): ClearwattError {
  return new ClearwattError(
    `The row [${labels.join(", ")}] uses ${index.text}, and the relation has no target there: it is declared for a part of its set only. ` +
      "Filter the rows or the sum with where, or declare it for all.",
    { code: "absent-member", data: { index: index.text, inRow: labels } },
  );
}
