/** A model as a list of statements and tables, in the order of a paper. */
import type { Declarations } from "../compile/compile.ts";
import type { VariableDeclaration } from "../declaring/declarations.ts";
import type { Expression } from "../expressions/expression.ts";
import type { WhereCondition } from "../sets/condition.ts";
import type { Axis } from "../sets/symbolic-index.ts";
import { presentWhere } from "./absence.ts";
import { clauseOf, formulaOf } from "./algebra.ts";
import { Catalog } from "./catalog.ts";
import { claimsOfCone, claimsOfConstraint, claimsOfExpression, claimsOfVariable } from "./claims.ts";
import { all, type Claim, type Formula, number, type Statement } from "./formula.ts";
import { Letters } from "./letters.ts";
import { Scope } from "./scope.ts";

export interface Listing {
  readonly name: string;
  readonly catalog: Catalog;
  readonly declarations: Declarations;
  readonly variables: readonly Statement[];
  readonly expressions: readonly Statement[];
  readonly sense: "minimize" | "maximize";
  readonly objective: Formula;
  readonly constraints: readonly Statement[];
}

export function listingOf(declarations: Declarations): Listing {
  const catalog = new Catalog();
  const top = new Scope(catalog);
  for (const { axes } of [...declarations.parameters, ...declarations.variables]) top.within(axes);
  const letters = new Letters(declarations);
  return {
    name: declarations.name,
    catalog,
    declarations,
    variables: declarations.variables.map((variable) => variableStatement(variable, letters, top)),
    expressions: declarations.expressions.map((own) =>
      statement({ ...own, name: null }, [own.body], top.within(own.axes), (scope) => claimsOfExpression(own, scope)),
    ),
    sense: declarations.sense,
    objective: declarations.objective === null ? number(0) : formulaOf(declarations.objective, top),
    constraints: [
      ...declarations.constraints.map((own) => {
        const { left, right, relation } = own.row;
        const rows = relation === "between" ? [left] : [left, right];
        return statement(own, rows, top.within(own.axes), (scope) => claimsOfConstraint(own, scope));
      }),
      ...declarations.cones.map((own) =>
        statement(own, own.cone.members, top.within(own.axes), (scope) => claimsOfCone(own, scope)),
      ),
    ],
  };
}

function variableStatement(variable: VariableDeclaration, letters: Letters, top: Scope): Statement {
  const { axes, where, lower, upper } = variable;
  const lettered = where !== null || lower.node.op !== "number" || upper.node.op !== "number";
  const scope = lettered ? top.within(axes) : top.within(axes, letters.for(variable));
  return statement({ ...variable, name: null }, [], scope, () => claimsOfVariable(variable, scope));
}

interface Stated {
  readonly name: string | null;
  readonly axes: readonly Axis[];
  readonly where?: WhereCondition | null;
  readonly unit?: string | null;
}

/** `rows` are the expressions that decide which rows there are. */
function statement(
  { name, axes, where = null, unit = null }: Stated,
  rows: readonly Expression[],
  scope: Scope,
  claims: (scope: Scope) => Claim[],
): Statement {
  const filters = where === null ? [] : [where];
  return {
    name,
    claims: claims(scope),
    loops: axes.map((axis) => scope.loop(axis)),
    where: all([...filters.map((filter) => clauseOf(filter, scope)), ...presentWhere(rows, axes, filters, scope)]),
    unit,
  };
}
