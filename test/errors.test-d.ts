import { expectTypeOf, test } from "vitest";
import { ClearwattError, type PlainData } from "../src/errors.ts";

test("an error has a code, one of those that docs/errors.md lists", () => {
  // @ts-expect-error: no code
  new ClearwattError("No.");
  // @ts-expect-error: no such code
  new ClearwattError("No.", { code: "wrong" });
  expectTypeOf(new ClearwattError("No.", { code: "misuse" }).data).toEqualTypeOf<{
    readonly [field: string]: PlainData;
  }>();
});
