/**
 * Optimal power flow on 33 buses for 1, 24 and 96 hours (32 cones an hour, a battery that links them): outer approximation with
 * HiGHS beside Clarabel's interior point method, both cold. `npm run bench -- conic [--hours 24]`
 */
import { parseArgs } from "node:util";
import { clarabel } from "../solvers/clarabel.ts";
import { highs } from "../solvers/highs.ts";
import { outerApproximation } from "../solvers/outer-approximation.ts";
import type { Program } from "../src/program/index.ts";
import { textTable } from "../src/report/index.ts";
import { type Answer, checkSolution, type Solver } from "../src/solving/index.ts";
import { branchFlow, day, published } from "../test/solvers/branch-flow.ts";
import { machine } from "./harness/machine.ts";
import { ratios, timeByTurns } from "./harness/rounds.ts";
import { median, quartiles } from "./harness/statistics.ts";

type Optimal = Extract<Answer, { readonly status: "optimal" }>;

const buses = 33;

function programOf(hours: number, costs: "B" | "D"): Program {
  const profile = hours === 1 ? [1] : Array.from({ length: hours }, (_, hour) => day[hour % day.length]!);
  const battery = hours === 1 ? {} : { battery: { power: 300, energy: 800 } };
  return branchFlow({ ...published[costs], profile, ...battery }).model.compile();
}

async function solved(solver: Solver, program: Program, onProgress?: () => void): Promise<Optimal> {
  await using model = await solver.open(program);
  const answer = await model.run(program, onProgress === undefined ? {} : { onProgress });
  if (answer.status === "optimal") return answer;
  throw new Error(`${solver.name}: ${answer.reason}`);
}

/** HiGHS, and how many cuts it was given. */
function counted(): { readonly solver: Solver; cuts: number } {
  const inner = highs();
  const count = { cuts: 0, solver: inner };
  count.solver = {
    ...inner,
    async open(program) {
      const model = await inner.open(program);
      const addRows = model.addRows.bind(model);
      model.addRows = (rows) => {
        count.cuts += rows.lower.length;
        addRows(rows);
      };
      return model;
    },
  };
  return count;
}

/** Largest difference of active and reactive prices, relative to the largest of them. */
function priceError(ours: Optimal, theirs: Optimal, hours: number): number {
  const size = 2 * buses * hours;
  const dearest = theirs.rowDuals!.subarray(0, size).reduce((most, dual) => Math.max(most, Math.abs(dual)), 0);
  let most = 0;
  for (let row = 0; row < size; row++) {
    most = Math.max(most, Math.abs(ours.rowDuals![row]! - theirs.rowDuals![row]!));
  }
  return most / dearest;
}

async function rowsOf(hours: number, costs: "B" | "D"): Promise<string[][]> {
  const program = programOf(hours, costs);
  const count = counted();
  let rounds = 0;
  const ours = await solved(outerApproximation(count.solver), program, () => rounds++);
  const theirs = await solved(clarabel(), program);
  const cutting = outerApproximation(highs());
  const interior = clarabel();
  const rivals = [
    { name: "outer approximation", async: true, run: () => solved(cutting, program) },
    { name: "Clarabel", async: true, run: () => solved(interior, program) },
  ];
  const times = await timeByTurns(rivals, { rounds: hours > 24 ? 3 : 7, calls: 1, warmUp: 0 });
  return [ours, theirs].map((answer, k) => {
    const { objective, residuals } = checkSolution(program, answer);
    const own = times.get(rivals[k]!.name)!;
    const { low, median: middle, high } = quartiles(ratios(own, times.get("Clarabel")!));
    return [
      `${hours} h, ${costs === "B" ? "linear" : "quadratic"}`,
      rivals[k]!.name,
      median(own).toPrecision(3),
      k === 1 ? "1" : middle.toFixed(2),
      k === 1 ? "" : `${low.toFixed(2)} - ${high.toFixed(2)}`,
      k === 0 ? String(rounds) : "",
      k === 0 ? count.cuts.toLocaleString("en") : "",
      objective.toPrecision(10),
      residuals.cone.toExponential(1),
      k === 0 ? priceError(ours, theirs, hours).toExponential(1) : "",
    ];
  });
}

const { values } = parseArgs({ options: { hours: { type: "string", multiple: true } } });
const hours = values.hours?.map(Number) ?? [1, 24, 96];
if (!hours.every((one) => Number.isInteger(one) && one > 0)) throw new Error("--hours takes a number such as 24");
console.log(machine());
const rows: string[][] = [];
for (const one of hours) for (const costs of ["B", "D"] as const) rows.push(...(await rowsOf(one, costs)));
console.log(
  textTable(
    [
      { header: "program", key: true },
      { header: "solver" },
      { header: "solve", unit: "ms" },
      { header: "ratio" },
      { header: "quartiles of the ratio" },
      { header: "rounds" },
      { header: "cuts" },
      { header: "objective" },
      { header: "cone" },
      { header: "prices apart" },
    ],
    rows,
  ),
);
