/** Which loops and indices an expression or a condition uses. */
import { ClearwattError } from "../../../errors.ts";
import type { ParameterDeclaration, VariableDeclaration } from "../../declaring/declarations.ts";
import type { Expression } from "../../expressions/expression.ts";
import { condition, type WhereCondition } from "../../sets/condition.ts";
import type { Axis, SymbolicIndex } from "../../sets/symbolic-index.ts";

/** What stands in an expression: indices (also those behind `of(...)`), the loops of its own sums, data, variables. */
export interface Uses {
  readonly indices: SymbolicIndex[];
  readonly bound: Set<Axis>;
  readonly parameters: Set<ParameterDeclaration>;
  readonly variables: Set<VariableDeclaration>;
}

export function noUses(): Uses {
  return { indices: [], bound: new Set(), parameters: new Set(), variables: new Set() };
}

export function usesOfExpression(root: Expression, uses: Uses = noUses(), conditions = true): Uses {
  const stack = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node } = next;
    if (node.op === "label") uses.indices.push(node.at);
    else if (node.op === "parameter" || node.op === "variable") {
      uses.indices.push(...node.at);
      if (node.op === "parameter") uses.parameters.add(node.of);
      else uses.variables.add(node.of);
    } else if (node.op === "named") stack.push(node.body);
    else if (node.op === "sum") {
      useAxes(node.over, uses);
      if (node.where !== null && conditions) usesOfCondition(condition(node.where), uses);
      stack.push(node.body);
    } else if (node.op !== "number") stack.push(node.left, node.right);
  }
  return uses;
}

export function usesOfCondition({ node }: WhereCondition, uses: Uses = noUses(), conditions = true): Uses {
  switch (node.test) {
    case "same":
    case "before":
      uses.indices.push(node.left, node.right);
      break;
    case "in":
      uses.indices.push(node.index);
      break;
    case "has":
      uses.indices.push(...node.at);
      uses.variables.add(node.variable);
      break;
    case "not":
      usesOfCondition(node.of, uses, conditions);
      break;
    case "and":
    case "or":
      usesOfCondition(node.left, uses, conditions);
      usesOfCondition(node.right, uses, conditions);
      break;
    default:
      usesOfExpression(node.left, uses, conditions);
      usesOfExpression(node.right, uses, conditions);
  }
  return uses;
}

/** Indices of an expression, the filters of its sums aside, that step past the end of their set somewhere. */
export function steppedIndices(expression: Expression): SymbolicIndex[] {
  return usesOfExpression(expression, noUses(), false).indices.filter(steps);
}

/** Indices of a condition, the filters of sums in it aside, that step past the end of their set somewhere. */
export function steppedInCondition(where: WhereCondition): SymbolicIndex[] {
  return usesOfCondition(where, noUses(), false).indices.filter(steps);
}

/** Indices that no row may use where they have no member: without target, or stepped in a filter of an inner sum. */
export function riskyIndices(expression: Expression): SymbolicIndex[] {
  const all = usesOfExpression(expression).indices;
  const outside = new Set(steppedIndices(expression));
  return all.filter((index) => (index.map?.includes(-2) ?? false) || (steps(index) && !outside.has(index)));
}

/** What is said where a filter of a sum steps past the end with an index from outside the sum. */
export function steppedInFilter(index: SymbolicIndex): ClearwattError {
  return new ClearwattError(
    `The filter of a sum uses ${index.text}, which is past the end of "${index.set}" for some members of a loop around it: the sum would ` +
      "silently be empty there. Filter the rows with where, or write the filter without the step, as s.upTo(t) for s.before(t.next).",
    { code: "absent-member", data: { index: index.text, set: index.set } },
  );
}

function steps({ map }: SymbolicIndex): boolean {
  return map?.includes(-1) ?? false;
}

function useAxes(axes: readonly Axis[], uses: Uses): void {
  for (const axis of axes) {
    uses.bound.add(axis);
    if (axis.range.members !== null) uses.indices.push(axis.range.members.target);
  }
}

/** Loops that an expression or a condition needs from outside, each once. */
export function freeAxes(uses: Uses): Axis[] {
  const axes = new Set<Axis>();
  for (const { axis } of uses.indices) if (axis !== null && !uses.bound.has(axis)) axes.add(axis);
  return [...axes];
}
