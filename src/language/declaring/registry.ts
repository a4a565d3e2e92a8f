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
  throw notA("parameter", found);
}

export function variableBehind(handle: object): VariableDeclaration {
  const found = registered(handle, "A variable");
  if ("kind" in found) return found;
  throw notA("variable", found);
}

export function constraintBehind(handle: object): ConstraintDeclaration {
  const found = registered(handle, "A constraint");
  if ("row" in found) return found;
  throw notA("constraint", found, "cone" in found ? "a cone, which has no row" : undefined);
}

export function coneBehind(handle: object): ConeDeclaration | null {
  const found = declarations.get(handle);
  return found !== undefined && "cone" in found ? found : null;
}

function notA(wanted: string, { name }: AnyDeclaration, what = `not a ${wanted}`): ClearwattError {
  return new ClearwattError(`"${name}" is ${what}.`, { code: "wrong-type", data: { name, expected: `a ${wanted}` } });
}
