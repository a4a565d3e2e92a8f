/** What a model keeps of each thing declared in it. */

import type { Cone } from "../expressions/cone.ts";
import type { Expression, Row } from "../expressions/expression.ts";
import type { WhereCondition } from "../sets/condition.ts";
import type { Axis } from "../sets/symbolic-index.ts";
import type { Owner } from "./owner.ts";

export interface Declaration {
  readonly name: string;
  readonly axes: readonly Axis[];
  /** Where in the user's files it was declared, as "file:line"; empty where that is not known. */
  readonly site: () => string;
  /** The model, or the session, that it was declared in. */
  readonly owner: Owner;
}

export interface ParameterDeclaration extends Declaration {
  readonly data: Float64Array;
  readonly unit: string | null;
}

export interface VariableDeclaration extends Declaration {
  readonly lower: Expression;
  readonly upper: Expression;
  readonly kind: "continuous" | "integer" | "binary" | "semi-continuous";
  readonly unit: string | null;
  readonly where: WhereCondition | null;
}

export interface ExpressionDeclaration extends Declaration {
  readonly body: Expression;
}

export interface ConstraintDeclaration extends Declaration {
  readonly row: Row;
  readonly where: WhereCondition | null;
}

export interface ConeDeclaration extends Declaration {
  readonly cone: Cone;
  readonly where: WhereCondition | null;
}
