/** Rows of an MPS file: their kinds, right-hand sides and ranges. */
import { boundOf } from "../infinity.ts";
import type { ProgramBuilder } from "../text/program-builder.ts";
import type { MpsLines } from "./lines.ts";

/** What `find` answers for the objective and for further N rows, which are ignored. */
export const OBJECTIVE: number = -1;
export const IGNORED: number = -2;

const INFINITY = Number.POSITIVE_INFINITY;

export class MpsRows {
  /** Name of the objective; the first N row where OBJNAME does not say it. */
  objective: string | null = null;
  readonly #lines: MpsLines;
  readonly #builder: ProgramBuilder;
  readonly #rows = new Map<string, number>();
  readonly #kinds: string[] = [];
  readonly #lineOfRhs = new Map<number, number>();
  readonly #lineOfRange = new Map<number, number>();
  /** How far a row reaches up (positive) or down (negative) from its right-hand side. */
  readonly #ranges = new Map<number, number>();
  readonly #sets = new Map<string, string>();

  constructor(lines: MpsLines, builder: ProgramBuilder) {
    this.#lines = lines;
    this.#builder = builder;
  }

  find(name: string): number {
    const row = this.#rows.get(name);
    if (row === undefined)
      throw this.#lines.error(`row "${name}" is not defined: ROWS does not have it.`, {
        code: "unknown-name",
        data: { kind: "row", found: name },
      });
    return row;
  }

  /** A line of ROWS: kind and name. */
  readRow(): void {
    const [type = "", name, ...more] = this.#lines.fields;
    const kind = type.toUpperCase();
    if (!/^[NLGE]$/.test(kind))
      throw this.#lines.error(`"${type}" is no kind of row: N, L, G and E are.`, {
        code: "unknown-name",
        data: { kind: "kind of row", found: type, known: ["N", "L", "G", "E"] },
      });
    if (name === undefined || more.length > 0) {
      throw this.#lines.error(`a row needs its kind and one name, but here stands "${this.#lines.fields.join(" ")}".`);
    }
    if (this.#rows.has(name))
      throw this.#lines.error(`row "${name}" is defined twice: give one of them another name.`, {
        code: "duplicate",
        data: { what: "row", found: name },
      });
    this.#rows.set(name, kind === "N" ? this.#freeRow(name) : this.#boundedRow(name, kind));
  }

  /** A line of RHS or RANGES: pairs of row and number, and in front, where their count is odd, the name of the set. */
  readPairs(section: "RHS" | "RANGES"): void {
    const fields = this.#lines.fields.slice();
    if (fields.length % 2 === 1) this.#checkSet(section, fields.shift()!);
    if (fields.length === 0)
      throw this.#lines.error(`${section} needs pairs of row and number.`, {
        code: "unsupported",
        data: { what: `a second set of ${section}`, found: name },
      });
    for (let k = 0; k < fields.length; k += 2) {
      const name = fields[k]!;
      const value = boundOf(this.#lines.number(fields[k + 1], `row "${name}"`));
      if (section === "RHS") this.#setRhs(name, value);
      else this.#setRange(name, value);
    }
  }

  /** Applies the ranges, for they may stand before the right-hand sides. */
  finish(): void {
    const { rowLower, rowUpper } = this.#builder;
    for (const [row, reach] of this.#ranges) {
      if (reach < 0) rowLower.set(row, rowUpper.get(row) + reach);
      else rowUpper.set(row, rowLower.get(row) + reach);
    }
  }

  #freeRow(name: string): number {
    this.objective ??= name;
    return name === this.objective ? OBJECTIVE : IGNORED;
  }

  #boundedRow(name: string, kind: string): number {
    this.#kinds.push(kind);
    return this.#builder.row(name, kind === "L" ? -INFINITY : 0, kind === "G" ? INFINITY : 0);
  }

  #checkSet(section: string, name: string): void {
    const first = this.#sets.get(section) ?? name;
    this.#sets.set(section, first);
    if (name === first || name === "") return;
    throw this.#lines.error(
      `a second set "${name}" of ${section} begins after "${first}": keep one of them in the file.`,
    );
  }

  #setRhs(name: string, value: number): void {
    const row = this.find(name);
    this.#checkOnce(this.#lineOfRhs, row, name, "right-hand side");
    if (row === OBJECTIVE) this.#setOffset(-value);
    else if (row !== IGNORED) this.#setBound(row, name, value);
  }

  #setOffset(value: number): void {
    if (!Number.isFinite(value))
      throw this.#lines.error("the constant of the objective is infinite.", {
        code: "out-of-range",
        data: { what: "constant of the objective", found: value },
      });
    this.#builder.offset = value;
  }

  /** Infinity drops the bound of an L row, minus infinity that of a G row; anything else infinite leaves no value. */
  #setBound(row: number, name: string, value: number): void {
    const kind = this.#kinds[row];
    const isNoBound = (kind === "L" && value === INFINITY) || (kind === "G" && value === -INFINITY);
    if (!Number.isFinite(value) && !isNoBound) {
      throw this.#lines.error(`the right-hand side of the ${kind} row "${name}" is ${value}, which leaves no value.`, {
        code: "contradiction",
        data: { row: name, found: value },
      });
    }
    if (kind !== "L") this.#builder.rowLower.set(row, value);
    if (kind !== "G") this.#builder.rowUpper.set(row, value);
  }

  /** R reaches down from an L row and up from a G row by |R|, and from an E row up or down by its sign. */
  #setRange(name: string, value: number): void {
    const row = this.find(name);
    if (row < 0)
      throw this.#lines.error(`row "${name}" is of kind N, which has no range.`, {
        code: "unsupported",
        data: { what: "a range of a row of kind N", row: name },
      });
    this.#checkOnce(this.#lineOfRange, row, name, "range");
    const kind = this.#kinds[row];
    this.#ranges.set(row, kind === "L" || (kind === "E" && value < 0) ? -Math.abs(value) : Math.abs(value));
  }

  #checkOnce(lineOf: Map<number, number>, row: number, name: string, what: string): void {
    if (row === IGNORED) return;
    const earlier = lineOf.get(row);
    if (earlier !== undefined)
      throw this.#lines.error(`row "${name}" has its ${what} on line ${earlier} already: keep one.`, {
        code: "duplicate",
        data: { what, row: name, lines: [earlier, this.#lines.line] },
      });
    lineOf.set(row, this.#lines.line);
  }
}
