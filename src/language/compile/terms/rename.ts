/** Gives the loops of a term names of their own, so that the two sides of a product of sums run independently. */

import { Expression } from "../../expressions/expression.ts";
import { WhereCondition } from "../../sets/condition.ts";
import { LabelSet } from "../../sets/label-set.ts";
import { Axis, type SymbolicIndex } from "../../sets/symbolic-index.ts";
import type { FlatTerm } from "./flatten.ts";

export class Renaming {
  readonly #axes = new Map<Axis, Axis>();

  /** Renames `axes`, outer first, as the members behind a target follow the loop of the target. */
  constructor(axes: readonly Axis[]) {
    for (const axis of axes) this.#declare(axis);
  }

  term(term: FlatTerm): FlatTerm {
    return {
      ...term,
      factors: term.factors.map((factor) => ({ ...factor, expression: this.#expression(factor.expression) })),
      variables: term.variables.map(({ of, at }) => ({ of, at: at.map((index) => this.#index(index)) })),
      axes: term.axes.map((axis) => this.#axes.get(axis) ?? axis),
      where: term.where.map((where) => this.#condition(where)),
      steps: term.steps.map((index) => this.#index(index)),
      guards: term.guards.map((node) => ({ ...node, at: node.at.map((index) => this.#index(index)) })),
    };
  }

  #declare(axis: Axis): Axis {
    const { name, title, root, positions, members } = axis.range;
    const range =
      members === null
        ? axis.range
        : new LabelSet(name, title, root, positions, { ...members, target: this.#index(members.target) });
    const renamed = new Axis(range, `${axis.letter}'`);
    this.#axes.set(axis, renamed);
    return renamed;
  }

  #index(index: SymbolicIndex): SymbolicIndex {
    const axis = index.axis === null ? undefined : this.#axes.get(index.axis);
    return axis === undefined ? index : index.along(axis);
  }

  #expression(expression: Expression): Expression {
    const { node, degree } = expression;
    switch (node.op) {
      case "number":
        return expression;
      case "label":
        return new Expression({ ...node, at: this.#index(node.at) }, degree);
      case "parameter":
      case "variable":
        return new Expression({ ...node, at: node.at.map((index) => this.#index(index)) }, degree);
      case "named":
        return this.#expression(node.body);
      case "sum": {
        const over = node.over.map((axis) => this.#declare(axis));
        const where = node.where instanceof WhereCondition ? this.#condition(node.where) : null;
        return new Expression({ op: "sum", over, where, body: this.#expression(node.body) }, degree);
      }
      default:
        return new Expression(
          { ...node, left: this.#expression(node.left), right: this.#expression(node.right) },
          degree,
        );
    }
  }

  #condition(condition: WhereCondition): WhereCondition {
    const { node } = condition;
    switch (node.test) {
      case "same":
      case "before":
        return new WhereCondition({ ...node, left: this.#index(node.left), right: this.#index(node.right) });
      case "in":
        return new WhereCondition({ ...node, index: this.#index(node.index) });
      case "has":
        return new WhereCondition({ ...node, at: node.at.map((index) => this.#index(index)) });
      case "and":
      case "or":
        return new WhereCondition({ ...node, left: this.#condition(node.left), right: this.#condition(node.right) });
      case "not":
        return new WhereCondition({ ...node, of: this.#condition(node.of) });
      default:
        return new WhereCondition({ ...node, left: this.#expression(node.left), right: this.#expression(node.right) });
    }
  }
}
