/** Letters for variables that have no closure to take them from: those that the rest of the model uses. */
import type { Declarations } from "../compile/compile.ts";
import type { VariableDeclaration } from "../declaring/declarations.ts";
import type { Expression, Node } from "../expressions/expression.ts";
import type { Root } from "../sets/label-set.ts";
import type { Axis } from "../sets/symbolic-index.ts";

export class Letters {
  /** Letters at the first use of a variable with all its indices plain and different. */
  readonly #used = new Map<VariableDeclaration, readonly string[]>();
  /** How often each letter runs over a set. */
  readonly #counts = new Map<Root, Map<string, number>>();

  constructor({ constraints, cones, expressions, objective }: Declarations) {
    for (const { axes, row } of constraints) this.#read(axes, [row.left, row.right]);
    for (const { axes, cone } of cones) this.#read(axes, cone.members);
    for (const { axes, body } of expressions) this.#read(axes, [body]);
    if (objective !== null) this.#read([], [objective]);
  }

  for(variable: VariableDeclaration): readonly string[] {
    return this.#used.get(variable) ?? variable.axes.map((axis) => this.#usual(axis));
  }

  #usual({ letter, range }: Axis): string {
    const counts = [...(this.#counts.get(range.root) ?? [])];
    return counts.reduce((most, next) => (next[1] > most[1] ? next : most), [letter, 0])[0];
  }

  #read(axes: readonly Axis[], expressions: readonly Expression[]): void {
    for (const axis of axes) this.#count(axis);
    const stack = expressions.toReversed();
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { node } = next;
      if (node.op === "variable") this.#note(node);
      else if (node.op === "sum") {
        for (const axis of node.over) this.#count(axis);
        stack.push(node.body);
      } else if ("left" in node) stack.push(node.right, node.left);
    }
  }

  #count({ range, letter }: Axis): void {
    const letters = this.#counts.get(range.root) ?? new Map<string, number>();
    this.#counts.set(range.root, letters.set(letter, (letters.get(letter) ?? 0) + 1));
  }

  #note({ of, at }: Extract<Node, { readonly op: "variable" }>): void {
    if (this.#used.has(of)) return;
    const letters = at.flatMap(({ axis, text }) => (axis?.letter === text ? [text] : []));
    if (new Set(letters).size === at.length) this.#used.set(of, letters);
  }
}
