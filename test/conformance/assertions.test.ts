import { describe, expect, test } from "vitest";
import {
  CheckFailed,
  expectAbove,
  expectAtLeast,
  expectAtMost,
  expectBelow,
  expectClose,
  expectContains,
  expectEqual,
  expectFields,
  expectLacks,
  expectRejection,
  expectThrow,
} from "../../conformance/assertions.ts";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const fail = (message: string) => () => {
  throw new Error(message);
};

describe("an assertion that holds is silent, at its very edge, too", () => {
  test.each<[string, () => void]>([
    ["the same number", () => expectEqual("x", 0, 0)],
    ["NaN and NaN", () => expectEqual("x", nan, nan)],
    ["nothing and nothing", () => expectEqual("x", null, null)],
    ["lists in lists", () => expectEqual("x", [[1, "a"], []], [[1, "a"], []])],
    ["floats and a list", () => expectEqual("x", Float64Array.of(1, 2), [1, 2])],
    ["fields beside others", () => expectFields("it", { a: 1, b: ["c"], d: 2 }, { a: 1, b: ["c"] })],
    ["less than half of the last digit", () => expectClose("x", 1.0004, 1, 3)],
    ["infinity", () => expectClose("x", infinity, infinity)],
    ["at most", () => expectAtMost("x", 1, 1)],
    ["at least", () => expectAtLeast("x", 1, 1)],
    ["below", () => expectBelow("x", 0.999, 1)],
    ["above", () => expectAbove("x", 1.001, 1)],
    ["a text in a text", () => expectContains("x", "a text", "tex")],
    ["a pattern in a text", () => expectContains("x", "a text", /^a/)],
    ["a member", () => expectContains("x", ["a", "b"], "b")],
    ["no member", () => expectLacks("x", ["ab"], "b")],
    ["an error's message", () => expectThrow(fail("no power"), "power")],
  ])("%s", (_, holds) => {
    holds();
  });

  test("a rejection", () => expectRejection(Promise.reject(new Error("no power")), /^no/));
});

describe("an assertion that fails says what was expected and what was found", () => {
  test.each<[string, () => void]>([
    ["x: expected 1, found 2", () => expectEqual("x", 2, 1)],
    ["x: expected 0, found -0", () => expectEqual("x", -0, 0)],
    ['x: expected "1", found 1', () => expectEqual("x", 1, "1")],
    ["x: expected null, found undefined", () => expectEqual("x", undefined, null)],
    ["x: expected [1, 2], found [1, 3]", () => expectEqual("x", Float64Array.of(1, 3), [1, 2])],
    ["x: expected [1, 2], found [1]", () => expectEqual("x", [1], [1, 2])],
    ["x: expected [1], found [1, 2]", () => expectEqual("x", [1, 2], [1])],
    ["x: expected null, found [0]", () => expectEqual("x", Float64Array.of(0), null)],
    ["b of it: expected [], found undefined", () => expectFields("it", { a: 1 }, { a: 1, b: [] })],
    ["x: expected 1 to within 0.0005, found 1.0006", () => expectClose("x", 1.0006, 1, 3)],
    ["x: expected 1 to within 5e-7, found NaN", () => expectClose("x", nan, 1)],
    ["x: expected 1 to within 5e-7, found undefined", () => expectClose("x", undefined, 1)],
    ["x: expected Infinity to within 5e-7, found 1", () => expectClose("x", 1, infinity)],
    ["x: expected at most 1, found 1.1", () => expectAtMost("x", 1.1, 1)],
    ["x: expected at most 1, found null", () => expectAtMost("x", null, 1)],
    ["x: expected at most 1, found NaN", () => expectAtMost("x", nan, 1)],
    ["x: expected at least -1, found null", () => expectAtLeast("x", null, -1)],
    ["x: expected less than 1, found 1", () => expectBelow("x", 1, 1)],
    ["x: expected more than 1, found 1", () => expectAbove("x", 1, 1)],
    ['x: expected a text with "b", found "a"', () => expectContains("x", "a", "b")],
    ['x: expected a text that matches /b/, found "a"', () => expectContains("x", "a", /b/)],
    ['x: expected a list with "b", found ["ab"]', () => expectContains("x", ["ab"], "b")],
    ['x: expected not a list with "b", found ["b"]', () => expectLacks("x", ["b"], "b")],
    ['x: expected not a text with "b", found "abc"', () => expectLacks("x", "abc", "b")],
    ['an error: expected a text with "b", found none; what was called returned 3', () => expectThrow(() => 3, "b")],
    ['the error\'s message: expected a text with "b", found "a"', () => expectThrow(fail("a"), "b")],
  ])("%s", (message, fails) => {
    expect(fails).toThrow(CheckFailed);
    expect(fails).toThrow(expect.objectContaining({ message }));
  });

  test("a promise that keeps what it should not", async () => {
    await expect(expectRejection(Promise.resolve({ status: "optimal" }), "integer")).rejects.toThrow(
      'a rejection: expected a text with "integer", found none; the promise resolved to an outcome "optimal"',
    );
    await expect(expectRejection(Promise.reject(new Error("a")), "b")).rejects.toThrow("the error's message: expected");
  });

  test("runners find both sides in the fields that they look for", () => {
    const failed = (() => {
      try {
        expectEqual("x", [2], [1]);
      } catch (error) {
        return error;
      }
    })();
    expect(failed).toMatchObject({ name: "CheckFailed", expected: [1], actual: [2] });
  });
});
