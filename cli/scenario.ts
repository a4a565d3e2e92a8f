/** The scenario of an optimal power flow: a JSON file, checked, and taken to the units of markets. */
import { z } from "zod";
import type { GeneratorRow } from "../models/index.ts";
import { ClearwattError } from "../src/errors.ts";
import type { Feeder } from "../src/feeder/index.ts";
import type { GridLimits } from "../src/market/index.ts";
import { readText } from "./files.ts";

const busName = z.union([z.string(), z.number()]).transform(String);
const range = z
  .tuple([z.number(), z.number()])
  .refine(([lowest, highest]) => lowest <= highest, "the first number is the lowest, the second the highest");

export interface Scenario {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly feeder?: string | undefined;
  readonly generators: readonly {
    readonly bus: string;
    readonly cost_c2_c1_c0: readonly [c2: number, c1: number, c0: number];
    readonly p_kW: readonly [lowest: number, highest: number];
    readonly q_kVAr: readonly [lowest: number, highest: number];
  }[];
  readonly rated_lines: readonly { readonly from: string; readonly to: string; readonly MVA: number }[];
  readonly voltage_pu: { readonly source?: number | undefined; readonly min: number; readonly max: number };
}

const generator = z.strictObject({
  bus: busName,
  cost_c2_c1_c0: z
    .tuple([z.number(), z.number(), z.number()])
    .refine(([c2]) => c2 >= 0, "c2 is negative: the cost is not convex, and its optimum could not be proven"),
  p_kW: range,
  q_kVAr: range,
});

const ratedLine = z.strictObject({ from: busName, to: busName, MVA: z.number().positive() });

const voltages = z
  .strictObject({ source: z.number().positive().optional(), min: z.number().positive(), max: z.number().positive() })
  .refine(({ min, max }) => min <= max, "min is above max");

const whole = z.strictObject({
  name: z.string().optional(),
  description: z.string().optional(),
  feeder: z.string().optional(),
  generators: z.array(generator).min(1, "no generator, not even one at the source: nothing could feed the loads"),
  rated_lines: z.array(ratedLine).default([]),
  voltage_pu: voltages,
  optimum: z.unknown().optional(),
});

const schema: z.ZodType<Scenario> = whole;

/** What may stand in an object of the file, by the first part of its path. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(whole.shape).filter((key) => key !== "optimum"),
  generators: Object.keys(generator.shape),
  rated_lines: Object.keys(ratedLine.shape),
  voltage_pu: Object.keys(voltages.shape),
};

/** Reads a scenario file for a feeder; throws a ClearwattError that says where it is none, or names what the feeder has not. */
export async function readScenario(path: string, feeder: Feeder): Promise<Scenario> {
  const text = await readText(path);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new ClearwattError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      code: "syntax",
      data: { path },
    });
  }
  if (typeof found === "object" && found !== null && "scenarios" in found) {
    throw new ClearwattError(`${path} holds several scenarios. Give a file with one of them.`, {
      code: "unsupported",
      data: { what: "several scenarios", path },
    });
  }
  const read = schema.safeParse(found);
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) => problemTexts(issue, found));
    throw new ClearwattError(`${path} is not a scenario:\n${problems.map((text) => `  - ${text}`).join("\n")}`, {
      code: "syntax",
      data: { path },
    });
  }
  checkBuses(read.data, feeder, path);
  return read.data;
}

/** What is wrong, behind where it is: "generators[0].p_kW[1]: ...". */
function problemTexts(issue: z.core.$ZodIssue, scenario: unknown): string[] {
  const where = placeOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const keys = allowed[String(issue.path[0] ?? "")] ?? [];
    const near = where === "" ? "" : `${where}: `;
    return issue.keys.map((key) => `${near}"${key}" is no key of a scenario here. These are: ${keys.join(", ")}.`);
  }
  const value = issue.path.reduce<unknown>((at, key) => partOf(at, key), scenario);
  if (value === undefined && issue.path.length > 0) return [`${where} is missing.`];
  const text = issue.code === "invalid_type" ? `${shown(value)} is no ${issue.expected}.` : `${issue.message}.`;
  return [where === "" ? text : `${where}: ${text}`];
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function shown(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? "a list" : "an object";
}

function checkBuses({ generators, rated_lines }: Scenario, { name, busNames }: Feeder, path: string): void {
  const known = new Set(busNames);
  const named = [
    ...generators.map(({ bus }, k) => ({ bus, who: `generator ${k + 1} stands at` })),
    ...rated_lines.flatMap(({ from, to }, k) => [from, to].map((bus) => ({ bus, who: `rated line ${k + 1} ends at` }))),
  ];
  const foreign = named.filter(({ bus }) => !known.has(bus));
  const problems = foreign.map(({ bus, who }) => `${who} bus ${bus}, which ${name} does not have.`);
  if (problems.length === 0) return;
  const buses = busNames.length <= 12 ? busNames : [...busNames.slice(0, 6), "...", busNames.at(-1)!];
  const theirs = `Its buses are ${buses.join(", ")}.`;
  const list = problems.length === 1 ? ` ${problems[0]} ` : `\n${problems.map((text) => `  - ${text}`).join("\n")}\n`;
  throw new ClearwattError(`${path}:${list}${theirs}`, {
    code: "unknown-label",
    data: { path, set: "bus", found: foreign.map(({ bus }) => bus) },
  });
}

const kWPerMW = 1000;

/** Generators with costs in money/kWh. */
export function generatorsOf({ generators }: Scenario): GeneratorRow[] {
  return generators.map(({ bus, cost_c2_c1_c0: [c2, c1, c0], p_kW, q_kVAr }, k) => ({
    name: `${k + 1} at ${bus}`,
    bus,
    lowestActive: p_kW[0],
    highestActive: p_kW[1],
    lowestReactive: q_kVAr[0],
    highestReactive: q_kVAr[1],
    cost: c1 / kWPerMW,
    quadraticCost: c2 / kWPerMW ** 2,
    fixedCost: c0,
  }));
}

export function limitsOf(scenario: Scenario, feeder: Feeder): GridLimits {
  const { source, min, max } = scenario.voltage_pu;
  return {
    lowestVoltage: min,
    highestVoltage: max,
    ...(source === undefined ? {} : { sourceVoltage: source }),
    ratedPower: Object.fromEntries(
      scenario.rated_lines.flatMap(({ from, to, MVA }) =>
        branchesBetween(feeder, from, to).map((name) => [name, MVA * kWPerMW]),
      ),
    ),
  };
}

/** Names of rated lines that are open, so that nothing flows through them anyway. */
export function openRatedLines({ rated_lines }: Scenario, feeder: Feeder): string[] {
  const rated = rated_lines.flatMap(({ from, to }) => branchesBetween(feeder, from, to));
  return rated.filter((name) => feeder.closed[feeder.branchNames.indexOf(name)] === 0);
}

/** Names of all branches between two buses, whichever way they are written. */
function branchesBetween(feeder: Feeder, from: string, to: string): string[] {
  const [a, b] = [feeder.busNames.indexOf(from), feeder.busNames.indexOf(to)];
  const found = feeder.branchNames.filter(
    (_, k) => (feeder.from[k] === a && feeder.to[k] === b) || (feeder.from[k] === b && feeder.to[k] === a),
  );
  if (a < 0 || b < 0 || found.length === 0) {
    throw new ClearwattError(
      `The scenario rates a line from bus "${from}" to bus "${to}", and ${feeder.name} has none between them.`,
      { code: "unknown-label", data: { feeder: feeder.name, set: "branch", found: [from, to] } },
    );
  }
  return found;
}
