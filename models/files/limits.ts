/** The limits of a market file, as networks take them. */
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits } from "../../src/market/index.ts";
import type { LimitsDocument, Numbers } from "./document.ts";
import { hourlyValues, type Profiles, type Reading } from "./hourly.ts";

type LineLimit = "ratedPower" | "ratedCurrent" | "reverseFlow";
const lineLimits: readonly LineLimit[] = ["ratedPower", "ratedCurrent", "reverseFlow"];

/** What is wrong becomes a problem: lines that the feeder does not have, a band that is empty, limits without a feeder. */
export function readGridLimits(
  reading: Reading,
  profiles: Profiles,
  feeder: Feeder | null,
  limits: LimitsDocument | undefined,
): GridLimits {
  if (limits === undefined) return {};
  if (feeder === null) {
    reading.problems.push("limits: there is no feeder in which they could hold.");
    return {};
  }
  const of = (place: string, numbers: Numbers) =>
    hourlyValues(reading, profiles, `limits.${place}`, numbers, Number.POSITIVE_INFINITY);
  /** Of every bus, or every source, the same. */
  const each = (name: "lowestVoltage" | "highestVoltage" | "sourceVoltage", members: number) => {
    const numbers = limits[name];
    if (numbers === undefined) return {};
    const values = of(name, numbers);
    return { [name]: typeof values === "number" ? values : repeated(values, members) };
  };
  const byLine = (name: LineLimit) => {
    const lines = limits[name];
    if (lines === undefined) return {};
    refuseForeignLines(reading, feeder, name, Object.keys(lines));
    return {
      [name]: Object.fromEntries(
        Object.entries(lines).map(([line, numbers]) => [line, of(`${name}["${line}"]`, numbers)]),
      ),
    };
  };
  const read: GridLimits = {
    ...each("lowestVoltage", feeder.numBuses),
    ...each("highestVoltage", feeder.numBuses),
    ...each("sourceVoltage", feeder.sourceBus.length),
    ...Object.assign({}, ...lineLimits.map(byLine)),
  };
  refuseEmptyBand(reading, read);
  return read;
}

/** Names of lines that have limits here and are open, so that nothing flows through them anyway. */
export function openLimitedLines(limits: GridLimits, feeder: Feeder): string[] {
  const named = new Set(lineLimits.flatMap((name) => Object.keys(limits[name] ?? {})));
  return [...named].filter((line) => feeder.closed[feeder.branchNames.indexOf(line)] === 0);
}

function repeated(values: Float64Array, members: number): Float64Array {
  return Float64Array.from({ length: members * values.length }, (_, at) => values[at % values.length]!);
}

function refuseForeignLines(
  { problems }: Reading,
  { name, branchNames }: Feeder,
  limit: LineLimit,
  lines: readonly string[],
): void {
  for (const line of lines)
    if (!branchNames.includes(line))
      problems.push(
        `limits.${limit}: "${line}" is no line of "${name}". Its lines are called ${branchNames.slice(0, 3).join(", ")}, ...`,
      );
}

function refuseEmptyBand(
  { problems, numHours }: Reading,
  { lowestVoltage = 0, highestVoltage = Infinity }: GridLimits,
) {
  const at = (values: number | Float64Array, t: number): number => (typeof values === "number" ? values : values[t]!);
  for (let t = 0; t < numHours; t++) {
    const [lowest, highest] = [at(lowestVoltage, t), at(highestVoltage, t)];
    if (lowest <= highest) continue;
    problems.push(`limits: lowestVoltage ${lowest} is above highestVoltage ${highest}.`);
    return;
  }
}
