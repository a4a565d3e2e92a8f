import { vi } from "vitest";
import { type HighsOptions, highs } from "../../solvers/highs.ts";
import { outerApproximation } from "../../solvers/outer-approximation.ts";
import { openProgram } from "../../src/solving/index.ts";
import { testMistakes } from "../mistakes.ts";
import { programOf } from "../program-of.ts";

const small = programOf({ costs: [1], lower: [2] });
const opened = (options: HighsOptions) => () => openProgram(highs(options), small);
const semiContinuous = programOf({ costs: [1], lower: [2], upper: [1e6], kinds: [2], colNames: ["unit"] });

/** Opens a program where the package is not installed; the classes of errors stay those of this file. */
async function without(name: "cvxjs" | "glpk.js/node", open: () => Promise<unknown>): Promise<void> {
  vi.doMock(name, () => {
    throw new Error(`Cannot find package '${name}'`);
  });
  try {
    await open();
  } finally {
    vi.doUnmock(name);
  }
}

testMistakes([
  [
    "Clarabel without its package",
    () => without("cvxjs", async () => (await import("../../solvers/clarabel/runtime.ts")).loadClarabel()),
    "missing-package",
    { package: "cvxjs" },
  ],
  [
    "GLPK without its package",
    () => without("glpk.js/node", async () => openProgram((await import("../../solvers/glpk.ts")).glpk(), small)),
    "missing-package",
    { package: "glpk.js" },
  ],
  [
    "an option of HiGHS that has a name of ours",
    opened({ options: { solver: "ipm" } }),
    "misuse",
    { what: "option", found: "solver", instead: "method" },
  ],
  [
    "an option of HiGHS out of its range",
    opened({ options: { mip_abs_gap: -1 } }),
    "out-of-range",
    { what: "mip_abs_gap", found: -1, least: 0, most: "Infinity" },
  ],
  [
    "an option of HiGHS that takes true or false",
    opened({ options: { mip_detect_symmetry: 1 } }),
    "wrong-type",
    { what: "mip_detect_symmetry", found: 1 },
  ],
  [
    "a tolerance looser than that of the check",
    () => outerApproximation(highs(), { tolerance: 1e-3 }),
    "out-of-range",
    { what: "tolerance", found: 1e-3, least: 0, most: 1e-6 },
  ],
  [
    "a method that there is not",
    () => highs({ method: "barrier" } as object),
    "unknown-name",
    { kind: "value of method", found: "barrier", known: ["choose", "simplex", "interior point", "PDLP"] },
  ],
  [
    "WebAssembly that is not there",
    opened({ wasmUrl: "/nowhere/highs.wasm" }),
    "unreadable-file",
    { file: "/nowhere/highs.wasm" },
  ],
  [
    "a semi-continuous column beyond what HiGHS takes",
    () => openProgram(highs(), semiContinuous),
    "unsupported",
    { what: "semi-continuous", column: "unit", lower: 2, upper: 1e6, most: 1e5 },
  ],
]);
