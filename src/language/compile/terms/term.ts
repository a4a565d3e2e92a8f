/** A flat term laid along a space: where its columns and data stand, and how its sums run. */
import { ClearwattError } from "../../../errors.ts";
import type { ParameterDeclaration, VariableDeclaration } from "../../declaring/declarations.ts";
import { LabelSet } from "../../sets/label-set.ts";
import type { SymbolicIndex } from "../../sets/symbolic-index.ts";
import { largest } from "../filling/loops.ts";
import { Block } from "../space/block.ts";
import { freeAxes, noUses, usesOfCondition, usesOfExpression } from "../space/indices.ts";
import { Space } from "../space/space.ts";
import type { Values } from "../values.ts";
import { type Enumeration, enumerate } from "./enumeration.ts";
import type { DataFactor, FlatTerm } from "./flatten.ts";
import type { Reading } from "./reading.ts";
import { Cursor, type Reference, referenceOver, referenceTo } from "./reference.ts";

/** Data that multiply a term: a parameter's own array, or one computed from several. */
export interface Factor {
  readonly compute: (values: Values) => Float64Array;
  /** What `compute` gave when the term was last made ready. */
  data: Float64Array;
  readonly cursor: Cursor;
  /** For each summand, its step; null where the term has no sums. */
  readonly steps: Int32Array | null;
}

/** One of the variables of a term. */
interface ColumnCursor {
  readonly variable: VariableDeclaration;
  readonly cursor: Cursor;
  readonly steps: Int32Array | null;
}

const nothing = new Float64Array(0);

export interface Term {
  readonly flat: FlatTerm;
  readonly scale: number;
  readonly columns: readonly ColumnCursor[];
  readonly factors: readonly Factor[];
  /** Where the named expressions over subsets that it came through are used. */
  readonly guards: readonly Pick<Factor, "cursor" | "steps">[];
  readonly enumeration: Enumeration | null;
  readonly key: Cursor | null;
  readonly parameters: ReadonlySet<ParameterDeclaration>;
}

/**
 * Lays a term along a space. A row that uses a member which is not there is refused, unless `lenient` is given: then
 * its value is NaN, for data that are computed at more positions than the rows need.
 */
export function layTerm(flat: FlatTerm, space: Space, reading: Reading, lenient = false): Term {
  const uses = noUses();
  for (const { expression } of flat.factors) usesOfExpression(expression, uses);
  const factors = flat.factors.map((factor) => laidData(factor, reading));
  const variables = flat.variables.map(({ of, at }) => reading.columns.reference(of, at));
  const guards = flat.guards.map(({ axes, at }) =>
    referenceTo(
      axes.map((axis) => axis.range),
      at,
      0,
    ),
  );
  const references = [...variables, ...factors.map((factor) => factor.reference), ...guards];
  const enumeration = flat.axes.length === 0 ? null : enumerate(flat, references, space.axes, reading);
  const stepsOf = (k: number): Int32Array | null => enumeration?.steps[k] ?? null;
  const term: Term = {
    flat,
    scale: flat.scale,
    columns: variables.map((reference, k) => ({
      variable: flat.variables[k]!.of,
      cursor: new Cursor(reference, space),
      steps: stepsOf(k),
    })),
    factors: factors.map(({ compute, reference }, k) => ({
      compute,
      data: nothing,
      cursor: new Cursor(reference, space),
      steps: stepsOf(variables.length + k),
    })),
    guards: guards.map((reference, k) => ({
      cursor: new Cursor(reference, space),
      steps: stepsOf(variables.length + factors.length + k),
    })),
    enumeration,
    key: enumeration === null || enumeration.starts.length === 2 ? null : new Cursor(enumeration.key, space),
    parameters: uses.parameters,
  };
  if (!lenient && references.some((reference) => reference.mayMiss)) refuseMissing(term, space);
  return term;
}

/** Entries that a term has in every row, or -1 where they differ. */
export function lengthOf({ enumeration }: Term): number {
  return enumeration === null ? 1 : enumeration.length;
}

/** Reads the data that the term uses; to be called before a pass over its space. */
export function readyTerm(term: Term, values: Values): void {
  for (const factor of term.factors) factor.data = factor.compute(values);
}

export function moveTerm(term: Term, block: Block): void {
  for (const { cursor } of term.columns) cursor.moveTo(block);
  for (const { cursor } of term.factors) cursor.moveTo(block);
  term.key?.moveTo(block);
}

/** Solvers take coefficients below this magnitude only. */
export const tooLarge = 1e15;

/** A number that no coefficient of a term that is ready exceeds in magnitude; NaN or infinite where data are. */
export function largestCoefficient({ scale, factors }: Term): number {
  return factors.reduce((product, { data }) => product * largest(data), Math.abs(scale));
}

interface Data {
  readonly reference: Reference;
  readonly compute: (values: Values) => Float64Array;
}

/** A parameter is read where it stands; anything else is computed over its own loops, anew when its data change. */
function laidData({ expression, reciprocal }: DataFactor, { evaluate }: Reading): Data {
  const { node } = expression;
  if (node.op === "parameter" && !reciprocal) {
    const ranges = node.of.axes.map((axis) => axis.range);
    return { reference: referenceTo(ranges, node.at, 0), compute: (values) => values.of(node.of) };
  }
  if (node.op === "label" && !reciprocal) return labelNumbers(node.at);
  const axes = freeAxes(usesOfExpression(expression));
  const space = new Space(axes);
  let version = -1;
  let data: Float64Array = nothing;
  const compute = (values: Values): Float64Array => {
    if (version === values.version) return data;
    version = values.version;
    data = evaluate(expression, space, values, true);
    if (reciprocal) for (let k = 0; k < data.length; k++) data[k] = 1 / data[k]!;
    return data;
  };
  return { reference: referenceOver(axes), compute };
}

function labelNumbers(index: SymbolicIndex): Data {
  const { root } = index;
  const data = new Float64Array(root.size);
  for (let k = 0; k < data.length; k++) data[k] = labelNumber(root.label(k), root.name);
  const whole = new LabelSet(root.name, root.name, root, null);
  return { reference: referenceTo([whole], [index], 0), compute: () => data };
}

function labelNumber(label: string, set: string): number {
  const value = Number(label);
  if (label.trim() !== "" && Number.isFinite(value)) return value;
  throw new ClearwattError(
    `index.number was asked of "${set}", and its label "${label}" is not a number. Use a parameter over "${set}".`,
    { code: "not-a-number", data: { set, found: label } },
  );
}

/** Throws where a row that exists uses a variable or a parameter at a member that it does not have. */
function refuseMissing(term: Term, space: Space): void {
  const { enumeration, key } = term;
  for (const block = new Block(space); block.next(); ) {
    moveTerm(term, block);
    for (const { cursor } of term.guards) cursor.moveTo(block);
    for (let i = 0; i < block.count; i++) {
      const group = key === null ? 0 : key.start + key.steps[i]!;
      const from = enumeration === null ? 0 : enumeration.starts[group]!;
      const to = enumeration === null ? 1 : enumeration.starts[group + 1]!;
      for (let q = from; q < to; q++) refuseMissingAt(term, space, block.first + i, i, q);
    }
  }
}

function refuseMissingAt(term: Term, space: Space, row: number, i: number, q: number): void {
  const { variables, factors, guards } = term.flat;
  const data = factors.map(({ expression: { node } }) => {
    if (node.op === "parameter") return { name: node.of.name, at: node.at };
    return { name: "number", at: node.op === "label" ? [node.at] : [] };
  });
  const used = [...variables.map(({ of, at }) => ({ name: of.name, at })), ...data, ...guards];
  [...term.columns, ...term.factors, ...term.guards].forEach(({ cursor, steps }, k) => {
    const dense = cursor.start + cursor.steps[i]! + (steps === null ? 0 : steps[q]!);
    const { lookup } = cursor.reference;
    if (dense >= 0 && (lookup === null || lookup[dense]! >= 0)) return;
    const { name, at } = used[k]!;
    const labels = space.labels(row).join(", ");
    throw new ClearwattError(
      `"${name}" has no member at ${at.map((index) => index.text).join(", ")} in the row [${labels}]: it is declared for a part of its sets only. ` +
        "Filter the rows or the sum with where, or declare it for all.",
      { code: "absent-member", data: { name, inRow: space.labels(row) } },
    );
  });
}

/** Does a parameter decide, in a filter of a sum, which summands there are? */
export function filtersSums(terms: readonly Term[], parameter: ParameterDeclaration): boolean {
  return terms.some(({ flat }) => flat.where.some((where) => usesOfCondition(where).parameters.has(parameter)));
}
