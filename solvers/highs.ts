/// <reference lib="esnext.disposable" preserve="true" />
/** HiGHS in WebAssembly: linear, mixed-integer and convex quadratic programs. https://highs.dev, npm `highs`, MIT. */
import type { Program } from "../src/program/index.ts";
import type { Solver, SolverModel } from "../src/solving/index.ts";
import { everything, linearOnly } from "./highs/capabilities.ts";
import { HighsModel } from "./highs/model.ts";
import { checkHighsOptions, type HighsOptions } from "./highs/options.ts";
import { checkSemiContinuous } from "./highs/semi-continuous.ts";

export type { HighsMethod, HighsOptions } from "./highs/options.ts";

/**
 * HiGHS as a solver. With a method chosen it takes linear programs only: HiGHS itself would leave integrality or the
 * quadratic objective aside. Throws a ClearwattError for options that are misspelt or out of range, at the latest when
 * a program is opened.
 *
 * Known of HiGHS 1.15.1: in about one of 10,000 small random integer programs with ranged rows, presolve lets it call a
 * point optimal that is not; no check of ours can see that. `presolve: "off"`, or GLPK, is a second opinion.
 *
 * In a browser whose bundler does not find the `.wasm` by itself: `highs({ wasmUrl })` with
 * `import wasmUrl from "highs/runtime?url"`.
 */
export function highs(options: HighsOptions = {}): Solver {
  checkHighsOptions(options);
  const method = options.method ?? "choose";
  return {
    name: method === "choose" ? "HiGHS" : `HiGHS with the method "${method}"`,
    capabilities: method === "choose" ? everything : { ...linearOnly, warmStart: method === "simplex" },
    ...(options.presolve === "off" ? {} : { otherWay: () => highs({ ...options, presolve: "off" }) }),
    async open(program: Program): Promise<SolverModel> {
      checkSemiContinuous(program);
      return HighsModel.open(program, options);
    },
  };
}
