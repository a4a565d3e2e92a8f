/**
 * A program as one binary file:
 *
 *   0   8 bytes   magic
 *   8   uint32    version of the format
 *   12  uint32    bytes of the header
 *   16  float64   bytes of the whole file
 *   24            header: JSON in UTF-8 with the scalars, the name tables and where each array lies, padded to 8
 *   ...           the typed arrays, each padded to 8, little-endian
 *
 * Every number but counts lies in the arrays, where infinity and -0 survive.
 */
import { z } from "zod";
import { ClearwattError } from "../errors.ts";
import type { NameTable } from "./names.ts";
import type { Cones, Program, SparseMatrix } from "./program.ts";

const MAGIC = "clearwtt";
const VERSION = 1;
const PREAMBLE = 24;

type TypedArray = Float64Array | Int32Array | Uint8Array;
const ARRAY_TYPES = { Float64Array, Int32Array, Uint8Array } as const;

/** An array in the file: its type, first byte behind the header, and number of elements. */
const arrayShape = z.object({
  type: z.enum(["Float64Array", "Int32Array", "Uint8Array"]),
  at: z.int().min(0),
  length: z.int().min(0),
});
const matrixShape = z.object({ starts: arrayShape, indices: arrayShape, values: arrayShape });
const namesShape = z.array(
  z.object({
    name: z.string(),
    first: z.int().min(0),
    count: z.int().min(0),
    axes: z.array(z.object({ set: z.string(), size: z.int().min(0), labels: z.array(z.string()).nullable() })),
    positions: arrayShape.nullable(),
  }),
);
const headerShape = z.object({
  name: z.string(),
  sense: z.enum(["minimize", "maximize"]),
  numCols: z.int().min(0),
  numRows: z.int().min(0),
  offset: arrayShape,
  colCost: arrayShape,
  colLower: arrayShape,
  colUpper: arrayShape,
  colKind: arrayShape,
  rowLower: arrayShape,
  rowUpper: arrayShape,
  matrix: matrixShape,
  hessian: matrixShape.nullable(),
  cones: z
    .object({ rotated: arrayShape, starts: arrayShape, rows: matrixShape, constants: arrayShape, names: namesShape })
    .nullable(),
  colNames: namesShape,
  rowNames: namesShape,
});
type Header = z.infer<typeof headerShape>;
type ArrayEntry = z.infer<typeof arrayShape>;

/** The program as bytes that `unpackProgram` reads back, on another machine or years later. */
export function packProgram(program: Program): Uint8Array {
  const arrays = new ArrayWriter();
  const header = new TextEncoder().encode(JSON.stringify(headerOf(program, arrays)));
  const dataAt = padded(PREAMBLE + header.length);
  const bytes = new Uint8Array(dataAt + arrays.size);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes.set(header, PREAMBLE);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, header.length, true);
  view.setFloat64(16, bytes.length, true);
  arrays.writeTo(bytes.subarray(dataAt));
  return bytes;
}

/** Throws a ClearwattError where the bytes are no packed program, cut short, or of a later version. */
export function unpackProgram(bytes: Uint8Array): Program {
  const { header, data } = readHeader(bytes);
  const arrays = new ArrayReader(data);
  return {
    name: header.name,
    sense: header.sense,
    numCols: header.numCols,
    numRows: header.numRows,
    offset: arrays.floats(header.offset, 1)[0]!,
    colCost: arrays.floats(header.colCost, header.numCols),
    colLower: arrays.floats(header.colLower, header.numCols),
    colUpper: arrays.floats(header.colUpper, header.numCols),
    colKind: arrays.bytes(header.colKind, header.numCols),
    rowLower: arrays.floats(header.rowLower, header.numRows),
    rowUpper: arrays.floats(header.rowUpper, header.numRows),
    ...arrays.matrix(header.matrix, header.numRows),
    hessian: header.hessian === null ? null : arrays.matrix(header.hessian, header.numCols),
    cones: header.cones === null ? null : conesOf(header.cones, arrays),
    colNames: arrays.names(header.colNames),
    rowNames: arrays.names(header.rowNames),
  };
}

function headerOf(program: Program, arrays: ArrayWriter): Header {
  const { name, sense, numCols, numRows, hessian, cones } = program;
  return {
    ...{ name, sense, numCols, numRows },
    offset: arrays.add(Float64Array.of(program.offset)),
    colCost: arrays.add(program.colCost),
    colLower: arrays.add(program.colLower),
    colUpper: arrays.add(program.colUpper),
    colKind: arrays.add(program.colKind),
    rowLower: arrays.add(program.rowLower),
    rowUpper: arrays.add(program.rowUpper),
    matrix: arrays.addMatrix(program),
    hessian: hessian === null ? null : arrays.addMatrix(hessian),
    cones: cones === null ? null : coneHeaderOf(cones, arrays),
    colNames: arrays.addNames(program.colNames),
    rowNames: arrays.addNames(program.rowNames),
  };
}

function coneHeaderOf(cones: Cones, arrays: ArrayWriter): NonNullable<Header["cones"]> {
  return {
    rotated: arrays.add(cones.rotated),
    starts: arrays.add(cones.starts),
    rows: arrays.addMatrix(cones.rows),
    constants: arrays.add(cones.constants),
    names: arrays.addNames(cones.names),
  };
}

function conesOf(header: NonNullable<Header["cones"]>, arrays: ArrayReader): Cones {
  return {
    rotated: arrays.bytes(header.rotated, header.rotated.length),
    starts: arrays.integers(header.starts, header.rotated.length + 1),
    rows: arrays.matrix(header.rows, header.constants.length),
    constants: arrays.floats(header.constants, header.constants.length),
    names: arrays.names(header.names),
  };
}

class ArrayWriter {
  size = 0;
  readonly #arrays: { readonly array: TypedArray; readonly at: number }[] = [];

  add(array: TypedArray): ArrayEntry {
    const at = this.size;
    this.#arrays.push({ array, at });
    this.size += padded(array.byteLength);
    const type =
      array instanceof Float64Array ? "Float64Array" : array instanceof Int32Array ? "Int32Array" : "Uint8Array";
    return { type, at, length: array.length };
  }

  addMatrix({ starts, indices, values }: SparseMatrix): Header["matrix"] {
    return { starts: this.add(starts), indices: this.add(indices), values: this.add(values) };
  }

  addNames(table: NameTable): Header["colNames"] {
    return table.map(({ name, first, count, axes, positions }) => ({
      ...{ name, first, count },
      axes: axes.map(({ set, size, labels }) => ({ set, size, labels: labels === null ? null : [...labels] })),
      positions: positions === null ? null : this.add(positions),
    }));
  }

  writeTo(bytes: Uint8Array): void {
    for (const { array, at } of this.#arrays)
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
  }
}

class ArrayReader {
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  floats(entry: ArrayEntry, length: number): Float64Array {
    return new Float64Array(this.#buffer(entry, "Float64Array", length));
  }

  integers(entry: ArrayEntry, length: number): Int32Array {
    return new Int32Array(this.#buffer(entry, "Int32Array", length));
  }

  bytes(entry: ArrayEntry, length: number): Uint8Array {
    return new Uint8Array(this.#buffer(entry, "Uint8Array", length));
  }

  matrix({ starts, indices, values }: Header["matrix"], numMajor: number): SparseMatrix {
    return {
      starts: this.integers(starts, numMajor + 1),
      indices: this.integers(indices, indices.length),
      values: this.floats(values, indices.length),
    };
  }

  names(blocks: Header["colNames"]): NameTable {
    return blocks.map(({ positions, ...block }) => ({
      ...block,
      positions: positions === null ? null : this.integers(positions, block.count),
    }));
  }

  /** A copy, so that it is aligned whatever the bytes were cut from. */
  #buffer({ type, at, length }: ArrayEntry, expectedType: ArrayEntry["type"], expectedLength: number): ArrayBuffer {
    const end = at + length * ARRAY_TYPES[expectedType].BYTES_PER_ELEMENT;
    if (type !== expectedType || length !== expectedLength || end > this.#data.length) {
      throw new ClearwattError(
        "the packed program is damaged: its header and its arrays do not fit together. Pack it again.",
        { code: "syntax", data: { format: "packed program" } },
      );
    }
    const buffer = new ArrayBuffer(end - at);
    new Uint8Array(buffer).set(this.#data.subarray(at, end));
    return buffer;
  }
}

function readHeader(bytes: Uint8Array): { header: Header; data: Uint8Array } {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (bytes.length < PREAMBLE || magic !== MAGIC) {
    throw new ClearwattError("these bytes are no packed program: packProgram() begins its files otherwise.", {
      code: "syntax",
      data: { format: "packed program" },
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION) {
    throw new ClearwattError(
      `the packed program is of version ${version}, but this clearwatt reads version ${VERSION}: use the release that packed it.`,
      { code: "unsupported", data: { what: "version", found: version, expected: VERSION } },
    );
  }
  const size = view.getFloat64(16, true);
  if (size !== bytes.length)
    throw new ClearwattError(
      `the packed program should have ${size} bytes but has ${bytes.length}: it was cut short or mixed up.`,
      { code: "wrong-size", data: { what: "bytes", found: bytes.length, expected: size } },
    );
  const headerEnd = PREAMBLE + view.getUint32(12, true);
  return { header: parseHeader(bytes.subarray(PREAMBLE, headerEnd)), data: bytes.subarray(padded(headerEnd)) };
}

function parseHeader(bytes: Uint8Array): Header {
  try {
    return headerShape.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new ClearwattError("the packed program is damaged: its header cannot be read. Pack it again.", {
      code: "syntax",
      data: { format: "packed program" },
      cause,
    });
  }
}

function padded(size: number): number {
  return Math.ceil(size / 8) * 8;
}
