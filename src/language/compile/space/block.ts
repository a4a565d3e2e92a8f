/** Consecutive rows of a space, as many as one inner loop takes. */
import { blockLimit, type Space } from "./space.ts";

/**
 * Goes through all rows in order: `for (const block = new Block(space); block.next(); )`. It is no callback, as V8
 * forgets the compiled code of closures that have died.
 */
export class Block {
  /** Rows first .. first + count - 1. */
  first = 0;
  count = 0;
  /** Where the rows are a product of members: number of the first row's member along each axis up to the split one. */
  readonly at: Int32Array;
  /** Where they are listed: position of every row along each axis. */
  readonly along: readonly Int32Array[];
  readonly #space: Space;
  /** Rows that go with one member of the split axis. */
  readonly #inner: number;

  constructor(space: Space) {
    const { listed, splitAxis, taken, axes, block } = space;
    this.#space = space;
    this.#inner = block / taken;
    this.at = new Int32Array(listed === null ? splitAxis + 1 : 0);
    this.along = listed === null ? [] : axes.map(() => new Int32Array(block));
  }

  /** Moves to the next block, at first to the first one; false behind the last. */
  next(): boolean {
    const { listed, count } = this.#space;
    const started = this.count > 0;
    this.first += this.count;
    if (this.first >= count) return false;
    if (listed !== null) this.#locate(listed);
    else this.#advance(started);
    return true;
  }

  #advance(started: boolean): void {
    const { at } = this;
    const { splitAxis, taken, sizes } = this.#space;
    if (splitAxis < 0) {
      this.count = 1;
      return;
    }
    if (started) at[splitAxis]! += taken;
    if (at[splitAxis]! >= sizes[splitAxis]!) {
      at[splitAxis] = 0;
      for (let k = splitAxis - 1; k >= 0; k--) {
        if (++at[k]! < sizes[k]!) break;
        at[k] = 0;
      }
    }
    this.count = Math.min(taken, sizes[splitAxis]! - at[splitAxis]!) * this.#inner;
  }

  /** Positions of the rows along each axis. */
  #locate(listed: Int32Array): void {
    this.count = Math.min(blockLimit, listed.length - this.first);
    const rest = listed.slice(this.first, this.first + this.count);
    for (let k = this.along.length - 1; k >= 0; k--) {
      const own = this.along[k]!;
      const { size } = this.#space.axes[k]!;
      for (let i = 0; i < this.count; i++) {
        const whole = (rest[i]! / size) | 0;
        own[i] = rest[i]! - whole * size;
        rest[i] = whole;
      }
    }
  }
}
