/**
 * From a model as it is written to the arrays a solver takes, and to a model that HiGHS owns: clearwatt beside
 * hand-written arrays and other tools. `npm run bench -- build [--size 1e6] [--model market]`
 */
import { textTable } from "../src/report/index.ts";
import { askChild } from "./harness/child.ts";
import { builders, buildOnce, type Once } from "./harness/fresh.ts";
import { machine } from "./harness/machine.ts";
import { benchOptions } from "./harness/options.ts";
import { byHand } from "./harness/rivals.ts";
import { ratios } from "./harness/rounds.ts";
import { checkRivals } from "./harness/same-program.ts";
import { median } from "./harness/statistics.ts";
import type { Timing, Turns } from "./harness/turns.ts";

const chosen = benchOptions(process.argv.slice(2), [1e4, 1e5, 1e6, 1e7]);

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
  for (const { name: model } of chosen.models) {
    const timings = await askChild<Turns, Timing[]>("./turns-child.ts", { model, nonzeros: size });
    rows.push(...timings.map((timing) => [model, ...cells(timing)]));
  }
  return textTable(columns, rows);
}

function cells({ nonzeros, rival, median: time, ratio }: Timing): string[] {
  const each = (1e6 * time) / nonzeros;
  const spread = ratio === null ? "" : `${ratio.low.toFixed(2)} - ${ratio.high.toFixed(2)}`;
  const times = [time, each].map((value) => (value < 1000 ? value.toPrecision(3) : value.toFixed(0)));
  return [nonzeros.toLocaleString("en"), rival, ...times, ratio === null ? "1" : ratio.median.toFixed(2), spread];
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
