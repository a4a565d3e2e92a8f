/** `clearwatt solve`: anybody's LP or MPS file. */
import { z } from "zod";
import { programAnswerDocument } from "../../src/documents/index.ts";
import { ClearwattError } from "../../src/errors.ts";
import { readProgram } from "../../src/program/index.ts";
import { openProgram, type ProgramOutcome } from "../../src/solving/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";
import { readText } from "../files.ts";
import { loadSolver, solverOption } from "../solvers.ts";

export const solve = ({ solvers }: Catalogues): Command =>
  command({
    name: "solve",
    about: "solve an LP or MPS file and print objective, rows, columns and residuals",
    examples: [
      "clearwatt solve model.lp",
      "clearwatt solve model.mps --solver glpk --time-limit 60",
      "clearwatt solve market.lp --gap 0.01 --time-limit 600",
      "clearwatt solve model.mps --json > answer.json",
    ],
    details: `Infeasible and unbounded programs end with exit code 3; a time limit, and numerical trouble, with 4. Where the time
limit ends an integer program that has a feasible point, that point is printed as the best so far, not proven optimal.`,
    arguments: z.object({ file: z.string().describe("file ending in .lp or .mps") }),
    options: z.object({
      solver: solverOption(solvers),
      timeLimit: z
        .number()
        .positive()
        .optional()
        .meta({ description: "seconds after which to stop", short: "t", value: "seconds" }),
      gap: z.number().min(0).max(1).optional().meta({
        description: "relative gap at which an integer program counts as solved (0.01 is 1 %)",
        short: "g",
        value: "share",
      }),
      all: z.boolean().default(false).meta({ description: "print every row and column", short: "a" }),
    }),
    async run({ file, solver: name, timeLimit, gap, all }, { signal, show }) {
      const program = readProgram(await readText(file), file);
      const solver = await loadSolver(name, solvers);
      show(`solving with ${solver.name}`);
      await using session = await openProgram(solver, program);
      const limits = {
        ...(timeLimit === undefined ? {} : { timeLimitS: timeLimit }),
        ...(gap === undefined ? {} : { gap }),
      };
      const outcome = await session.solve({ ...limits, signal });
      const explanation = outcome.status === "infeasible" ? await explain(outcome, timeLimit) : [];
      return programAnswerDocument(program, outcome, { title: file, explanation, all });
    },
  });

/** The conflict in words, or why none can be shown. What is left of the time limit, and a second at least, is for it. */
async function explain(
  outcome: Extract<ProgramOutcome, { status: "infeasible" }>,
  timeLimit: number | undefined,
): Promise<string[]> {
  const timeLimitS = timeLimit === undefined ? undefined : Math.max(1, timeLimit - outcome.seconds);
  try {
    const conflicts = await outcome.explain(timeLimitS === undefined ? {} : { timeLimitS });
    return conflicts.map((conflict) => conflict.text);
  } catch (error) {
    if (error instanceof ClearwattError) return [error.message];
    throw error;
  }
}
