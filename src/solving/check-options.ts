/** What may be asked of a solve, checked before the solver sees it. */
import { ClearwattError } from "../errors.ts";
import { isDiscrete, type Program } from "../program/index.ts";
import { unsupported } from "./capabilities.ts";
import type { SolveOptions, Solver } from "./solver.ts";

const known = ["timeLimitS", "gap", "start", "mipStart", "signal", "onProgress"];

export function checkOptions(solver: Solver, program: Program, options: SolveOptions): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new ClearwattError(`"${unknown}" is no option of a solve. It takes ${known.join(", ")}.`, {
      code: "unknown-name",
      data: { kind: "option", found: unknown, known, owner: "a solve" },
    });
  const { timeLimitS, gap, start, mipStart } = options;
  if (timeLimitS !== undefined && !(timeLimitS > 0)) {
    throw new ClearwattError(`the time limit is ${timeLimitS}: it has to be a number of seconds above 0.`, {
      code: "out-of-range",
      data: { what: "timeLimitS", found: timeLimitS },
    });
  }
  if (gap !== undefined && !(gap >= 0 && gap <= 1)) {
    throw new ClearwattError(
      `the gap is ${gap}: it has to be from 0 to 1, as a share of the objective (0.01 is 1 %).`,
      { code: "out-of-range", data: { what: "gap", found: gap, least: 0, most: 1 } },
    );
  }
  if (start !== undefined && start !== "last basis" && start !== "cold") {
    throw new ClearwattError(`the start is "${start}": it can be "last basis" or "cold".`, {
      code: "unknown-name",
      data: { kind: "start", found: start, known: ["last basis", "cold"] },
    });
  }
  if (mipStart !== undefined) checkMipStart(solver, program, mipStart);
}

function checkMipStart(solver: Solver, program: Program, mipStart: Float64Array): void {
  if (!solver.capabilities.mipStart) throw unsupported(solver, "mipStart", "one was given");
  if (!isDiscrete(program)) {
    throw new ClearwattError(
      "a start solution was given, but no column is integer: a linear program starts from its last basis.",
      { code: "misuse", data: { what: "mipStart" } },
    );
  }
  if (mipStart.length !== program.numCols || !mipStart.every(Number.isFinite)) {
    throw new ClearwattError(
      `the start solution has ${mipStart.length} values: it needs a finite one for each of the ${program.numCols} columns.`,
      { code: "wrong-size", data: { what: "mipStart", found: mipStart.length, expected: program.numCols } },
    );
  }
}
