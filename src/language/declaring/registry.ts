/** From the handles that users hold (callable parameters and variables, constraints) to what was declared. */
import { ClearwattError } from "../../errors.ts";
import type { AnyHandle } from "../handles.ts";
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  ExpressionDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "./declarations.ts";

export type AnyDeclaration =
  | ParameterDeclaration
  | VariableDeclaration
  | ExpressionDeclaration
  | ConstraintDeclaration
  | ConeDeclaration;

const declarations = new WeakMap<object, AnyDeclaration>();

/** Notes what a handle stands for. */
export function register<Made extends AnyHandle>(made: object, declaration: AnyDeclaration): Made {
  declarations.set(made, declaration);
  return made as Made;
}

/** The declaration behind a handle; throws where something else was handed in. */
export function registered(handle: object, wanted: string): AnyDeclaration {
  const found = declarations.get(handle);
  if (found !== undefined) return found;
  throw new ClearwattError(`${wanted} was expected: hand in what the model returned when it was declared.`, {
    code: "wrong-type",
    data: { expected: wanted.toLowerCase() },
  });
}

export function parameterBehind(handle: object): ParameterDeclaration {
  const found = registered(handle, "A parameter");
  if ("data" in found) return found;
  throw new ClearwattError(`"${found.name}" is not a parameter.`, {
    code: "wrong-type",
    data: { name: found.name, expected: "a parameter" },
  });
}

export function variableBehind(handle: object): VariableDeclaration {
  const found = registered(handle, "A variable");
  if ("kind" in found) return found;
  throw new ClearwattError(`"${found.name}" is not a variable.`, {
    code: "wrong-type",
    data: { name: found.name, expected: "a variable" },
  });
}

export function constraintBehind(handle: object): ConstraintDeclaration {
  const found = registered(handle, "A constraint");
  if ("row" in found) return found;
  throw new ClearwattError(`"${found.name}" is ${"cone" in found ? "a cone, which has no row" : "not a constraint"}.`, {
    code: "wrong-type",
    data: { name: found.name, expected: "a constraint" },
  });
}

export function coneBehind(handle: object): ConeDeclaration | null {
  const found = declarations.get(handle);
  return found !== undefined && "cone" in found ? found : null;
}
