/** Which loops and indices an expression or a condition uses. */
import { condition, type WhereCondition } from "../condition.ts";
import type { ParameterDeclaration } from "../declarations.ts";
import type { Expression } from "../expression.ts";
import type { Axis, SymbolicIndex } from "../symbolic-index.ts";

/** What stands in an expression: indices (also those behind `of(...)`), the loops of its own sums, the parameters. */
export interface Uses {
  readonly indices: SymbolicIndex[];
  readonly bound: Set<Axis>;
  readonly parameters: Set<ParameterDeclaration>;
}

export function noUses(): Uses {
  return { indices: [], bound: new Set(), parameters: new Set() };
}

export function usesOfExpression(root: Expression, uses: Uses = noUses(), conditions = true): Uses {
  const stack = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node } = next;
    if (node.op === "label") uses.indices.push(node.at);
    else if (node.op === "parameter" || node.op === "variable") {
      uses.indices.push(...node.at);
      if (node.op === "parameter") uses.parameters.add(node.of);
    } else if (node.op === "named") stack.push(node.body);
    else if (node.op === "sum") {
      useAxes(node.over, uses);
      if (node.where !== null && conditions) usesOfCondition(condition(node.where), uses);
      stack.push(node.body);
    } else if (node.op !== "number") stack.push(node.left, node.right);
  }
  return uses;
}

export function usesOfCondition({ node }: WhereCondition, uses: Uses = noUses()): Uses {
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
      break;
    case "not":
      usesOfCondition(node.of, uses);
      break;
    case "and":
    case "or":
      usesOfCondition(node.left, uses);
      usesOfCondition(node.right, uses);
      break;
    default:
      usesOfExpression(node.left, uses);
      usesOfExpression(node.right, uses);
  }
  return uses;
}

/** Indices of an expression, conditions aside, that have no member at some positions of their loop. */
export function steppedIndices(expression: Expression): SymbolicIndex[] {
  return usesOfExpression(expression, noUses(), false).indices.filter((index) => index.map?.includes(-1) ?? false);
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
