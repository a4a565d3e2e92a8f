import { expect, test } from "vitest";
import { ClearwattError } from "../../src/errors.ts";
import { type Program, packProgram, plainNames, readLp, unpackProgram } from "../../src/program/index.ts";
import { nameOf } from "../../src/program/names.ts";

const small = readLp(
  "\\ Problem name: größe\nmax obj: x - 2 y + [ x^2 ] / 2 + 3 st R: -1 <= x + y <= 8 bounds x free general y end",
);
const program: Program = {
  ...small,
  colLower: Float64Array.of(-Infinity, -0),
  cones: {
    rotated: Uint8Array.of(1),
    starts: Int32Array.of(0, 3),
    rows: { starts: Int32Array.of(0, 1, 2, 2), indices: Int32Array.of(0, 1), values: Float64Array.of(1, 2) },
    constants: Float64Array.of(0, 0, 0.5),
    names: plainNames(["flow"]),
  },
  colNames: [
    {
      name: "sold",
      first: 0,
      count: 2,
      axes: [
        { set: "user", size: 2, labels: ["bus 2", "bus 3"] },
        { set: "hour", size: 3, labels: null },
      ],
      positions: Int32Array.of(1, 5),
    },
  ],
};

test("a packed program comes back with infinities, negative zero, cones and sparse names", () => {
  const back = unpackProgram(packProgram(program));
  expect(back).toStrictEqual(program);
  expect(nameOf(back.colNames, 1)).toBe("sold[bus 3, 3]");
});

test("it can be read from the middle of other bytes", () => {
  const bytes = packProgram(program);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(unpackProgram(shifted.subarray(3))).toStrictEqual(program);
});

test("a program survives being posted to a worker", () => {
  expect(structuredClone(program)).toStrictEqual(program);
});

test("foreign, truncated, later and damaged bytes are refused", () => {
  const bytes = packProgram(program);
  const changed = (at: number, value: number) => {
    const copy = bytes.slice();
    copy[at] = value;
    return copy;
  };
  const refused = (input: Uint8Array, message: string) => {
    expect(() => unpackProgram(input)).toThrow(ClearwattError);
    expect(() => unpackProgram(input)).toThrow(message);
  };
  refused(new Uint8Array(0), "no packed program");
  refused(new TextEncoder().encode("NAME          TESTPROB\nROWS\n N  COST"), "no packed program");
  refused(bytes.subarray(0, 20), "no packed program");
  refused(bytes.subarray(0, bytes.length - 8), "cut short");
  refused(changed(8, 9), "version 9");
  refused(changed(24, 0), "damaged");
  refused(changed(bytes.indexOf("2".charCodeAt(0), 24), "3".charCodeAt(0)), "damaged");
});
