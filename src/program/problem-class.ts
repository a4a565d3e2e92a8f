/** The class of problem that a program belongs to: what it has beyond linear rows and continuous columns. */
import { ColumnKind, type Cones, type Program } from "./program.ts";

/** Whether any column is integer or semi-continuous. */
export const isDiscrete = (program: Program): boolean => program.colKind.some((kind) => kind !== ColumnKind.continuous);

/** Whether the objective has squares or products. */
export const isQuadratic = ({ hessian }: Program): boolean => hessian !== null && hessian.values.length > 0;

export function hasCones(program: Program): program is Program & { readonly cones: Cones } {
  return program.cones !== null && program.cones.rotated.length > 0;
}
