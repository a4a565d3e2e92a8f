/** Runs the statements of a case file, and nothing else: no files, no functions but those of functions.ts. */

import { allConstants, indexFunctions } from "../constants.ts";
import { binary, joined, numberOf, range, transposed, unary } from "./arithmetic.ts";
import { failure, Refusal, refuse } from "./failure.ts";
import { call, numbers } from "./functions.ts";
import { changed, removed, type Subscript, taken } from "./subscripts.ts";
import type { CaseProgram, Expression, Statement, Target } from "./syntax.ts";
import { type Matrix, matrix, type Structure, scalar, type Value } from "./values.ts";

/** What a name stands for, and what `end` is worth inside subscripts. */
interface Scope {
  readonly variables: Map<string, Value>;
  readonly ends: number[];
}

/** The variables that are there when the program has run. */
export function interpret(program: CaseProgram, file: string): ReadonlyMap<string, Value> {
  const scope: Scope = { variables: new Map(), ends: [] };
  for (const statement of program.statements) {
    try {
      run(statement, scope);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw failure(file, statement.line, statement.source, error);
    }
  }
  return scope.variables;
}

function run({ targets, value }: Statement, scope: Scope): void {
  if (value.kind === "name" && Object.hasOwn(indexFunctions, value.name)) {
    assignAll(targets, Object.values(indexFunctions[value.name]!).map(scalar), scope);
  } else if (value.kind === "name" && value.name === "define_constants" && targets.length === 0) {
    for (const [name, column] of Object.entries(allConstants)) scope.variables.set(name, scalar(column));
  } else {
    const result = evaluate(value, scope);
    if (targets.length > 1)
      refuse("Only idx_bus, idx_brch, idx_gen and idx_cost give several results here.", "unsupported");
    assignAll(targets, [result], scope);
  }
}

function assignAll(targets: readonly (Target | null)[], values: readonly Value[], scope: Scope): void {
  if (targets.length > values.length)
    refuse(`There are ${values.length} results for ${targets.length} names.`, "wrong-size");
  targets.forEach((target, k) => {
    if (target !== null) assign(target, values[k]!, scope);
  });
}

function assign(target: Target, value: Value, scope: Scope): void {
  const path = [target.name, ...target.fields];
  const last = path.pop()!;
  let place = scope.variables;
  for (const name of path) place = fieldsAt(place, name);
  if (target.subscripts === null) {
    place.set(last, value);
    return;
  }
  const old = place.get(last);
  if (old?.kind !== "matrix")
    refuse(`${[...path, last].join(".")} is no matrix yet: parts of it cannot be set.`, "wrong-type");
  if (value.kind !== "matrix") refuse(`A ${value.kind} cannot be set into a matrix.`, "wrong-type");
  const subscripts = subscriptsOf(target.subscripts, old, scope);
  place.set(last, value.values.length === 0 ? removed(old, subscripts) : changed(old, subscripts, value));
}

function fieldsAt(place: Map<string, Value>, name: string): Map<string, Value> {
  const found = place.get(name);
  if (found?.kind === "structure") return found.fields;
  if (found !== undefined) refuse(`${name} is a ${found.kind} and has no fields.`, "wrong-type");
  const made: Structure = { kind: "structure", fields: new Map() };
  place.set(name, made);
  return made.fields;
}

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "number":
      return scalar(expression.value);
    case "text":
      return { kind: "text", text: expression.text };
    case "cell":
      return { kind: "cell" };
    case "name":
      return variable(expression.name, scope);
    case "field":
      return field(evaluate(expression.of, scope), expression.name);
    case "taken":
      return takenOrCalled(expression, scope);
    default:
      return evaluateNumbers(expression, scope);
  }
}

function evaluateNumbers(expression: Expression, scope: Scope): Matrix {
  switch (expression.kind) {
    case "end":
      return scalar(scope.ends.at(-1) ?? refuse('"end" has no meaning outside of subscripts.'));
    case "unary":
      return unary(expression.operator, asMatrix(expression.value, scope));
    case "binary":
      return binary(expression.operator, asMatrix(expression.left, scope), asMatrix(expression.right, scope));
    case "transposed":
      return transposed(asMatrix(expression.value, scope));
    case "range":
      return evaluateRange(expression, scope);
    case "matrix":
      return joined(
        expression.rows.map((row) => plainRow(row) ?? row.map((element) => asMatrix(element, scope))),
        expression.lines,
      );
    default:
      return refuse('":" has no meaning here.');
  }
}

/** A row of plain numbers, without a matrix for each. */
function plainRow(row: readonly Expression[]): readonly Matrix[] | null {
  const values = new Float64Array(row.length);
  for (let k = 0; k < row.length; k++) {
    const element = row[k]!;
    if (element.kind !== "number") return null;
    values[k] = element.value;
  }
  return [matrix(1, row.length, values)];
}

function evaluateRange({ first, step, last }: Extract<Expression, { kind: "range" }>, scope: Scope): Matrix {
  const bound = (part: Expression) => numberOf(asMatrix(part, scope), "A bound of a range");
  return range(bound(first), step === null ? 1 : bound(step), bound(last));
}

function asMatrix(expression: Expression, scope: Scope): Matrix {
  const value = evaluate(expression, scope);
  if (value.kind !== "matrix") refuse(`A ${value.kind} stands where numbers should.`, "wrong-type");
  return value;
}

function variable(name: string, { variables }: Scope): Value {
  const found = variables.get(name);
  if (found !== undefined) return found;
  if (Object.hasOwn(numbers, name)) return scalar(numbers[name]!);
  if (Object.hasOwn(allConstants, name)) {
    refuse(`"${name}" is not set. Put "define_constants;" before this statement, as in MATPOWER.`, "unknown-name");
  }
  return call(name, []);
}

function field(of: Value, name: string): Value {
  if (of.kind !== "structure") refuse(`A ${of.kind} has no field "${name}".`, "wrong-type");
  return (
    of.fields.get(name) ??
    refuse(`There is no field "${name}", only ${[...of.fields.keys()].join(", ")}.`, "unknown-name")
  );
}

/** f(x) is a call where f is no variable. */
function takenOrCalled({ from, subscripts }: Extract<Expression, { kind: "taken" }>, scope: Scope): Value {
  if (from.kind === "name" && !scope.variables.has(from.name)) {
    return call(
      from.name,
      subscripts.map((argument) => evaluate(argument, scope)),
    );
  }
  const of = evaluate(from, scope);
  if (of.kind !== "matrix") refuse(`A ${of.kind} has no subscripts.`, "wrong-type");
  return taken(of, subscriptsOf(subscripts, of, scope));
}

function subscriptsOf(subscripts: readonly Expression[], of: Matrix, scope: Scope): readonly Subscript[] {
  return subscripts.map((subscript, k) => {
    if (subscript.kind === "all") return "all";
    scope.ends.push(subscripts.length === 1 ? of.values.length : k === 0 ? of.rows : of.columns);
    try {
      return asMatrix(subscript, scope);
    } finally {
      scope.ends.pop();
    }
  });
}
