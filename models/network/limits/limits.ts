/** What holds in a network of a feeder, read and checked: the feeder's own limits, and what a study says instead. */
import { ClearwattError } from "../../../src/errors.ts";
import type { GridLimits, Hour } from "../../../src/market/index.ts";
import type { Tree } from "../branch-flow/tree.ts";

export interface Limits {
  /** As they were given. */
  readonly given: GridLimits;
  /** Per unit, bus x hour; a source has the voltage that it holds as both. */
  readonly lowestVoltage: Float64Array;
  readonly highestVoltage: Float64Array;
  /** kVA, A and kW, line x hour; Infinity where there is no limit. */
  readonly ratedPower: Float64Array;
  readonly ratedCurrent: Float64Array;
  readonly reverseFlow: Float64Array;
}

const known = ["lowestVoltage", "highestVoltage", "sourceVoltage", "ratedPower", "ratedCurrent", "reverseFlow"];

/** Limits of every bus, line and hour. Throws where a name is foreign, a number is none, or a band is empty. */
export function readLimits(tree: Tree, hour: Hour, limits: GridLimits): Limits {
  const unknown = Object.keys(limits).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new ClearwattError(`"${unknown}" is no limit of a network. It takes ${known.join(", ")}.`, {
      code: "unknown-name",
      data: { kind: "limit", found: unknown, known },
    });
  const { feeder } = tree;
  const lowestVoltage = byBus(tree, hour, "lowestVoltage", limits.lowestVoltage, feeder.lowestVoltage);
  const highestVoltage = byBus(tree, hour, "highestVoltage", limits.highestVoltage, feeder.highestVoltage);
  holdSources(tree, hour, limits.sourceVoltage, lowestVoltage, highestVoltage);
  refuseEmptyBands(tree, hour, lowestVoltage, highestVoltage);
  const own = (values: Float64Array) => (line: number) => values[tree.branch[line]!]!;
  return {
    given: limits,
    lowestVoltage,
    highestVoltage,
    ratedPower: byLine(tree, hour, "ratedPower", limits.ratedPower, own(feeder.ratedPower)),
    ratedCurrent: byLine(tree, hour, "ratedCurrent", limits.ratedCurrent, own(feeder.ratedCurrent)),
    reverseFlow: byLine(tree, hour, "reverseFlow", limits.reverseFlow, () => Number.POSITIVE_INFINITY),
  };
}

type ByBusHour = number | Float64Array | undefined;

function byBus({ feeder }: Tree, hour: Hour, what: string, given: ByBusHour, own: Float64Array): Float64Array {
  const size = feeder.numBuses * hour.size;
  if (given === undefined) return Float64Array.from({ length: size }, (_, k) => own[Math.floor(k / hour.size)]!);
  if (typeof given !== "number" && given.length !== size) {
    throw new ClearwattError(
      `${what} has ${given.length} values for ${feeder.numBuses} buses and ${hour.size} hours. Give one number, or ${size}: the hours of the first bus, of the second, ...`,
      { code: "wrong-size", data: { what, found: given.length, expected: size } },
    );
  }
  const values = typeof given === "number" ? new Float64Array(size).fill(given) : given.slice();
  const wrong = values.findIndex((value) => !(value >= 0));
  if (wrong >= 0)
    throw new ClearwattError(
      `${what} is ${values[wrong]} at bus "${feeder.busNames[Math.floor(wrong / hour.size)]}". Give per unit, 0 or more.`,
      {
        code: "out-of-range",
        data: { what, bus: feeder.busNames[Math.floor(wrong / hour.size)], found: values[wrong], least: 0 },
      },
    );
  return values;
}

/** A source holds its voltage, whatever the band. */
function holdSources(
  { feeder }: Tree,
  hour: Hour,
  given: number | Float64Array | undefined,
  lowest: Float64Array,
  highest: Float64Array,
): void {
  const { sourceBus, sourceVoltage } = feeder;
  const size = sourceBus.length * hour.size;
  if (typeof given === "object" && given.length !== size)
    throw new ClearwattError(
      `sourceVoltage has ${given.length} values for ${sourceBus.length} sources and ${hour.size} hours. Give one number, or ${size}.`,
      { code: "wrong-size", data: { what: "sourceVoltage", found: given.length, expected: size } },
    );
  sourceBus.forEach((bus, s) => {
    for (let t = 0; t < hour.size; t++) {
      const voltage = typeof given === "object" ? given[s * hour.size + t]! : (given ?? sourceVoltage[s]!);
      if (!(voltage > 0 && Number.isFinite(voltage)))
        throw new ClearwattError(
          `The source at bus "${feeder.busNames[bus]}" holds ${voltage}. Give per unit above 0.`,
          {
            code: "out-of-range",
            data: { what: "sourceVoltage", bus: feeder.busNames[bus], found: voltage, least: 0 },
          },
        );
      lowest[bus * hour.size + t] = voltage;
      highest[bus * hour.size + t] = voltage;
    }
  });
}

function refuseEmptyBands({ feeder }: Tree, hour: Hour, lowest: Float64Array, highest: Float64Array): void {
  const empty = lowest.findIndex((low, k) => low > highest[k]!);
  if (empty < 0) return;
  throw new ClearwattError(
    `The voltage band of bus "${feeder.busNames[Math.floor(empty / hour.size)]}" in hour "${hour.labels[empty % hour.size]}" goes from ${lowest[empty]} to ${highest[empty]} per unit and is empty. Give a lowest voltage at or below the highest.`,
    {
      code: "contradiction",
      data: {
        bus: feeder.busNames[Math.floor(empty / hour.size)],
        hour: hour.labels[empty % hour.size],
        lower: lowest[empty],
        upper: highest[empty],
      },
    },
  );
}

function byLine(
  { feeder, lineNames, numLines }: Tree,
  hour: Hour,
  what: string,
  given: Readonly<Record<string, number | Float64Array>> = {},
  own: (line: number) => number,
): Float64Array {
  const foreign = Object.keys(given).find((name) => !feeder.branchNames.includes(name));
  if (foreign !== undefined)
    throw new ClearwattError(
      `${what} names the line "${foreign}", and "${feeder.name}" has ${feeder.branchNames.slice(0, 3).join(", ")}, ... Take the names of its lines.`,
      { code: "unknown-label", data: { feeder: feeder.name, set: "branch", found: foreign } },
    );
  const values = new Float64Array(numLines * hour.size);
  lineNames.forEach((name, line) => {
    const said = Object.hasOwn(given, name) ? given[name]! : own(line);
    if (typeof said === "object" && said.length !== hour.size)
      throw new ClearwattError(
        `${what} of "${name}" has ${said.length} values for ${hour.size} hours. Give one number, or one for each hour.`,
        { code: "wrong-size", data: { what, branch: name, found: said.length, expected: hour.size } },
      );
    for (let t = 0; t < hour.size; t++) {
      const value = typeof said === "object" ? said[t]! : said;
      if (!(value >= 0))
        throw new ClearwattError(`${what} of "${name}" is ${value}. Give 0 or more.`, {
          code: "out-of-range",
          data: { what, branch: name, found: value, least: 0 },
        });
      values[line * hour.size + t] = value;
    }
  });
  return values;
}
