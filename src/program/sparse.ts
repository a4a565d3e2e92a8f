/** Work on compressed sparse matrices: from loose entries, and from one direction to the other. */
import type { SparseMatrix } from "./program.ts";

/** The same entries by their other direction (CSR <-> CSC); the minors of every new major ascend. */
export function transpose(matrix: SparseMatrix, numMinor: number): SparseMatrix {
  const { starts, indices, values } = matrix;
  const next = startsOf(indices, indices.length, numMinor);
  const transposed = {
    starts: next.slice(),
    indices: new Int32Array(indices.length),
    values: new Float64Array(indices.length),
  };
  for (let major = 0; major + 1 < starts.length; major++) {
    for (let k = starts[major]!; k < starts[major + 1]!; k++) {
      const at = next[indices[k]!]!++;
      transposed.indices[at] = major;
      transposed.values[at] = values[k]!;
    }
  }
  return transposed;
}

/** Loose entries in any order; only the first `count` of each array belong to them. */
export interface Triplets {
  readonly count: number;
  readonly majors: Int32Array;
  readonly minors: Int32Array;
  readonly values: Float64Array;
}

/** Loose entries as they are collected; there is room for `most` of them. */
export class TripletList implements Triplets {
  count = 0;
  readonly majors: Int32Array;
  readonly minors: Int32Array;
  readonly values: Float64Array;

  constructor(most: number) {
    this.majors = new Int32Array(most);
    this.minors = new Int32Array(most);
    this.values = new Float64Array(most);
  }

  add(major: number, minor: number, value: number): void {
    const at = this.count++;
    this.majors[at] = major;
    this.minors[at] = minor;
    this.values[at] = value;
  }
}

/** Entries as a compressed matrix. What stands at one place is added; what adds to zero is left out. */
export function compress(entries: Triplets, numMajor: number, numMinor: number): SparseMatrix {
  return withoutZeros(mergeDuplicates(sortByMajor(entries, numMajor), numMinor));
}

/** The majors listed, their minors renumbered; a minor whose new number is -1 is left out. */
export function select(matrix: SparseMatrix, majors: Int32Array, newMinor: Int32Array): SparseMatrix {
  const starts = new Int32Array(majors.length + 1);
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float64Array(matrix.indices.length);
  let end = 0;
  for (let k = 0; k < majors.length; k++) {
    for (let at = matrix.starts[majors[k]!]!; at < matrix.starts[majors[k]! + 1]!; at++) {
      const minor = newMinor[matrix.indices[at]!]!;
      if (minor < 0) continue;
      indices[end] = minor;
      values[end++] = matrix.values[at]!;
    }
    starts[k + 1] = end;
  }
  return { starts, indices: indices.slice(0, end), values: values.slice(0, end) };
}

function startsOf(majors: Int32Array, count: number, numMajor: number): Int32Array {
  const starts = new Int32Array(numMajor + 1);
  for (let k = 0; k < count; k++) starts[majors[k]! + 1]!++;
  for (let major = 0; major < numMajor; major++) starts[major + 1]! += starts[major]!;
  return starts;
}

function sortByMajor({ count, majors, minors, values }: Triplets, numMajor: number): SparseMatrix {
  const starts = startsOf(majors, count, numMajor);
  const next = starts.slice();
  const sorted = { starts, indices: new Int32Array(count), values: new Float64Array(count) };
  for (let k = 0; k < count; k++) {
    const at = next[majors[k]!]!++;
    sorted.indices[at] = minors[k]!;
    sorted.values[at] = values[k]!;
  }
  return sorted;
}

/** Compacts in place: `seen[minor]` is one past where the minor stands in the current major. */
function mergeDuplicates({ starts, indices, values }: SparseMatrix, numMinor: number): SparseMatrix {
  const seen = new Int32Array(numMinor);
  let end = 0;
  for (let major = 0, from = 0; major + 1 < starts.length; major++) {
    const first = end;
    const to = starts[major + 1]!;
    for (let k = from; k < to; k++) {
      const minor = indices[k]!;
      const at = seen[minor]! - 1;
      if (at >= first) {
        values[at]! += values[k]!;
      } else {
        indices[end] = minor;
        values[end] = values[k]!;
        seen[minor] = ++end;
      }
    }
    from = to;
    starts[major + 1] = end;
  }
  return { starts, indices: indices.subarray(0, end), values: values.subarray(0, end) };
}

function withoutZeros({ starts, indices, values }: SparseMatrix): SparseMatrix {
  let end = 0;
  for (let major = 0, from = 0; major + 1 < starts.length; major++) {
    const to = starts[major + 1]!;
    for (let k = from; k < to; k++) {
      if (values[k] === 0) continue;
      indices[end] = indices[k]!;
      values[end++] = values[k]!;
    }
    from = to;
    starts[major + 1] = end;
  }
  return { starts, indices: indices.slice(0, end), values: values.slice(0, end) };
}
