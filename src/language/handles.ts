/** What declarations hand back: parameters, variables and expressions are called at indices, constraints are read. */

import type { Affine, Constant, IndicesOf } from "./expressions/expression.ts";
import type { Condition } from "./sets/condition.ts";
import type { AnySet } from "./sets/set.ts";

/** Key of what a handle stands for, in types only: a constraint cannot be read as a variable, nor a variable as data. */
declare const handle: unique symbol;

interface Handle<Kind extends string, Sets extends readonly AnySet[] = readonly AnySet[]> {
  readonly [handle]: Kind;
  readonly name: string;
  readonly over: Sets;
}

/**
 * A parameter over whatever sets, to be kept in lists and handed to a session. A `Parameter<[Hour]>` is one, though it is
 * no `Parameter<readonly AnySet[]>`: that could be called at any indices.
 */
export type AnyParameter = Handle<"parameter">;

/** A variable over whatever sets, to be kept in lists and read in a solution. */
export type AnyVariable = Handle<"variable">;

/** A named expression over whatever sets, of whatever kind. */
export type AnyExpression = Handle<"expression">;

/** What has duals and slacks: rows or cones, over whatever sets. */
export type AnyConstraint = Handle<"constraint"> | Handle<"cone">;

export type AnyHandle = AnyParameter | AnyVariable | AnyExpression | AnyConstraint;

/** Data by member. Call it at indices: `load(j, t)`. */
export interface Parameter<Sets extends readonly AnySet[] = readonly AnySet[]> extends Handle<"parameter", Sets> {
  (...at: IndicesOf<Sets>): Constant;
}

/** Unknowns by member. Call it at indices: `sold(j, t)`. */
export interface Variable<Sets extends readonly AnySet[] = readonly AnySet[]> extends Handle<"variable", Sets> {
  (...at: IndicesOf<Sets>): Affine;
  /** Condition for `where`: the variable has a member there. */
  has(...at: IndicesOf<Sets>): Condition;
}

/** An expression with a name, to be used in several constraints and read in the solution. */
export interface NamedExpression<Sets extends readonly AnySet[] = readonly AnySet[], Kind = Affine>
  extends Handle<"expression", Sets> {
  (...at: IndicesOf<Sets>): Kind;
}

/** The rows of a constraint, to read its duals and slacks by. */
export interface Constraint<Sets extends readonly AnySet[] = readonly AnySet[]> extends Handle<"constraint", Sets> {}

/** The cones of a declaration, to read their duals and slacks by. */
export interface ConeConstraint<Sets extends readonly AnySet[] = readonly AnySet[]> extends Handle<"cone", Sets> {}
