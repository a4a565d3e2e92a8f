/**
 * Scenarios of optimal power flows, as files were written before there were market files: generators with costs per MW,
 * rated lines by their ends, one voltage band. They are read as market files.
 */
import { z } from "zod";
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import type { LimitsDocument, MarketDocument, ParticipantDocument } from "./document.ts";
import { objectOf } from "./field-schema.ts";
import { partOf } from "./json.ts";
import { problemsOf, refuseProblems } from "./problems.ts";

interface Scenario {
  readonly name?: string;
  readonly description?: string;
  readonly feeder?: string;
  readonly generators: readonly {
    readonly bus: string | number;
    readonly cost_c2_c1_c0: readonly [c2: number, c1: number, c0: number];
    readonly p_kW: readonly [lowest: number, highest: number];
    readonly q_kVAr: readonly [lowest: number, highest: number];
  }[];
  readonly rated_lines?: readonly {
    readonly from: string | number;
    readonly to: string | number;
    readonly MVA: number;
  }[];
  readonly voltage_pu: { readonly source?: number; readonly min: number; readonly max: number };
}

const scenarioKeys = ["generators", "rated_lines", "voltage_pu"];
const marketKeys = ["participants", "buses", "hours", "hourLength_h", "money", "limits", "network", "profiles"];

/** Whether a file is written as a scenario. Throws where it is written both ways. */
export function isOpfScenario(file: string, found: unknown): boolean {
  const has = (keys: readonly string[]) => keys.filter((key) => partOf(found, key) !== undefined);
  const [old, own] = [has(scenarioKeys), has(marketKeys)];
  if (old.length > 0 && own.length > 0)
    throw new ClearwattError(
      `${file} is written half as a scenario (${old.join(", ")}) and half as a market file (${own.join(", ")}). Write it as a market file: generators as those of participants, rated_lines and voltage_pu as limits.`,
    );
  return old.length > 0;
}

const busName = () => z.union([z.string(), z.number()]);
const range = () =>
  z
    .tuple([z.number(), z.number()])
    .refine(([lowest, highest]) => lowest <= highest, "the first number is the lowest, the second the highest");

const generator = objectOf("a scenario here", {
  bus: busName(),
  cost_c2_c1_c0: z
    .tuple([z.number(), z.number(), z.number()])
    .refine(([c2]) => c2 >= 0, "c2 is negative: the cost is not convex, and its optimum could not be proven"),
  p_kW: range(),
  q_kVAr: range(),
});

const ratedLine = objectOf("a scenario here", { from: busName(), to: busName(), MVA: z.number().positive() });

const voltages = objectOf("a scenario here", {
  source: z.number().positive().optional(),
  min: z.number().positive(),
  max: z.number().positive(),
}).refine(({ min, max }) => Number(min) <= Number(max), "min is above max");

const schema = objectOf("a scenario here", {
  name: z.string().optional(),
  description: z.string().optional(),
  feeder: z.string().optional(),
  generators: z.array(generator).min(1, "no generator, not even one at the source: nothing could feed the loads"),
  rated_lines: z.array(ratedLine).optional(),
  voltage_pu: voltages,
});

/** A scenario as a market file. Throws a ClearwattError that says where it is none, or names what the feeder has not. */
export function marketOfScenario(file: string, found: object, feeder: Feeder | null): MarketDocument {
  // Files of results carry the optimum beside the scenario.
  const { optimum: _, ...own } = found as { readonly optimum?: unknown };
  refuseProblems(file, "a scenario", problemsOf(schema, own));
  const scenario = own as Scenario;
  if (feeder === null)
    throw new ClearwattError(
      `${file} is a scenario of an optimal power flow${scenario.feeder === undefined ? "" : ` on ${scenario.feeder}`}, and no feeder was handed in. Give one.`,
    );
  refuseForeignBuses(file, scenario, feeder);
  const { description, name = description ?? `optimal power flow of ${feeder.name}`, feeder: written } = scenario;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(written === undefined ? {} : { feeder: written }),
    hours: 1,
    money: "EUR",
    limits: limitsOf(scenario, feeder),
    participants: [...scenario.generators.map(participantOf), { name: "loads", "feeder load": {} }],
  };
}

function refuseForeignBuses(
  file: string,
  { generators, rated_lines = [] }: Scenario,
  { name, busNames }: Feeder,
): void {
  const known = new Set(busNames);
  const named = [
    ...generators.map(({ bus }, k) => ({ bus, who: `generator ${k + 1} stands at` })),
    ...rated_lines.flatMap(({ from, to }, k) => [from, to].map((bus) => ({ bus, who: `rated line ${k + 1} ends at` }))),
  ];
  const problems = named
    .filter(({ bus }) => !known.has(String(bus)))
    .map(({ bus, who }) => `${who} bus ${bus}, which ${name} does not have.`);
  if (problems.length === 0) return;
  const buses = busNames.length <= 12 ? busNames : [...busNames.slice(0, 6), "...", busNames.at(-1)!];
  const theirs = `Its buses are ${buses.join(", ")}.`;
  if (problems.length === 1) throw new ClearwattError(`${file}: ${problems[0]} ${theirs}`);
  throw new ClearwattError(`${file}:\n${problems.map((text) => `  - ${text}`).join("\n")}\n${theirs}`);
}

const kWPerMW = 1000;

/** Each generator belongs to somebody. Costs are money/kWh here. */
function participantOf(
  { bus, cost_c2_c1_c0: [c2, c1, c0], p_kW, q_kVAr }: Scenario["generators"][number],
  k: number,
): ParticipantDocument {
  const name = `${k + 1} at ${bus}`;
  const row = {
    name,
    bus,
    lowestActive: p_kW[0],
    highestActive: p_kW[1],
    lowestReactive: q_kVAr[0],
    highestReactive: q_kVAr[1],
    cost: c1 / kWPerMW,
    quadraticCost: c2 / kWPerMW ** 2,
    fixedCost: c0,
  };
  return { name, generators: [row] };
}

function limitsOf({ voltage_pu: { source, min, max }, rated_lines = [] }: Scenario, feeder: Feeder): LimitsDocument {
  return {
    lowestVoltage: min,
    highestVoltage: max,
    ...(source === undefined ? {} : { sourceVoltage: source }),
    ratedPower: Object.fromEntries(
      rated_lines.flatMap(({ from, to, MVA }) =>
        branchesBetween(feeder, String(from), String(to)).map((name) => [name, MVA * kWPerMW]),
      ),
    ),
  };
}

/** Names of all branches between two buses, whichever way they are written. */
function branchesBetween(feeder: Feeder, from: string, to: string): string[] {
  const [a, b] = [feeder.busNames.indexOf(from), feeder.busNames.indexOf(to)];
  const found = feeder.branchNames.filter(
    (_, k) => (feeder.from[k] === a && feeder.to[k] === b) || (feeder.from[k] === b && feeder.to[k] === a),
  );
  if (found.length > 0) return found;
  throw new ClearwattError(
    `The scenario rates a line from bus "${from}" to bus "${to}", and ${feeder.name} has none between them.`,
  );
}
