/** Calls too short to be timed alone, timed in series by turns. */
import { type Rival, timeByTurns } from "../harness/rounds.ts";
import { median, quartiles } from "../harness/statistics.ts";

export interface Repeated {
  readonly name: string;
  /** Calls in a series. */
  readonly calls: number;
  run(): unknown;
}

export interface Taken {
  readonly name: string;
  /** Microseconds a call: the fastest series, and the median of them. */
  readonly least: number;
  readonly median: number;
  /** To the first of the list, series by series of the same turn. */
  readonly ratio: { readonly low: number; readonly median: number; readonly high: number };
}

/** Rivals by turns; a shared machine makes the fastest series the one to look at, and ratios the ones to compare. */
export async function repeated(list: readonly Repeated[], rounds: number): Promise<Taken[]> {
  const rivals = list.map(({ name, calls, run }): Rival => {
    const series = (): unknown => {
      let last: unknown;
      for (let k = 0; k < calls; k++) last = run();
      return last;
    };
    return { name, run: series };
  });
  const times = await timeByTurns(rivals, { rounds, calls: 5, warmUp: 10 });
  const first = times.get(list[0]!.name)!.map((time) => time / list[0]!.calls);
  return list.map(({ name, calls }) => {
    const each = times.get(name)!.map((time) => time / calls);
    return {
      name,
      least: 1000 * Math.min(...each),
      median: 1000 * median(each),
      ratio: quartiles(each.map((time, round) => time / first[round]!)),
    };
  });
}
