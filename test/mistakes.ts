/** Mistakes with the code and the data of the error that each ends in. */
import { expect, test } from "vitest";
import { ClearwattError, type ErrorCode } from "../src/errors.ts";

export type Mistake = readonly [what: string, make: () => unknown, code: ErrorCode, data: object];

/** A test for each mistake: its code, its data, and that JSON gives both back. */
export function testMistakes(mistakes: readonly Mistake[]): void {
  for (const [what, make, code, data] of mistakes) {
    test(`${code}: ${what}`, async () => {
      const error = await thrownBy(make);
      expect({ code: error.code, data: error.data }).toEqual({ code, data });
      expect(JSON.parse(JSON.stringify(error))).toEqual({ message: error.message, code, data });
    });
  }
}

async function thrownBy(make: () => unknown): Promise<ClearwattError> {
  try {
    await make();
  } catch (error) {
    if (error instanceof ClearwattError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
