/** Typed arrays that grow by doubling. */

/** The array itself where it has room for `size` elements, or a longer one with the same first `used`. */
export function withRoom<A extends Float64Array | Int32Array | Uint8Array>(
  array: A,
  size: number,
  used: number = array.length,
): A {
  if (size <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => A)(Math.max(2 * used, size));
  longer.set(array.subarray(0, used));
  return longer;
}

export class Growable<A extends Float64Array | Int32Array | Uint8Array> {
  readonly #make: (size: number) => A;
  #data: A;
  #length = 0;

  constructor(make: (size: number) => A) {
    this.#make = make;
    this.#data = make(64);
  }

  get length(): number {
    return this.#length;
  }

  /** The array behind it: its first `length` elements count, and the next `push` may replace it. */
  get data(): A {
    return this.#data;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const longer = this.#make(2 * this.#length);
      longer.set(this.#data);
      this.#data = longer;
    }
    this.#data[this.#length++] = value;
  }

  get(index: number): number {
    return this.#data[index]!;
  }

  set(index: number, value: number): void {
    this.#data[index] = value;
  }

  clear(): void {
    this.#length = 0;
  }

  /** A copy of exactly the elements pushed. */
  toArray(): A {
    return this.#data.slice(0, this.#length) as A;
  }
}

export type GrowableFloats = Growable<Float64Array>;
export type GrowableIntegers = Growable<Int32Array>;
export type GrowableBytes = Growable<Uint8Array>;

export const growableFloats = (): GrowableFloats => new Growable((size) => new Float64Array(size));
export const growableIntegers = (): GrowableIntegers => new Growable((size) => new Int32Array(size));
export const growableBytes = (): GrowableBytes => new Growable((size) => new Uint8Array(size));
