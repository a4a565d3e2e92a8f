/**
 * What a feeder's own loads consume, at every bus: constant power, times a profile.
 *
 *   P_it = -a_it P_i,  Q_it = -a_it Q_i
 *
 * Generators of given power in the feeder's data are negative loads and follow the same profile. A constant-current load
 * consumes I v, one of constant impedance G v^2; a market has no voltage before it has a network, so they are refused,
 * unless `constantAt` says at which voltage they are to be read: I v and G v^2 are then constant. Shunts belong to the network.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder, PowerByBus } from "../../src/feeder/index.ts";
import type { Parameter } from "../../src/language/index.ts";
import type { BusHour, Injection, Resource, Scope } from "../../src/market/index.ts";
import type { ByHour, Field } from "./fields.ts";

export interface FeederLoadOptions {
  /** "load" where nothing is said. */
  readonly name?: string;
  /** Factor on all loads: one, one for each hour, or one for each bus x hour (hours fastest); 1 where nothing is said. */
  readonly profile?: ByHour;
  /** Voltage, per unit, at which loads of constant current and impedance are taken for constant power. */
  readonly constantAt?: number;
}

/** A larger factor is taken for a mistake, such as per cent. */
const mostFactor = 20;

/** What may be said in market files, by the hour. */
export const feederLoadOptions: Readonly<Record<"profile" | "constantAt", Field>> = {
  profile: {
    about: "Factor on all loads.",
    byHour: true,
    from: 0,
    to: mostFactor,
    advice: "It is a factor: 0.6 for 60 % of the feeder's loads",
  },
  constantAt: {
    about: "Voltage at which loads of constant current and impedance are taken for constant power.",
    unit: "pu",
    above: 0,
  },
};

export interface FeederLoad extends Resource {
  /** Consumption, kW and kVAr: other loads in an open session are `session.set(load.activeLoad, ...)`. */
  readonly activeLoad: Parameter<BusHour>;
  readonly reactiveLoad: Parameter<BusHour>;
  readonly active: Injection;
  readonly reactive: Injection;
}

/** Adds a feeder's loads to a model. Throws where a bus with a load is not in the market, or loads depend on the voltage. */
export function feederLoad(scope: Scope, feeder: Feeder, options: FeederLoadOptions = {}): FeederLoad {
  const { bus, hour } = scope;
  const { name = "load" } = options;
  const power = constantPower(feeder, options.constantAt);
  const profile = checkedProfile(scope, name, options.profile);
  const byHour = (kW: Float64Array): Float64Array => {
    const atBus = inOrderOf(scope, name, feeder, kW);
    return profile.map((factor, at) => factor * atBus[Math.floor(at / hour.size)]!);
  };
  const [active, reactive] = [byHour(power.active), byHour(power.reactive)];
  const hasLoad = (i: number) =>
    [active, reactive].some((values) => values.subarray(i * hour.size, (i + 1) * hour.size).some((kW) => kW !== 0));
  const activeLoad = scope.parameter(name, [bus, hour], active, "kW");
  const reactiveLoad = scope.parameter(`${name}, reactive`, [bus, hour], reactive, "kVAr");
  return scope.enter({
    name,
    standsFor: { what: feeder, name: `The loads of the feeder "${feeder.name}"` },
    buses: bus.labels.filter((_, i) => hasLoad(i)),
    activeLoad,
    reactiveLoad,
    active: (i, t) => activeLoad(i, t).times(-1),
    reactive: (i, t) => reactiveLoad(i, t).times(-1),
    cost: () => 0,
  });
}

/** kW and kVAr consumed at each of the feeder's buses. */
function constantPower(feeder: Feeder, voltage: number | undefined): PowerByBus {
  if (voltage === undefined) refuseVoltageDependent(feeder);
  else if (!Number.isFinite(voltage) || voltage <= 0)
    throw new ClearwattError(
      `The loads of "${feeder.name}" are to be read at the voltage ${voltage}. Give one in per unit: 1.`,
      { code: "out-of-range", data: { feeder: feeder.name, what: "constantAt", found: voltage, least: 0 } },
    );
  const { constantPower: fixed, constantCurrent: current, constantImpedance: impedance, basePower } = feeder;
  const at = voltage ?? 1;
  const total = (part: keyof PowerByBus) =>
    fixed[part].map((own, i) => (own + current[part][i]! * at + impedance[part][i]! * at ** 2) * basePower);
  return { active: total("active"), reactive: total("reactive") };
}

function refuseVoltageDependent({ name, busNames, constantCurrent, constantImpedance }: Feeder): void {
  const kinds = [
    ["current", constantCurrent],
    ["impedance", constantImpedance],
  ] as const;
  for (const [kind, { active, reactive }] of kinds) {
    const i = active.findIndex((own, k) => own !== 0 || reactive[k] !== 0);
    if (i >= 0)
      throw new ClearwattError(
        `The load at bus "${busNames[i]}" of "${name}" has constant ${kind}: what it consumes depends on the voltage, which a market's loads cannot. Give constantAt, the voltage at which it is taken for constant power (1 for the nominal one).`,
        { code: "unsupported", data: { feeder: name, what: `constant ${kind}`, bus: busNames[i] } },
      );
  }
}

/** A factor for every bus and hour of the market. */
function checkedProfile({ bus, hour }: Scope, name: string, given: ByHour = 1): Float64Array {
  const size = bus.size * hour.size;
  const profile = typeof given === "number" ? new Float64Array(hour.size).fill(given) : given;
  if (profile.length !== hour.size && profile.length !== size)
    throw new ClearwattError(
      `The profile of "${name}" has ${profile.length} values, and the market has ${hour.size} hours at ${bus.size} buses. Give ${hour.size} values, or ${size}.`,
      { code: "wrong-size", data: { what: "profile", name, found: profile.length, expected: hour.size } },
    );
  const factors = Float64Array.from({ length: size }, (_, at) => profile[at % profile.length]!);
  const wrong = factors.findIndex((factor) => !(factor >= 0 && factor <= mostFactor));
  if (wrong >= 0)
    throw new ClearwattError(
      `Value ${(wrong % profile.length) + 1} of the profile of "${name}" is ${profile[wrong % profile.length]}. Every factor must be at least 0 and at most ${mostFactor}: 0.6 for 60 % of the feeder's loads.`,
      {
        code: "out-of-range",
        data: { what: "profile", name, step: (wrong % profile.length) + 1, found: profile[wrong % profile.length] },
      },
    );
  return factors;
}

/** Values of the feeder's buses in the order of the market's. */
function inOrderOf(
  { bus }: Scope,
  name: string,
  { name: feederName, busNames }: Feeder,
  values: Float64Array,
): Float64Array {
  const position = new Map(bus.labels.map((label, k) => [label, k]));
  const ordered = new Float64Array(bus.size);
  values.forEach((value, i) => {
    const k = position.get(busNames[i]!);
    if (k !== undefined) ordered[k] = value;
    else if (value !== 0)
      throw new ClearwattError(
        `"${name}": the feeder "${feederName}" has a load at bus "${busNames[i]}", which is not one of the ${bus.size} buses of the market.`,
        { code: "unknown-label", data: { name, feeder: feederName, set: "bus", found: busNames[i] } },
      );
  });
  return ordered;
}
