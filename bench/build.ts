/**
 * From a model as it is written to the arrays a solver takes, and to a model that HiGHS owns: clearwatt beside
 * hand-written arrays and other tools. `npm run bench -- build [--size 1e6] [--model market]`
 */
import type { Highs } from "highs";
import { runtimeAt } from "../solvers/highs/runtime.ts";
import { highs } from "../solvers/highs.ts";
import type { Session } from "../src/language/index.ts";
import { textTable } from "../src/report/index.ts";
import { builders, buildOnce, type Once } from "./harness/fresh.ts";
import { machine } from "./harness/machine.ts";
import { benchOptions } from "./harness/options.ts";
import { type Effort, type Rival, ratios, timeByTurns } from "./harness/rounds.ts";
import { checkArrays, checkRivals } from "./harness/same-program.ts";
import { ownedByHighs } from "./harness/solver-owned.ts";
import { median, quartiles } from "./harness/statistics.ts";
import type { BenchModel, ModelCase } from "./models/index.ts";

const chosen = benchOptions(process.argv.slice(2), [1e4, 1e5, 1e6, 1e7]);
const runtime = await runtimeAt(undefined);

function effortAt(size: number): Effort {
  if (size < 5e4) return { rounds: 30, calls: 5, warmUp: 100 };
  if (size < 5e5) return { rounds: 20, calls: 2, warmUp: 15 };
  return size < 5e6 ? { rounds: 15, calls: 1, warmUp: 4 } : { rounds: 6, calls: 1, warmUp: 1 };
}

/** Tools that make objects or text take too long or too much memory above this size. */
const largest = { "lp-model": 2e5, "glpk.js JSON": 2e6, "HiGHS LP text": 2e6, solver: 2e6 };

const byHand = "hand-written";
const solverByHand = "hand-written + createModel";

function arrayMakers(own: ModelCase): Rival[] {
  return [
    { name: byHand, run: () => own.handWritten() },
    { name: "clearwatt", run: () => own.clearwatt().compile() },
  ];
}

function otherTools(own: ModelCase, size: number): Rival[] {
  const tools = [
    { name: "lp-model" as const, run: () => own.lpModel() },
    { name: "glpk.js JSON" as const, run: () => own.glpkJson() },
    { name: "HiGHS LP text" as const, run: () => own.lpText() },
  ].filter(({ name }) => size <= largest[name]);
  return tools.length === 0 ? [] : [{ name: byHand, run: () => own.handWritten() }, ...tools];
}

/** Every model is given back before the next one is made, outside the measured time. */
function solverOwners(own: ModelCase, size: number): Rival[] {
  if (size > largest.solver) return [];
  let owned: ReturnType<Highs["createModel"]> | null = null;
  let session: Session | null = null;
  const dispose = () => owned?.dispose();
  return [
    { name: solverByHand, run: () => (owned = ownedByHighs(runtime, own.handWritten())), after: dispose },
    {
      name: "clearwatt + createModel",
      run: () => (owned = ownedByHighs(runtime, own.clearwatt().compile())),
      after: dispose,
    },
    {
      name: "clearwatt open(highs())",
      run: async () => (session = await own.clearwatt().open(highs())),
      async: true,
      after: () => session?.dispose(),
    },
  ];
}

/** Lines of the table: the first rival is what the others are compared with. */
async function lines(model: BenchModel, own: ModelCase, rivals: Rival[], effort: Effort): Promise<string[][]> {
  if (rivals.length === 0) return [];
  const times = await timeByTurns(rivals, effort);
  const base = times.get(rivals[0]!.name)!;
  return rivals.map(({ name }, k) => {
    const taken = times.get(name)!;
    const ratio = quartiles(ratios(taken, base));
    const spread = `${ratio.low.toFixed(2)} - ${ratio.high.toFixed(2)}`;
    return [
      model.name,
      own.nonzeros.toLocaleString("en"),
      name,
      median(taken).toPrecision(3),
      ((1e6 * median(taken)) / own.nonzeros).toPrecision(3),
      k === 0 ? "1" : ratio.median.toFixed(2),
      k === 0 ? "" : spread,
    ];
  });
}

const columns = [
  { header: "model", key: true },
  { header: "nonzeros" },
  { header: "rival" },
  { header: "median", unit: "ms" },
  { header: "per nonzero", unit: "ns" },
  { header: "ratio" },
  { header: "quartiles of the ratio" },
];

async function sizeTable(size: number): Promise<string> {
  const rows: string[][] = [];
  for (const model of chosen.models) {
    const own = model.at(size);
    checkArrays(own);
    const effort = effortAt(size);
    rows.push(...(await lines(model, own, arrayMakers(own), effort)));
    const tools = await lines(model, own, otherTools(own, size), { rounds: 3, calls: 1, warmUp: size < 5e4 ? 10 : 1 });
    rows.push(...tools.slice(1));
    rows.push(
      ...(await lines(model, own, solverOwners(own, size), { ...effort, rounds: Math.ceil(effort.rounds / 2) })),
    );
  }
  return textTable(columns, rows);
}

/** Every model built once in a process that has built small ones before: nothing is reused, as in most programs. */
async function freshTable(sizes: readonly number[]): Promise<string> {
  const rows: string[][] = [];
  for (const size of sizes) {
    for (const { name } of chosen.models) {
      const pairs: Once[][] = [];
      for (let round = 0; round < 3; round++) {
        const pair: Once[] = [];
        for (const builder of builders) pair.push(await buildOnce({ model: name, nonzeros: size, builder }));
        pairs.push(pair);
      }
      builders.forEach((builder, k) => {
        const own = pairs.map((pair) => pair[k]!);
        const time = ratios(own.map(({ milliseconds }) => milliseconds), pairs.map((pair) => pair[0]!.milliseconds)); // biome-ignore format: one line
        const peak = median(own.map((once) => once.peak));
        const { arrays } = own[0]!;
        rows.push([
          name,
          size.toLocaleString("en"),
          builder === "clearwatt" ? builder : byHand,
          median(own.map(({ milliseconds }) => milliseconds)).toPrecision(3),
          k === 0 ? "1" : median(time).toFixed(2),
          (arrays / 1e6).toFixed(1),
          (peak / 1e6).toFixed(1),
          (peak / arrays).toFixed(2),
        ]);
      });
    }
  }
  return textTable(
    [
      ...["model", "nonzeros", "rival"].map((header) => ({ header })),
      { header: "time", unit: "ms" },
      { header: "ratio" },
      { header: "arrays", unit: "MB" },
      { header: "peak", unit: "MB" },
      { header: "peak / arrays" },
    ],
    rows,
  );
}

console.log(machine());
for (const model of chosen.models) {
  const { nonzeros, objective } = await checkRivals(model);
  console.log(`${model.name}: ${model.description}`);
  console.log(
    `  all rivals have the same ${nonzeros} nonzeros and the same optimum ${objective.toPrecision(8)} at the small size`,
  );
}
console.log(`
Rivals run by turns; ratios are to the hand-written arrays of the same round (for those that end in a solver: to
hand-written arrays + createModel). clearwatt's arrays are compared with the hand-written ones byte for byte.
Not run: lp-model above 200,000 nonzeros (seconds a million), JSON and text above 2 million (hundreds of bytes a nonzero).`);
for (const size of chosen.sizes) console.log(`\n${await sizeTable(size)}`);
const large = chosen.sizes.filter((size) => size >= 1e6);
if (large.length > 0) console.log(`\nBuilt once in a fresh process, three times each\n\n${await freshTable(large)}`);
