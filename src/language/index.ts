/** The modelling language: sets, relations, parameters, variables, constraints, models and their sessions. */
export type { Condition } from "./condition.ts";
export type { NormCone, RotatedCone } from "./cone.ts";
export type { RowOptions } from "./declaring.ts";
export type {
  Affine,
  Comparison,
  Constant,
  IndicesOf,
  Quadratic,
} from "./expression.ts";
export type {
  AnyConstraint,
  AnyExpression,
  AnyHandle,
  AnyParameter,
  AnyVariable,
  ConeConstraint,
  Constraint,
  NamedExpression,
  Parameter,
  Variable,
} from "./handles.ts";
export { Labelled } from "./labelled.ts";
export { labelledOver } from "./labelled-over.ts";
export { type Model, model } from "./model.ts";
export type { NestedRecord, ParameterData, Table, TableColumns } from "./parameter-data.ts";
export { type Relation, relation, type Targets } from "./relation.ts";
export type { BestPoint, NewColumn, Outcome, Session } from "./session.ts";
export { type AnySet, type IndexSet, set } from "./set.ts";
export type { Solution } from "./solution.ts";
export { type SumOf, sum } from "./sum.ts";
export type { Index } from "./symbolic-index.ts";
export { type TupleSet, tuples } from "./tuples.ts";
export type { Bound, VariableOptions } from "./variable.ts";
