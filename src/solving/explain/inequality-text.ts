/** Inequalities as they stand in a conflict: names and numbers in the notation of LP files. */
import { type Cones, type Inequality, linearText, nameOf, type Program, rightHandSide } from "../../program/index.ts";
import { sixDigits } from "../wording.ts";

export function nameOfInequality(program: Program, { of, index }: Inequality): string {
  const names = { row: program.rowNames, column: program.colNames, cone: program.cones?.names ?? [] };
  return nameOf(names[of], index);
}

/** Both sides of an equality stand as one. */
export function inequalityTexts(program: Program, inequalities: readonly Inequality[]): string[] {
  const isPair = (one: Inequality, other: Inequality | undefined): boolean =>
    other !== undefined &&
    one.of === other.of &&
    one.index === other.index &&
    rightHandSide(program, one) === rightHandSide(program, other);
  return inequalities.flatMap((inequality, k) => {
    if (isPair(inequality, inequalities[k - 1])) return [];
    return [inequalityText(program, inequality, isPair(inequality, inequalities[k + 1]) ? "=" : undefined)];
  });
}

const relationOf = ({ at }: Inequality): "<=" | ">=" => (at === "lower" ? ">=" : "<=");

export function inequalityText(
  program: Program,
  inequality: Inequality,
  relation: string = relationOf(inequality),
): string {
  const { of, index } = inequality;
  const name = nameOfInequality(program, inequality);
  if (of === "cone") return `"${name}": ${coneText(program, program.cones!, index)}`;
  const bound = sixDigits(rightHandSide(program, inequality));
  if (of === "column") return `${name} ${relation} ${bound}`;
  return `"${name}": ${linearText(program, index, program.colNames, format)} ${relation} ${bound}`;
}

/** Long rows are cut, and numbers are rounded. */
const format = { number: sixDigits, most: 8 };

/** `p^2 + q^2 <= current voltage`, or `|| p, q || <= rating`. */
function coneText({ colNames }: Program, { rows, constants, rotated, starts }: Cones, cone: number): string {
  const expression = (at: number): string => {
    const constant = constants[at]!;
    if (rows.starts[at] === rows.starts[at + 1]) return sixDigits(constant);
    const affine = linearText(rows, at, colNames, format);
    return constant === 0 ? affine : `${affine} ${constant < 0 ? "-" : "+"} ${sixDigits(Math.abs(constant))}`;
  };
  const inBrackets = (at: number): string => {
    const text = expression(at);
    return constants[at] !== 0 || rows.starts[at + 1]! - rows.starts[at]! > 1 ? `(${text})` : text;
  };
  const from = starts[cone]!;
  const rest = (first: number) => Array.from({ length: starts[cone + 1]! - first }, (_, k) => first + k);
  if (rotated[cone] === 0)
    return `|| ${rest(from + 1)
      .map(expression)
      .join(", ")} || <= ${expression(from)}`;
  const squares = rest(from + 2).map((at) => `${inBrackets(at)}^2`);
  return `${squares.length === 0 ? "0" : squares.join(" + ")} <= ${inBrackets(from)} * ${inBrackets(from + 1)}`;
}
