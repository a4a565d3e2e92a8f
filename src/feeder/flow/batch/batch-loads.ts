/** Loads of many steps, in the forms in which people have them. */
import { ClearwattError } from "../../../errors.ts";
import type { Feeder, PowerByBus } from "../../data/feeder.ts";

/** Net consumption in place of the feeder's own loads, of constant power: kW and kVAr, a row of all buses for each step. */
export interface LoadsByBus {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

/** The feeder's own loads, each of its kind, times one factor for each step. */
export interface LoadProfile {
  readonly profile: Float64Array;
}

/** The feeder's own loads, each of its kind, times factors of their own: a row of all buses for each step. */
export interface LoadProfilesByBus {
  readonly profiles: Float64Array;
}

export type BatchLoads = LoadsByBus | LoadProfile | LoadProfilesByBus;

/** How many steps the loads have. Throws a ClearwattError where they do not fit the feeder, or a number is not finite. */
export function checkLoads(feeder: Feeder, loads: BatchLoads): number {
  checkKind(feeder, loads);
  if ("profile" in loads) return checkArray(feeder, "profile", loads.profile, 1);
  if ("profiles" in loads) return checkArray(feeder, "profiles", loads.profiles, feeder.numBuses);
  const numSteps = checkArray(feeder, "active", loads.active, feeder.numBuses);
  const others = checkArray(feeder, "reactive", loads.reactive, feeder.numBuses);
  if (numSteps === others) return numSteps;
  throw new ClearwattError(
    `Feeder "${feeder.name}": active loads are given for ${numSteps} steps, and reactive ones for ${others}. Give both for the same steps.`,
    {
      code: "wrong-size",
      data: { feeder: feeder.name, what: "steps of the reactive loads", found: others, expected: numSteps },
    },
  );
}

const kinds: readonly (readonly string[])[] = [["profile"], ["profiles"], ["active", "reactive"]];

function checkKind({ name }: Feeder, loads: BatchLoads): void {
  const given = Object.keys(loads ?? {});
  const known = kinds.flat().filter((field) => given.includes(field));
  if (kinds.some((fields) => fields.join() === known.join())) return;
  throw new ClearwattError(
    `Feeder "${name}": the loads of the steps have ${given.length === 0 ? "no fields" : `the fields ${given.join(", ")}`}. Give "profile", or "profiles", or "active" and "reactive".`,
    { code: "unknown-name", data: { feeder: name, kind: "fields of loads", found: given, known: kinds.flat() } },
  );
}

function checkArray(feeder: Feeder, name: string, values: Float64Array, perStep: number): number {
  if (values.length === 0 || values.length % perStep !== 0) {
    const needed = perStep === 1 ? "one number for each step" : `${perStep} numbers (one for each bus) for each step`;
    throw new ClearwattError(
      `Feeder "${feeder.name}": "${name}" has ${values.length} numbers. Give ${needed}, one step after the other.`,
      { code: "wrong-size", data: { feeder: feeder.name, what: name, found: values.length, multipleOf: perStep } },
    );
  }
  for (let k = 0; k < values.length; k++) {
    if (Number.isFinite(values[k])) continue;
    const step = Math.floor(k / perStep) + 1;
    const bus = perStep === 1 ? "" : `, bus "${feeder.busNames[k % perStep]}"`;
    throw new ClearwattError(
      `Feeder "${feeder.name}": "${name}" is ${values[k]} in step ${step}${bus}. Give a number.`,
      { code: "not-a-number", data: { feeder: feeder.name, what: name, step, found: values[k] } },
    );
  }
  return values.length / perStep;
}

/** A feeder whose loads are written over for every step. */
export interface StepFeeder {
  readonly feeder: Feeder;
  setStep(step: number): void;
}

export function stepFeeder(feeder: Feeder, loads: BatchLoads, scale: number): StepFeeder {
  const [power, current, impedance] = [zeros(feeder), zeros(feeder), zeros(feeder)];
  const copy: Feeder = { ...feeder, constantPower: power, constantCurrent: current, constantImpedance: impedance };
  const own = [
    [feeder.constantPower, power],
    [feeder.constantCurrent, current],
    [feeder.constantImpedance, impedance],
  ] as const;
  const setOwn = (factor: (bus: number) => number): void => {
    for (const [from, to] of own) {
      for (let bus = 0; bus < feeder.numBuses; bus++) {
        to.active[bus] = factor(bus) * from.active[bus]!;
        to.reactive[bus] = factor(bus) * from.reactive[bus]!;
      }
    }
  };
  const setStep = (step: number): void => {
    const offset = step * feeder.numBuses;
    if ("profile" in loads) setOwn(() => scale * loads.profile[step]!);
    else if ("profiles" in loads) setOwn((bus) => scale * loads.profiles[offset + bus]!);
    else {
      for (let bus = 0; bus < feeder.numBuses; bus++) {
        power.active[bus] = (scale / feeder.basePower) * loads.active[offset + bus]!;
        power.reactive[bus] = (scale / feeder.basePower) * loads.reactive[offset + bus]!;
      }
    }
  };
  return { feeder: copy, setStep };
}

function zeros({ numBuses }: Feeder): PowerByBus {
  return { active: new Float64Array(numBuses), reactive: new Float64Array(numBuses) };
}
