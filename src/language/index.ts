/** The modelling language: sets, relations, parameters, variables, constraints, models and their sessions. */

export type { Place } from "./compile/place.ts";
export { Labelled } from "./data/labelled.ts";
export { labelledOver } from "./data/labelled-over.ts";
export type { NestedRecord, ParameterData, Table, TableColumns } from "./data/parameter-data.ts";
export type { RowOptions } from "./declaring/declaring.ts";
export type { Bound, VariableOptions } from "./declaring/variable.ts";
export type { NormCone, RotatedCone } from "./expressions/cone.ts";
export {
  type Affine,
  type Comparison,
  type Constant,
  type IndicesOf,
  isData,
  type Quadratic,
} from "./expressions/expression.ts";
export { type SumOf, sum } from "./expressions/sum.ts";
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
export { type Model, model } from "./model.ts";
export { type Declared, type Role, Section } from "./section.ts";
export type { BestPoint, NewColumn, Outcome, Session } from "./session.ts";
export type { Condition } from "./sets/condition.ts";
export { type Relation, relation, type Targets } from "./sets/relation.ts";
export { type AnySet, type IndexSet, set } from "./sets/set.ts";
export type { Index } from "./sets/symbolic-index.ts";
export { type TupleSet, tuples } from "./sets/tuples.ts";
export type { Solution } from "./solution.ts";
