import { fromCSV, table } from "arquero";
import { expect, test } from "vitest";
import { model, type ParameterData, set, type TableColumns } from "../../src/language/index.ts";
import { complaint } from "./written.ts";

const user = set("user", ["a", "b"]);
const hour = set("hour", 3);
const late = hour.subset("late", [2, 3]);

function read(
  over: Parameters<ReturnType<typeof model>["parameter"]>[1],
  data: ParameterData,
  columns?: TableColumns,
): number[] {
  const m = model("m");
  m.parameter("load", over, data, undefined, columns);
  return [...m.declarations().parameters[0]!.data];
}

/** The message of an error in the data of the parameter "load". */
function refused(over: readonly (typeof user | typeof hour)[], data: unknown, columns?: TableColumns): string {
  const message = complaint(() => read(over, data as ParameterData, columns));
  expect(message.startsWith('In the parameter "load": ')).toBe(true);
  return message.slice('In the parameter "load": '.length);
}

const both = [user, hour] as const;
const csv = "user,hour,load\nb,3,6\nb,2,5\nb,1,4\na,1,1\na,2,2\na,3,3\n";

test("the same data in every form", () => {
  const wanted = [1, 2, 3, 4, 5, 6];
  expect(read(both, [1, 2, 3, 4, 5, 6])).toEqual(wanted);
  expect(read(both, Float64Array.of(1, 2, 3, 4, 5, 6))).toEqual(wanted);
  expect(read(both, Int16Array.of(1, 2, 3, 4, 5, 6))).toEqual(wanted);
  expect(read(both, { a: { 1: 1, 2: 2, 3: 3 }, b: { 3: 6, 1: 4, 2: 5 } })).toEqual(wanted);
  expect(read(both, { a: [1, 2, 3], b: Float32Array.of(4, 5, 6) })).toEqual(wanted);
  expect(read(both, (j, t) => (j === "a" ? 0 : 3) + Number(t))).toEqual(wanted);
  expect(read(both, fromCSV(csv))).toEqual(wanted);
  expect(read(both, table({ user: ["a", "a", "a", "b", "b", "b"], hour: [1, 2, 3, 1, 2, 3], kW: wanted }))).toEqual(
    wanted,
  );
  expect(read(both, 7)).toEqual([7, 7, 7, 7, 7, 7]);
  expect(read([], 7)).toEqual([7]);
  expect(read([hour], { 1: 1, 2: 2, 3: Infinity })).toEqual([1, 2, Infinity]);
});

test("the array that was handed in may change later", () => {
  const data = Float64Array.of(1, 2, 3);
  const m = model("m");
  m.parameter("load", [hour], data);
  data[0] = 99;
  expect(m.declarations().parameters[0]!.data[0]).toBe(1);
});

test("a subset takes its own members from a record or a table of the whole set", () => {
  expect(read([late], { 1: 1, 2: 2, 3: 3 })).toEqual([2, 3]);
  expect(read([late], fromCSV("hour,load\n1,1\n2,2\n3,3\n"))).toEqual([2, 3]);
  expect(read([late], [2, 3])).toEqual([2, 3]);
});

test("columns of a table are found by name, or named", () => {
  const wide = table({ from: ["a", "b"], load: [1, 2], cost: [8, 9] });
  expect(read([user], wide, { keys: ["from"] })).toEqual([1, 2]);
  expect(read([user], wide, { keys: ["from"], value: "cost" })).toEqual([8, 9]);
  expect(refused([user], wide)).toBe(
    'The table for "load" has no column "user"; it has "from", "load", "cost". Name the columns with { keys, value }.',
  );
  expect(refused([user], table({ user: ["a", "b"], x: [1, 2], y: [1, 2] }))).toBe(
    'Which column of the table holds the value of "load"? It has "user", "x", "y". Name it with { value: ... }.',
  );
  expect(refused([user, user], table({ user: ["a"], x: [1] }))).toBe(
    'The table for "load" needs a column of its own for each of user x user. Name them: { keys: ["from", "to"], value: "x" }.',
  );
});

test("tables with missing, doubled, foreign or wrong rows are refused by row and label", () => {
  expect(refused(both, fromCSV("user,hour,load\na,1,1\na,2,2\na,3,3\nb,1,4\nb,3,6\n"))).toBe(
    '"load"["b", "2"] is missing: the table has 5 of 6 rows for user x hour. Add the row.',
  );
  expect(refused([hour], fromCSV("hour,load\n1,1\n2,2\n1,3\n"))).toBe(
    '"load"["1"] stands twice in the table, in rows 1 and 3. Keep one.',
  );
  expect(refused([user], fromCSV("user,load\na,1\nz,2\n"))).toBe(
    'Row 2 of the table for "load" is for "z" in column "user", and "user" has 2 members: "a", "b".',
  );
  expect(refused([user], table({ user: ["a", "b"], load: [1, "two"] }))).toBe(
    '"load"["b"] is the text "two" in row 2 of the table, column "load". Give a number.',
  );
  expect(refused([user], fromCSV("user,load\na,1\nb,\n"))).toBe(
    '"load"["b"] is missing in row 2 of the table, column "load". Give a number.',
  );
  expect(refused([user], table({ user: ["a", "b"], load: [1, Number.NaN] }))).toContain(
    '"load"["b"] is the number NaN',
  );
});

test("lists of the wrong length or with what is not a number are refused", () => {
  expect(refused(both, [1, 2, 3])).toBe(
    '"load" has 3 values for the 6 members of user x hour. Give one for each, the last set running fastest.',
  );
  expect(refused([], [1, 2])).toBe('"load" has no sets, so it takes one number, and it was handed 2 values.');
  expect(refused([hour], [1, Number.NaN, 3])).toBe('"load"["2"] is not a number. Every member needs one.');
  expect(refused([hour], [1, "2", 3])).toBe('"load"["2"] is the text "2", which is not a number.');
  expect(refused([user], BigInt64Array.of(1n, 2n))).toBe('"load"["a"] is the bigint 1, which is not a number.');
  expect(refused([user], [[1], [2]])).toBe(
    '"load"["a"] is an array, which is not a number. Nested lists are not read: flatten them, the last set running fastest.',
  );
  expect(refused([], Number.NaN)).toBe('"load" is not a number. Every member needs one.');
});

test("records with missing or foreign labels are refused", () => {
  expect(refused([user], { a: 1 })).toBe(
    '"load"["b"] is missing: the record has 1 of the 2 members of "user". Add it.',
  );
  expect(refused(both, { a: { 1: 1, 2: 2, 3: 3 }, b: { 1: 4, 3: 6 } })).toBe(
    '"load"["b", "2"] is missing: the record has 2 of the 3 members of "hour". Add it.',
  );
  expect(refused([user], { a: 1, b: 2, z: 3 })).toBe('"load"["z"] is for no member: "user" has 2 members: "a", "b".');
  expect(refused(both, { a: 1, b: 2 })).toBe('"load"["a"] is the number 1, and a level for hour is expected.');
  expect(refused([user], { a: { 1: 1 }, b: 2 })).toBe('"load"["a"] is an object, and a number is expected.');
  expect(refused(both, { a: [1, 2], b: [1, 2, 3] })).toContain("has 2 values for the 3 members of hour");
  expect(refused([], { a: 1 })).toBe('"load" has no sets, so it takes one number and not a record.');
});

test("functions must give a number for every member, and other data are refused", () => {
  expect(refused(both, (j: string) => (j === "a" ? 1 : undefined))).toBe(
    '"load"["b", "1"]: the function gives nothing and not a number.',
  );
  expect(refused([user], () => Number.NaN)).toBe('"load"["a"] is not a number. Every member needs one.');
  expect(refused([], "0.1")).toBe(
    '"load" was handed the text "0.1". Give a number, an array, a record by label, a table or a function of the labels.',
  );
  expect(refused([], undefined)).toContain('"load" was handed nothing.');
  expect(refused([], null)).toContain('"load" was handed null.');
});

test("a parameter is used at as many indices as it has sets", () => {
  const m = model("m");
  const load = m.parameter("load", both, 1);
  const x = m.variable("x", [user]);
  const bare = load as unknown;
  expect(complaint(() => m.constraint("c", [user], (j) => x(j).le((load as never as (j: unknown) => never)(j))))).toBe(
    'In the constraint "c": "load" ranges over user x hour and was called with 1 indices.',
  );
  expect(complaint(() => m.constraint("c", [user], (j) => x(j).le(bare as never)))).toBe(
    'In the constraint "c": le needs a number or an expression and got the function "load". Call it at its indices, as in load(j, t).',
  );
  expect(complaint(() => m.constraint("c", [user], () => x("a" as never).le(1)))).toBe(
    'In the constraint "c": "x" needs an index of "user" and got the text "a". Fixed members are user.at(label), .first and .last.',
  );
});
