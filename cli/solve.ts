/** `clearwatt solve`: anybody's LP or MPS file. */
import { type Command, InvalidArgumentError } from "commander";
import { ClearwattError } from "../src/errors.ts";
import { type Program, readProgram } from "../src/program/index.ts";
import { openProgram, type ProgramOutcome } from "../src/solving/index.ts";
import { readText } from "./files.ts";
import type { Host } from "./host.ts";
import { outcomeJson, outcomeText } from "./solve-output.ts";
import { loadSolver, type SolverName, solverOption } from "./solvers.ts";

interface Options {
  readonly solver: SolverName;
  readonly timeLimit?: number;
  readonly gap?: number;
  readonly json?: boolean;
  readonly all?: boolean;
}

const examples = `
Examples:
  $ clearwatt solve model.lp
  $ clearwatt solve model.mps --solver glpk --time-limit 60
  $ clearwatt solve market.lp --gap 0.01 --time-limit 600
  $ clearwatt solve model.mps --json > answer.json

Exit code 0 for every outcome of a file that could be read (optimal, infeasible, unbounded, time limit, numerical
trouble), 1 for one that could not. Where the time limit ends an integer program that has a feasible point, that point
is printed as the best so far, not proven optimal.`;

export function addSolve(parent: Command, host: Host): void {
  parent
    .command("solve")
    .description("solve an LP or MPS file and print objective, rows, columns and residuals")
    .argument("<file>", "file ending in .lp or .mps")
    .addOption(solverOption())
    .option("-t, --time-limit <seconds>", "seconds after which to stop", readSeconds)
    .option("-g, --gap <share>", "relative gap at which an integer program counts as solved (0.01 is 1 %)", readGap)
    .option("-a, --all", "print every row and column")
    .option("--json", "print one JSON document with every number")
    .addHelpText("after", examples)
    .action((file: string, options: Options) => solve(file, options, host));
}

function readSeconds(text: string): number {
  const seconds = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new InvalidArgumentError("Give seconds as a number above 0.");
  return seconds;
}

function readGap(text: string): number {
  const gap = text.trim() === "" ? Number.NaN : Number(text);
  if (!(gap >= 0 && gap <= 1)) throw new InvalidArgumentError("Give the gap as a number from 0 to 1 (0.01 is 1 %).");
  return gap;
}

async function solve(file: string, options: Options, host: Host): Promise<void> {
  const program = readProgram(await readText(file), file);
  const outcome = await solveProgram(program, options, host);
  const explanation = outcome.status === "infeasible" ? await explain(outcome, options.timeLimit) : [];
  host.progress?.("");
  if (options.json) host.write(`${JSON.stringify(outcomeJson(program, outcome, explanation), null, 2)}\n`);
  else host.write(outcomeText(file, program, outcome, explanation, host, options.all === true));
}

async function solveProgram(
  program: Program,
  { solver: name, timeLimit, gap }: Options,
  host: Host,
): Promise<ProgramOutcome> {
  const solver = await loadSolver(name);
  host.progress?.(`solving with ${solver.name}`);
  await using session = await openProgram(solver, program);
  return await session.solve({
    ...(timeLimit === undefined ? {} : { timeLimitS: timeLimit }),
    ...(gap === undefined ? {} : { gap }),
  });
}

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
