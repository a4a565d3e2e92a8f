/**
 * Units of parameters, variables and expressions, checked once when something is declared. A declaration without a
 * unit is not checked; "1" is the unit of a share or a count. mathjs reads the units; products are computed here.
 */
import math from "mathjs/lib/browser/math.js";
import { ClearwattError } from "../../errors.ts";
import type { Expression, Row } from "./expression.ts";

interface Unit {
  readonly text: string;
  /** Exponents of the base quantities. */
  readonly dimensions: readonly number[];
  /** How many base units one of these is. */
  readonly scale: number;
}

const currencies = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "JPY", "CNY", "INR", "AUD", "BRL", "TRY"];
const usual = [
  "1",
  "kW",
  "MW",
  "kWh",
  "MWh",
  "h",
  "1/h",
  "EUR",
  "EUR/h",
  "EUR/kWh",
  "EUR/MWh",
  "EUR/kW",
  "EUR/MW",
  "kW/h",
  "kWh/h",
  "EUR kW",
  "kW^2",
];

const units = math.create({});
for (const currency of currencies) units.createUnit(currency);
units.createUnit("VAr", { prefixes: "short" });
units.createUnit("pu");
// mathjs has no cents of money, and reads some of their names as something else.
units.createUnit("ct", "0.01 EUR", { override: true });
units.createUnit("cent", "0.01 EUR", { override: true });

/** Names of the field that mathjs cannot read as they are written. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/€/g, "EUR"],
  [/%/g, "percent"],
  [/\bp\.u\./g, "pu"],
  [/\b([kM]?)[vV]ar\b/g, "$1VAr"],
  [/\b([kM]?)Wp\b/g, "$1W"],
];
units.createUnit("percent", "0.01", { override: true });
const known = new Map<string, Unit>();

/** Reads a unit such as "kW" or "EUR/kWh"; throws where mathjs does not know it. */
export function checkUnit(text: string | undefined, owner: string): string | null {
  if (text === undefined) return null;
  try {
    parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClearwattError(
      `The unit "${text}" of ${owner} cannot be read: ${reason.replace(/\.?$/, ".")} Write it like "kW", "EUR/kWh" or "1" (money: ${currencies.join(", ")}).`,
      { code: "syntax", data: { unit: text, owner } },
    );
  }
}

function parse(text: string): Unit {
  let unit = known.get(text);
  if (unit === undefined) {
    const spelled = spellings.reduce((words, [from, to]) => words.replace(from, to), text.trim());
    if (spelled === "")
      throw new ClearwattError('it is empty; "1" is the unit of a share or a count.', {
        code: "syntax",
        data: { unit: text },
      });
    const read = units.unit(/^\d/.test(spelled) ? spelled : `1 ${spelled}`);
    const { value, dimensions } = read as typeof read & { value: number; dimensions: number[] };
    unit = { text, dimensions, scale: value };
    known.set(text, unit);
  }
  return unit;
}

/** Throws where a bound of a variable has another unit than the variable. */
export function checkVariableUnits(name: string, unit: string | null, bounds: readonly Expression[]): void {
  if (unit === null) return;
  for (const bound of bounds) {
    const found = unitOf(bound);
    if (found !== null && !same(found, parse(unit))) {
      throw new ClearwattError(
        `"${name}" is in ${unit}, and its bound ${describe(bound)} in ${found.text}. ${advice(bound, found, parse(unit))}`,
        { code: "unit-mismatch", data: { name, found: found.text, expected: unit } },
      );
    }
  }
}

/** Throws where the sides of a row, or the terms on one side, have different units. */
export function checkRowUnits({ left, right, upper }: Row): void {
  let first: [Expression, Unit] | null = null;
  for (const side of upper === null ? [left, right] : [left, right, upper]) {
    const unit = unitOf(side);
    if (unit === null) continue;
    if (first !== null && !same(first[1], unit))
      throw new ClearwattError(
        `${differ(first[0], first[1], side, unit)} They cannot be compared. ${advice(first[0], first[1], unit, side)}`,
        { code: "unit-mismatch", data: { found: unit.text, expected: first[1].text } },
      );
    first ??= [side, unit];
  }
}

/** Throws where the objective is not in the unit asked for. */
export function checkObjectiveUnit(objective: Expression, wanted: string | null): void {
  const terms = summed(objective);
  if (wanted !== null) {
    for (const term of terms) {
      const unit = unitOf(term);
      if (unit !== null && !same(unit, parse(wanted))) {
        throw new ClearwattError(
          `${sentence(describe(term))} is in ${unit.text}, and the objective is in ${wanted}. ${advice(term, unit, parse(wanted))}`,
          { code: "unit-mismatch", data: { found: unit.text, expected: wanted } },
        );
      }
    }
  }
  unitOf(objective);
}

/** The terms of a sum; a single term stands for itself. */
function summed(expression: Expression): Expression[] {
  const terms: Expression[] = [];
  const stack = [expression];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.node.op === "plus" || next.node.op === "minus") stack.push(next.node.right, next.node.left);
    else terms.push(next);
  }
  return terms;
}

/** Unit of an expression; null where a part that decides it has none. Throws where unlike quantities are added. */
export function unitOf(expression: Expression): Unit | null {
  const { node } = expression;
  switch (node.op) {
    case "number":
    case "label":
      return null;
    case "parameter":
    case "variable":
      return node.of.unit === null ? null : parse(node.of.unit);
    case "named":
    case "sum":
      return unitOf(node.body);
    case "plus":
    case "minus":
      return unitOfSum(summed(expression));
    case "times":
    case "divide": {
      const sign = node.op === "times" ? 1 : -1;
      if (node.right.node.op === "number") return unitOf(node.left);
      if (node.left.node.op === "number" && sign === 1) return unitOf(node.right);
      const left = unitOf(node.left);
      const right = unitOf(node.right);
      return left === null || right === null ? null : product(left, right, sign);
    }
  }
}

/** Unit of an expression as text; null where it has none. */
export function unitText(expression: Expression): string | null {
  return unitOf(expression)?.text ?? null;
}

/** Unit of one expression per unit of another, as text; null where either has none. */
export function quotientText(of: Expression | null, per: Expression): string | null {
  const unit = of === null ? null : unitOf(of);
  const divisor = unitOf(per);
  return unit === null || divisor === null ? null : product(unit, divisor, -1).text;
}

function unitOfSum(terms: readonly Expression[]): Unit | null {
  let first: [Expression, Unit] | null = null;
  for (const term of terms) {
    const unit = unitOf(term);
    if (unit === null) continue;
    if (first !== null && !same(first[1], unit))
      throw new ClearwattError(
        `${differ(first[0], first[1], term, unit)} They cannot be added. ${advice(first[0], first[1], unit, term)}`,
        { code: "unit-mismatch", data: { found: unit.text, expected: first[1].text } },
      );
    first ??= [term, unit];
  }
  return first === null ? null : first[1];
}

function product(left: Unit, right: Unit, sign: 1 | -1): Unit {
  const size = Math.max(left.dimensions.length, right.dimensions.length);
  const dimensions = Array.from(
    { length: size },
    (_, k) => (left.dimensions[k] ?? 0) + sign * (right.dimensions[k] ?? 0),
  );
  const scale = sign === 1 ? left.scale * right.scale : left.scale / right.scale;
  const made = { text: `${grouped(left.text)}${sign === 1 ? " " : "/"}${grouped(right.text)}`, dimensions, scale };
  const simpler = usual.find((text) => same(parse(text), made));
  return simpler === undefined ? made : { ...made, text: simpler };
}

function grouped(text: string): string {
  return /[\s/]/.test(text) ? `(${text})` : text;
}

function alike(a: Unit, b: Unit): boolean {
  const size = Math.max(a.dimensions.length, b.dimensions.length);
  for (let k = 0; k < size; k++) if (Math.abs((a.dimensions[k] ?? 0) - (b.dimensions[k] ?? 0)) > 1e-9) return false;
  return true;
}

function same(a: Unit, b: Unit): boolean {
  return alike(a, b) && Math.abs(a.scale / b.scale - 1) < 1e-9;
}

function differ(left: Expression, leftUnit: Unit, right: Expression, rightUnit: Unit): string {
  return `${sentence(describe(left))} is in ${leftUnit.text} and ${describe(right)} in ${rightUnit.text}.`;
}

/** What brings `found` to the wanted unit; where the wanted one is that of `other`, that may be what is to be changed. */
function advice(expression: Expression, found: Unit, wanted: Unit, other: Expression | null = null): string {
  if (alike(found, wanted)) {
    const factor = Number((found.scale / wanted.scale).toPrecision(12));
    return `They differ by a factor of ${factor}: bring the data to one of the two units.`;
  }
  const ratio = product(wanted, found, -1).text;
  if (ratio === "h") return `Multiply ${describe(expression)} by the length of the hour.`;
  if (ratio === "1/h" && other !== null) return `Multiply ${describe(other)} by the length of the hour.`;
  if (ratio === "1/h") return `Divide ${describe(expression)} by the length of the hour.`;
  return "Check what is multiplied with what, and the units of the declarations.";
}

/** The quantities an expression is made of, as they are called: `"price" times "energy"`. */
function describe(expression: Expression): string {
  const { node } = expression;
  switch (node.op) {
    case "number":
      return String(node.value);
    case "label":
      return "a label";
    case "parameter":
    case "variable":
      return `"${node.of.name}"`;
    case "named":
      return `"${node.name}"`;
    case "sum":
      return `the sum of ${describe(node.body)}`;
    case "plus":
    case "minus":
      return `${describe(summed(expression)[0]!)} ${node.op} ...`;
    case "times":
    case "divide":
      if (node.right.node.op === "number") return describe(node.left);
      return `${describe(node.left)} ${node.op === "times" ? "times" : "divided by"} ${describe(node.right)}`;
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
