/** Numbers by label: values, duals, reduced costs and slacks of a solution. */
import type { Space } from "../compile/space/space.ts";
import type { AnySet } from "../sets/set.ts";

type Labels<Sets extends readonly AnySet[]> = { [K in keyof Sets]: string | number };

/** Which members a quantity has numbers for: known to the language, and nothing that users need. */
export let spaceOf: (numbers: Labelled) => Space;

/** One number for each member of a declaration, in the order of its sets (the last one fastest). */
export class Labelled<Sets extends readonly AnySet[] = readonly AnySet[]> {
  readonly name: string;
  readonly over: Sets;
  readonly unit: string | null;
  /** One number for each member that exists. */
  readonly data: Float64Array;
  readonly #space: Space;

  static {
    spaceOf = (numbers) => numbers.#space;
  }

  constructor(name: string, over: Sets, unit: string | null, data: Float64Array, space: Space) {
    this.name = name;
    this.over = over;
    this.unit = unit;
    this.data = data;
    this.#space = space;
  }

  /** The number at some labels; throws where there is no such member. */
  at(...labels: Labels<Sets>): number {
    return this.data[this.#space.row(labels, this.name)]!;
  }

  /** Name, unit and the first members, as a console shows them. */
  toString(): string {
    const unit = this.unit === null ? "" : ` [${this.unit}]`;
    const members = Array.from(this.data.subarray(0, 6), (value, k) => `  ${this.labels(k).join(", ")}: ${value}`);
    const rest = this.data.length > 6 ? [`  ... ${this.data.length - 6} more`] : [];
    return [`${this.name}${unit}`, ...members, ...rest].join("\n");
  }

  /** Labels of the k-th number. */
  labels(k: number): string[] {
    return this.#space.labels(k);
  }

  /** Every member's labels and number, in order. */
  *[Symbol.iterator](): Generator<readonly [labels: string[], value: number]> {
    for (let k = 0; k < this.data.length; k++) yield [this.labels(k), this.data[k]!];
  }
}

Object.defineProperty(Labelled.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: Labelled.prototype.toString,
});
