/** Builds one model once and tells how long it took and how far the process grew. It has built small ones before. */

import { readFileSync, writeFileSync } from "node:fs";
import { type Arrays, models } from "../models/index.ts";
import { arrayNames } from "../models/model.ts";
import { answer, question } from "./child.ts";
import type { Build, Once } from "./fresh.ts";

const { model, nonzeros, builder } = question<Build>();
const chosen = models.find(({ name }) => name === model)!;

function build(size: number): () => Arrays {
  const own = chosen.at(size);
  return builder === "handWritten" ? () => own.handWritten() : () => own.clearwatt().compile();
}

/** Linux counts the highest resident size from here on; elsewhere it is that of the whole life. */
function forgetPeak(): void {
  if (process.platform === "linux") writeFileSync("/proc/self/clear_refs", "5");
}

function peakBytes(): number {
  const highest =
    process.platform === "linux" ? /VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) : null;
  return 1024 * (highest === null ? process.resourceUsage().maxRSS : Number(highest[1]));
}

const small = [build(1000), build(20_000)];
for (let k = 0; k < 60; k++) small[k % 2]!();
const large = build(nonzeros);
globalThis.gc?.({ type: "minor" });
forgetPeak();
const before = process.memoryUsage.rss();
const start = performance.now();
const arrays = large();
const milliseconds = performance.now() - start;
const peak = peakBytes() - before;
const bytes = arrayNames.reduce((sum, name) => sum + arrays[name].byteLength, 0);
answer<Once>({ milliseconds, arrays: bytes, peak });
