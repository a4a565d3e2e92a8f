/** Rows as they are written, in a model or in a session. */
import { ClearwattError } from "../../errors.ts";
import { callSite } from "../call-site.ts";
import { usesOfExpression } from "../compile/space/indices.ts";
import { described } from "../described.ts";
import { type Comparison, Expression, Row } from "../expressions/expression.ts";
import { checkRowUnits } from "../expressions/units.ts";
import type { AnySet } from "../sets/set.ts";
import type { ConstraintDeclaration } from "./declarations.ts";
import { type Closure, checkUses, type Filter, filter, independentAxes, written } from "./declaring.ts";
import { refuseUnknown } from "./options.ts";
import type { Owner } from "./owner.ts";

/** The row of a constraint as it is written; also for rows that a session adds. */
export function constraintDeclaration(
  name: string,
  over: readonly AnySet[],
  row: Closure<Comparison>,
  options: Filter,
  owner: Owner,
): ConstraintDeclaration {
  refuseUnknown(options, ["where"], "a constraint");
  const axes = independentAxes(over, row, name);
  const before = Row.made;
  const own = written(row, axes);
  if (Row.made > before + 1) {
    throw new ClearwattError(
      `The closure makes ${Row.made - before} comparisons, and a constraint is one. Write a constraint for each, or between(lower, upper).`,
      { code: "misuse", data: { what: "comparisons", found: Row.made - before } },
    );
  }
  if (!(own instanceof Row)) {
    const found = own instanceof Expression ? "an expression without one" : described(own);
    throw new ClearwattError(
      `The closure must return a comparison and returned ${found}. End it with .le(...), .ge(...), .eq(...) or .between(...).`,
      { code: "wrong-type", data: { expected: "a comparison", found } },
    );
  }
  for (const side of own.upper === null ? [own.left, own.right] : [own.left, own.right, own.upper])
    checkUses(usesOfExpression(side), axes, owner);
  checkRowUnits(own);
  return { name, axes, site: callSite(), owner, row: own, where: filter(options, axes, owner) };
}
