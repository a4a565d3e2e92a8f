/** Rivals timed by turns: every round runs each of them once or a few times, so that noise hits all alike. */
import { Bench } from "tinybench";
import { median } from "./statistics.ts";

export interface Rival {
  readonly name: string;
  run(): unknown;
  /** `run` gives a promise. */
  readonly async?: boolean;
  /** Runs after every call, outside the measured time. */
  after?(): void | Promise<void>;
}

export interface Effort {
  readonly rounds: number;
  /** Calls of each rival in a round. */
  readonly calls: number;
  readonly warmUp: number;
}

/** For every rival the median milliseconds of each round. */
export async function timeByTurns(rivals: readonly Rival[], effort: Effort): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(rivals.map(({ name }) => [name, []]));
  for (let round = -1; round < effort.rounds; round++) {
    const calls = round < 0 ? effort.warmUp : effort.calls;
    if (calls === 0) continue;
    const taken = await once(rotated(rivals, round), calls);
    if (round >= 0) for (const [name, samples] of taken) times.get(name)!.push(median(samples));
  }
  return times;
}

const kept = new Map<string, unknown>();

async function once(rivals: readonly Rival[], calls: number): Promise<Map<string, number[]>> {
  const bench = new Bench({ iterations: calls, time: 0, warmup: false, retainSamples: true, throws: true });
  for (const { name, run, after, async = false } of rivals) {
    // A program is kept and used: its arrays are not free for the next one at once.
    const keep = (): unknown => {
      const result = run();
      kept.set(name, result);
      return result;
    };
    bench.add(name, keep, { async, beforeEach: collect, afterEach: () => after?.() });
  }
  await bench.run();
  return new Map(bench.tasks.map(({ name, result }) => [name, samplesOf(name, result)]));
}

function samplesOf(name: string, result: Bench["tasks"][number]["result"]): number[] {
  const samples = result.state === "completed" ? result.latency.samples : undefined;
  if (samples === undefined) throw new Error(`${name} was not measured: ${result.state}`);
  return [...samples];
}

/**
 * What the one before has left behind is not collected in this one's time. A major collection would throw away compiled
 * code as well: its objects' shapes die with them.
 */
function collect(): void {
  globalThis.gc?.({ type: "minor" });
}

/** No rival is always the first or always behind the same one. */
function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const first = ((by % list.length) + list.length) % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** Of every round the ratio to the same round of another rival. */
export function ratios(times: readonly number[], others: readonly number[]): number[] {
  return times.map((time, round) => time / others[round]!);
}
