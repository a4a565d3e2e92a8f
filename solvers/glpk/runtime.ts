/** glpk.js where it is installed: in Node within the same thread, in a browser within a worker of its own. */
import type { LP, Options, Result } from "glpk.js/node";
import { ClearwattError } from "../../src/errors.ts";

type InNode = Awaited<ReturnType<typeof import("glpk.js/node").default>>;

/** Constants, and a `solve` that may be synchronous (Node) or not (a browser's worker). */
export interface Glpk extends Omit<InNode, "solve" | "write"> {
  solve(lp: LP, options: Options): Result | Promise<Result>;
}

let loading: Promise<Glpk> | null = null;

export function loadGlpk(): Promise<Glpk> {
  if (loading === null) {
    loading = importGlpk();
    // What failed may succeed the next time, after an installation say.
    loading.catch(forgetGlpk);
  }
  return loading;
}

/** After a crash inside GLPK the next model gets a fresh one. */
export function forgetGlpk(): void {
  loading = null;
}

/** An abort inside GLPK; from a browser's worker only its name comes through. */
export function isCrash(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError || (error instanceof Error && error.name === "RuntimeError");
}

async function importGlpk(): Promise<Glpk> {
  const inNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  try {
    return inNode ? await (await import("glpk.js/node")).default() : await (await import("glpk.js")).default();
  } catch (error) {
    throw new ClearwattError(
      "GLPK is an optional companion (its licence is the GPL) and could not be loaded. Install it with " +
        `\`npm install glpk.js\`, or use another solver. (${error instanceof Error ? error.message : String(error)})`,
      { code: "missing-package", data: { package: "glpk.js" } },
    );
  }
}
