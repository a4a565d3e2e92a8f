/** Compiles what a model declares to a program, and keeps what is needed to change its data in place. */
import { ClearwattError } from "../../errors.ts";
import { ColumnKind, type NameTable, nameOf, type Program } from "../../program/index.ts";
import type {
  ConeDeclaration,
  ConstraintDeclaration,
  ExpressionDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "../declaring/declarations.ts";
import type { Owner } from "../declaring/owner.ts";
import type { Expression } from "../expressions/expression.ts";
import { type ColumnBlock, Columns } from "./columns.ts";
import { type CompiledCones, compileCones } from "./cones.ts";
import { ConstraintBlock, declaredAt } from "./constraint.ts";
import { nameBlock, namesOf } from "./naming.ts";
import { type ColumnCosts, Objective } from "./objective.ts";
import { withoutAbsent } from "./space/exists.ts";
import { steppedIndices, usesOfExpression } from "./space/indices.ts";
import { Space } from "./space/space.ts";
import { evaluateInto } from "./terms/evaluate.ts";
import { tooLarge } from "./terms/term.ts";
import { Values } from "./values.ts";

export interface Declarations {
  readonly name: string;
  readonly owner: Owner;
  readonly parameters: readonly ParameterDeclaration[];
  readonly expressions: readonly ExpressionDeclaration[];
  readonly variables: readonly VariableDeclaration[];
  readonly constraints: readonly ConstraintDeclaration[];
  readonly cones: readonly ConeDeclaration[];
  readonly sense: "minimize" | "maximize";
  readonly objective: Expression | null;
}

export class Compilation {
  readonly declarations: Declarations;
  readonly values: Values = new Values();
  readonly columns: Columns;
  readonly constraints: readonly ConstraintBlock[];
  readonly cones: CompiledCones;
  readonly objective: Objective;
  readonly program: Program;

  /** How much was declared when this was compiled. */
  readonly #declared: readonly number[];

  constructor(declarations: Declarations) {
    this.#declared = sizesOf(declarations);
    const { values } = this;
    this.declarations = declarations;
    this.columns = Columns.of(declarations.variables, values);
    let rows = 0;
    this.constraints = declarations.constraints.map((declaration) => {
      const block = new ConstraintBlock(declaration, rows, values, this.columns);
      rows += block.space.count;
      return block;
    });
    this.cones = compileCones(declarations.cones, values, this.columns);
    this.objective = new Objective(declarations.objective, values, this.columns);
    this.program = this.#assemble(rows);
  }

  /** Throws where the model has been given something since that is not in the program. */
  refuseAdditions(): void {
    const added = ["variable", "constraint", "cone"].find(
      (_, k) => sizesOf(this.declarations)[k] !== this.#declared[k],
    );
    if (added === undefined) return;
    throw new ClearwattError(
      `The model "${this.declarations.name}" has been given another ${added} since it was opened, and this session does not have it. ` +
        "Open the model anew, or add rows and columns to the session.",
      { code: "outdated", data: { model: this.declarations.name, what: added } },
    );
  }

  #assemble(numRows: number): Program {
    const { declarations, columns, constraints, objective, values } = this;
    const numCols = columns.count;
    const colCost = new Float64Array(numCols);
    const colLower = new Float64Array(numCols);
    const colUpper = new Float64Array(numCols);
    for (const block of columns.blocks.values()) {
      const [from, to] = [block.first, block.first + block.space.count];
      boundsInto(block, columns, values, colLower.subarray(from, to), colUpper.subarray(from, to));
    }
    objective.costsInto(values, colCost);
    const rowLower = new Float64Array(numRows);
    const rowUpper = new Float64Array(numRows);
    for (const block of constraints) {
      const [from, to] = [block.firstRow, block.firstRow + block.space.count];
      block.limitsInto(values, rowLower.subarray(from, to), rowUpper.subarray(from, to));
    }
    const program: Program = {
      name: declarations.name,
      sense: declarations.sense,
      numCols,
      numRows,
      offset: objective.offset(values),
      colCost,
      colLower,
      colUpper,
      colKind: kinds(columns),
      rowLower,
      rowUpper,
      ...this.#matrix(numRows),
      hessian: objective.hessian(values),
      cones: this.cones.cones,
      colNames: columns.names(),
      rowNames: namesOf(constraints.map(({ declaration, firstRow, space }) => nameBlock(declaration, firstRow, space))),
    };
    checkOffset(program.offset);
    if (!objective.moderate) checkCosts({ first: 0, costs: colCost }, program.colNames);
    return program;
  }

  #matrix(numRows: number): Pick<Program, "starts" | "indices" | "values"> {
    const entries = this.constraints.reduce((sum, { rows }) => sum + rows.entries, 0);
    const matrix = {
      starts: new Int32Array(numRows + 1),
      indices: new Int32Array(entries),
      values: new Float64Array(entries),
    };
    let marker: Int32Array | null = null;
    const lazyMarker = (): Int32Array => (marker ??= new Int32Array(this.columns.count).fill(-1));
    let next = 0;
    for (const block of this.constraints) next = block.fill(matrix, next, this.values, lazyMarker);
    matrix.starts[numRows] = next;
    for (const block of this.constraints) block.checkEntries(matrix);
    if (next === entries) return matrix;
    return { starts: matrix.starts, indices: matrix.indices.slice(0, next), values: matrix.values.slice(0, next) };
  }
}

/** Writes the bounds of a variable's members into arrays of zeros. */
export function boundsInto(
  { variable, space }: ColumnBlock,
  columns: Columns,
  values: Values,
  lower: Float64Array,
  upper: Float64Array,
): void {
  const lowest = boundInto(lower, variable.lower, variable, space, values, columns);
  const highest = boundInto(upper, variable.upper, variable, space, values, columns);
  const impossible = firstImpossible(lower, upper, lowest, highest);
  const binary = variable.kind === "binary" ? lower.findIndex((low, k) => low < 0 || upper[k]! > 1) : -1;
  const refused = impossible < 0 ? binary : impossible;
  if (refused < 0) return;
  const labels = space.labels(refused);
  const name = labels.length === 0 ? variable.name : `${variable.name}[${labels.join(", ")}]`;
  const [least, most] = [lower[refused]!, upper[refused]!];
  const found =
    least > most ? `its lower bound ${least} is above its upper bound ${most}` : `its bounds are ${least} and ${most}`;
  const complaint = impossible < 0 ? "is binary, and cannot leave 0 and 1" : "can take no value";
  throw new ClearwattError(`The variable "${name}" ${complaint}: ${found}.${declaredAt(variable.site)}`, {
    code: "contradiction",
    data: { name: variable.name, labels, lower: least, upper: most },
  });
}

/** First member that can take no value, or -1. A bound that is one number for all need not be read for each. */
function firstImpossible(
  lower: Float64Array,
  upper: Float64Array,
  lowest: number | null,
  highest: number | null,
): number {
  const count = lowest !== null && highest !== null ? Math.min(1, lower.length) : lower.length;
  if (lowest !== null && lowest > -Infinity && lowest < Infinity) {
    for (let k = 0; k < count; k++) if (!(upper[k]! >= lowest)) return k;
    return -1;
  }
  for (let k = 0; k < count; k++) {
    if (!(lower[k]! <= upper[k]! && lower[k]! < Infinity && upper[k]! > -Infinity)) return k;
  }
  return -1;
}

/** Returns the bound where it is one number. Throws where it uses data past the end of a set: a bound cannot be absent. */
function boundInto(
  target: Float64Array,
  bound: Expression,
  variable: VariableDeclaration,
  space: Space,
  values: Values,
  columns: Columns,
): number | null {
  const stepped = steppedIndices(bound);
  const present = stepped.length === 0 ? null : withoutAbsent(new Space(space.axes), stepped, null);
  for (let row = 0; present !== null && row < space.count; row++) {
    if (present[space.present === null ? row : space.present[row]!] === 1) continue;
    throw new ClearwattError(
      `A bound of "${variable.name}[${space.labels(row).join(", ")}]" uses data one step past the end of a set. ` +
        `Give a number as the bound, and a constraint for the step.${declaredAt(variable.site)}`,
      { code: "absent-member", data: { name: variable.name, labels: space.labels(row) } },
    );
  }
  evaluateInto(target, bound, space, values, columns);
  return bound.node.op === "number" ? bound.node.value : null;
}

/** Does a parameter feed the bounds of a variable? */
export function boundsFedBy({ variable }: ColumnBlock, parameter: ParameterDeclaration): boolean {
  return [variable.lower, variable.upper].some((bound) => usesOfExpression(bound).parameters.has(parameter));
}

const kindOf = {
  continuous: ColumnKind.continuous,
  integer: ColumnKind.integer,
  binary: ColumnKind.integer,
  "semi-continuous": ColumnKind.semiContinuous,
};

function kinds(columns: Columns): Uint8Array {
  const kind = new Uint8Array(columns.count);
  for (const { variable, first, space } of columns.blocks.values())
    if (variable.kind !== "continuous") kind.fill(kindOf[variable.kind], first, first + space.count);
  return kind;
}

export function checkOffset(offset: number): void {
  if (Number.isFinite(offset)) return;
  throw new ClearwattError(`The constant of the objective is ${offset}. Check the data it uses.`, {
    code: "out-of-range",
    data: { what: "constant of the objective", found: offset },
  });
}

/** Throws on the first cost that solvers do not take. */
export function checkCosts({ first, costs }: ColumnCosts, names: NameTable): void {
  for (let k = 0; k < costs.length; k++) {
    if (Math.abs(costs[k]!) < tooLarge) continue;
    throw new ClearwattError(
      `The cost of "${nameOf(names, first + k)}" in the objective is ${costs[k]}; solvers take magnitudes below 1e15 only.`,
      { code: "out-of-range", data: { what: "cost", column: nameOf(names, first + k), found: costs[k] } },
    );
  }
}

function sizesOf({ variables, constraints, cones }: Declarations): readonly number[] {
  return [variables.length, constraints.length, cones.length];
}
