/** What changes in a program when the data of a parameter do: computed in full before anything is told to a solver. */
import { ClearwattError } from "../../errors.ts";
import type { BoundsChange, ProgramChange } from "../../solving/index.ts";
import type { ParameterDeclaration } from "../declaring/declarations.ts";
import { boundsFedBy, boundsInto, type Compilation, checkCosts, checkOffset } from "./compile.ts";
import { usesOfCondition, usesOfExpression } from "./space/indices.ts";
import { filtersSums } from "./terms/term.ts";

/** Takes the new data over, computes what follows from them and carries it out; on any error the old data stay. */
export function update(
  compilation: Compilation,
  parameter: ParameterDeclaration,
  data: Float64Array,
  carryOut: (change: ProgramChange) => void,
): void {
  refuseStructural(compilation, parameter);
  const { values } = compilation;
  const before = values.of(parameter);
  values.set(parameter, data);
  try {
    carryOut(changesFrom(compilation, parameter));
  } catch (error) {
    values.set(parameter, before);
    throw error;
  }
}

function changesFrom(
  { values, columns, constraints, objective, program }: Compilation,
  parameter: ParameterDeclaration,
): ProgramChange {
  const fed = objective.fedBy(parameter);
  const costs = objective.costsFedBy(parameter, values);
  const offset = fed.offset ? objective.offset(values) : null;
  checkOffset(offset ?? 0);
  for (const range of costs) checkCosts(range, program.colNames);
  const bounds = [...columns.blocks.values()].filter((block) => boundsFedBy(block, parameter));
  const rows = constraints.filter((block) => block.fedBy(parameter).limits);
  const entries = constraints.filter((block) => block.fedBy(parameter).entries);
  const hessian = fed.hessian ? objective.hessian(values) : null;
  return {
    costs,
    ...(offset === null ? {} : { offset }),
    ...(hessian === null ? {} : { hessian }),
    columnBounds: bounds.map((block) =>
      limits(block.first, block.space.count, (lower, upper) => boundsInto(block, columns, values, lower, upper)),
    ),
    rowBounds: rows.map((block) =>
      limits(block.firstRow, block.space.count, (lower, upper) => block.limitsInto(values, lower, upper)),
    ),
    coefficients: entries.map((block) => block.refill(parameter, values)),
  };
}

function limits(first: number, count: number, fill: (lower: Float64Array, upper: Float64Array) => void): BoundsChange {
  const made = { first, lower: new Float64Array(count), upper: new Float64Array(count) };
  fill(made.lower, made.upper);
  return made;
}

/** A parameter that decides which rows and columns there are, or that stands in a cone, cannot be changed in place. */
function refuseStructural(compilation: Compilation, parameter: ParameterDeclaration): void {
  const { declarations, constraints, objective } = compilation;
  const filters = [...declarations.variables, ...declarations.constraints, ...declarations.cones].flatMap(
    ({ where }) => (where === null ? [] : [where]),
  );
  const inFilter =
    filters.some((where) => usesOfCondition(where).parameters.has(parameter)) ||
    constraints.some(({ rows }) => filtersSums([...rows.terms, ...rows.constants], parameter)) ||
    objective.filteredBy(parameter);
  if (inFilter) {
    throw new ClearwattError(
      `"${parameter.name}" decides in a where filter which rows or summands there are, so it cannot be changed in an open session. Open the model anew with the new data.`,
      { code: "unsupported", data: { what: "change of a filter", name: parameter.name } },
    );
  }
  const inCone = declarations.cones.some(({ cone }) =>
    cone.members.some((member) => usesOfExpression(member).parameters.has(parameter)),
  );
  if (inCone)
    throw new ClearwattError(
      `"${parameter.name}" stands in a cone, and cones cannot be changed in an open session. Open the model anew with the new data.`,
      { code: "unsupported", data: { what: "change of a cone", name: parameter.name } },
    );
}
