/** Times all rivals on one model at one size. */
import { runtimeAt } from "../../solvers/highs/runtime.ts";
import { models } from "../models/index.ts";
import { answer, question } from "./child.ts";
import { arrayMakers, otherTools, solverOwners } from "./rivals.ts";
import { type Effort, type Rival, ratios, timeByTurns } from "./rounds.ts";
import { checkArrays } from "./same-program.ts";
import { median, quartiles } from "./statistics.ts";
import type { Timing, Turns } from "./turns.ts";

const { model, nonzeros: size } = question<Turns>();
const chosen = models.find(({ name }) => name === model)!;
const own = chosen.at(size);

function effort(): Effort {
  if (size < 5e4) return { rounds: 30, calls: 5, warmUp: 100 };
  if (size < 5e5) return { rounds: 20, calls: 2, warmUp: 20 };
  return size < 5e6 ? { rounds: 15, calls: 1, warmUp: 5 } : { rounds: 7, calls: 1, warmUp: 1 };
}

/** The first rival is what the others are compared with. */
async function timings(rivals: readonly Rival[], turns: Effort): Promise<Timing[]> {
  if (rivals.length === 0) return [];
  const times = await timeByTurns(rivals, turns);
  const base = times.get(rivals[0]!.name)!;
  return rivals.map(({ name }, k) => {
    const taken = times.get(name)!;
    const ratio = k === 0 ? null : quartiles(ratios(taken, base));
    return { nonzeros: own.nonzeros, rival: name, median: median(taken), ratio };
  });
}

const small = chosen.at(20_000);
for (let k = 0; k < 30; k++) for (const { run } of arrayMakers(small)) run();
checkArrays(own);
const arrays = await timings(arrayMakers(own), effort());
const solvers = await timings(solverOwners(own, size, await runtimeAt(undefined)), {
  ...effort(),
  rounds: Math.ceil(effort().rounds / 2),
});
const tools = await timings(otherTools(own, size), { rounds: 3, calls: 1, warmUp: size < 5e4 ? 10 : 1 });
answer<Timing[]>([...arrays, ...tools.slice(1), ...solvers]);
