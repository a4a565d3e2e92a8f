/** How much load a network can carry, where it cannot carry what was asked. */
import type { Feeder } from "../data/feeder.ts";
import type { NoFlow } from "./flow.ts";
import type { Voltages } from "./newton/index.ts";

export type Collapse = Pick<NoFlow, "share" | "bus" | "reason">;

/** Solves a network with a factor on its loads, close to voltages solved before where there are some; null without solution. */
export type SolveAt = (scale: number, start: Voltages | undefined) => Voltages | null;

/** The bisection ends where what has a solution and what has none are as close as this, relative to the latter. */
const resolution = 1e-4;
/** Nothing above this share of what was asked, or of the feeder's own load where that is less, has a solution: then none has. */
const leastShare = 1e-9;
/** Beyond so many times the feeder's own load magnitudes are halved, not loads. */
const far = 1e3;
/** Where all voltages are above this there is no collapse of the voltage, but still no solution beyond. */
const healthyVoltage = 0.85;

/**
 * What to say when `solve` finds no solution at a scale: by bisection the largest scale below that has one (to 1e-4 of
 * itself), and the bus with the lowest voltage there. `share` counts as `scale` does: 1 is the load of the feeder as it is.
 */
export function collapseOf(feeder: Feeder, scale: number, solve: SolveAt): Collapse {
  let share = 0;
  let solved = solve(0, undefined);
  let failed = scale;
  const least = leastShare * Math.min(1, Math.abs(scale));
  while (solved !== null && !(isClose(share, failed) || Math.abs(failed) < least)) {
    const isFar = share === 0 && Math.abs(failed) > far;
    const middle = isFar ? Math.sign(failed) * Math.sqrt(Math.abs(failed)) : 0.5 * (share + failed);
    const next = solve(middle, solved);
    if (next === null) failed = middle;
    else {
      share = middle;
      solved = next;
    }
  }
  const { bus, voltage } = lowestVoltage(feeder, solved);
  return { share, bus, reason: reasonOf(feeder, scale, share, bus, voltage) };
}

function isClose(share: number, failed: number): boolean {
  return Math.abs(failed - share) <= resolution * Math.abs(failed);
}

/** Among the buses that no source holds; the first source where there are no others, or where nothing was solved. */
function lowestVoltage(feeder: Feeder, solved: Voltages | null): { bus: number; voltage: number } {
  let bus = feeder.sourceBus[0]!;
  let voltage = Number.POSITIVE_INFINITY;
  if (solved === null) return { bus, voltage };
  const sources = new Set(feeder.sourceBus);
  for (let k = 0; k < feeder.numBuses; k++) {
    const size = Math.hypot(solved.voltageReal[k]!, solved.voltageImaginary[k]!);
    if (size >= voltage || sources.has(k)) continue;
    bus = k;
    voltage = size;
  }
  return { bus, voltage };
}

function reasonOf(feeder: Feeder, scale: number, share: number, bus: number, voltage: number): string {
  const load = hasGeneration(feeder) ? "load and generation" : "load";
  const none = `no solution at ${percent(scale)} of the ${load}`;
  const at = `${percent(share)} of the ${load}, the most that has a solution`;
  const notes = feeder.notes.length > 0 ? ` (noted on the data: ${feeder.notes.join("; ")})` : "";
  if (share === 0) {
    return `${none}, nor at any smaller share of it: check impedances, taps, held voltages and the angles of the sources${notes}`;
  }
  const name = `bus "${feeder.busNames[bus]}"`;
  return voltage < healthyVoltage
    ? `${none}: the voltage collapses at ${name}, which has ${voltage.toFixed(2)} p.u. at ${at}${notes}`
    : `${none}: the lines carry no more than ${at}; the lowest voltage there is ${voltage.toFixed(2)} p.u., at ${name}${notes}`;
}

function hasGeneration({ constantPower, constantCurrent, constantImpedance }: Feeder): boolean {
  return [constantPower, constantCurrent, constantImpedance].some(({ active }) => active.some((power) => power < 0));
}

/** Rounded towards 0 to three digits (100 and more: to one place), so that what is said to have a solution has one. */
function percent(share: number): string {
  if (share === 0) return "0 %";
  const unit = 10 ** Math.max(1, 2 - Math.floor(Math.log10(Math.abs(100 * share))));
  const units = 100 * share * unit;
  // What is a whole number of units but for rounding stays it.
  const whole = Math.round(units);
  return `${(Math.abs(units - whole) <= 1e-9 * Math.min(1000, Math.abs(whole)) ? whole : Math.trunc(units)) / unit} %`;
}
