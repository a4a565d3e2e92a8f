/** Conditions of `where`, with negations carried to where they are read most easily. */
import type { WhereCondition } from "../condition.ts";
import type { SymbolicIndex } from "../symbolic-index.ts";
import { formulaOf } from "./algebra.ts";
import { type Clause, type Formula, type Order, type Place, type Sign, symbol } from "./formula.ts";
import type { Scope } from "./scope.ts";

const opposite = { ">": "<=", "<": ">=", "=": "!=" } as const;

export function clauseOf({ node }: WhereCondition, scope: Scope, negated = false): Clause {
  switch (node.test) {
    case "not":
      return clauseOf(node.of, scope, !negated);
    case "and":
    case "or": {
      const clause = (node.test === "and") === negated ? "or" : "and";
      const parts = [node.left, node.right].map((part) => clauseOf(part, scope, negated));
      return { clause, parts: parts.flatMap((part) => (part.clause === clause ? part.parts : [part])) };
    }
    case "same":
      return compare(placed(node.left, scope), negated ? "!=" : "=", placed(node.right, scope));
    case "before":
      return inOrder(node.left, node.right, scope, negated);
    case "in":
      scope.catalog.addChosen(node.title, node.index.root, node.chosen);
      return { clause: "member", of: scope.place(node.index), set: node.title, negated };
    case "has": {
      const at = node.at.map((index) => scope.place(index));
      return { clause: "exists", of: symbol(node.variable.name, at), negated };
    }
    default: {
      const sign = negated ? opposite[node.test] : node.test;
      return compare(formulaOf(node.left, scope), sign, formulaOf(node.right, scope));
    }
  }
}

function compare(left: Formula, sign: Sign, right: Formula): Clause {
  return { clause: "compare", left, sign, right };
}

function placed(index: SymbolicIndex, scope: Scope): Formula {
  return { form: "place", at: scope.place(index) };
}

/** `18 before t` is read as `t after 18`. */
function inOrder(left: SymbolicIndex, right: SymbolicIndex, scope: Scope, negated: boolean): Clause {
  const turned = left.axis === null;
  const [first, second]: Place[] = [scope.place(turned ? right : left), scope.place(turned ? left : right)];
  const order: Order = `${negated ? "not " : ""}${turned ? "after" : "before"}`;
  return { clause: "order", left: first!, order, right: second! };
}
