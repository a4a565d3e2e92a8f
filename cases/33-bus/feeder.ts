/** The 33-bus radial feeder of Baran and Wu (1989), variant case33bw; see README.md beside this file. */
import { readCsv } from "../../src/csv/index.ts";
import { type Texts, textOf } from "../study.ts";
import { busesFile, linesFile, parametersFile } from "./files.ts";

/** A radial feeder as published. Entry k of every bus array belongs to `bus[k]`, of every line array to line k. */
export interface FeederData {
  readonly baseVoltage: number;
  readonly sourceBus: number;
  readonly sourceVoltage: number;
  readonly bus: Float64Array;
  /** kW */
  readonly activeLoad: Float64Array;
  /** kVAr */
  readonly reactiveLoad: Float64Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** ohm */
  readonly resistance: Float64Array;
  /** ohm */
  readonly reactance: Float64Array;
  /** 0 marks a normally open tie line. */
  readonly closed: Float64Array;
}

/** Voltages: base in kV, source in per unit. */
export function readFeeder(texts: Texts): FeederData {
  const buses = readCsv(busesFile, textOf(texts, busesFile));
  const lines = readCsv(linesFile, textOf(texts, linesFile));
  const parameters = readCsv(parametersFile, textOf(texts, parametersFile));
  return {
    baseVoltage: parameters.named("base_voltage"),
    sourceBus: parameters.named("source_bus"),
    sourceVoltage: parameters.named("source_voltage"),
    bus: buses.numbers("bus"),
    activeLoad: buses.numbers("active_load_kW"),
    reactiveLoad: buses.numbers("reactive_load_kVAr"),
    from: lines.numbers("from"),
    to: lines.numbers("to"),
    resistance: lines.numbers("resistance_ohm"),
    reactance: lines.numbers("reactance_ohm"),
    closed: lines.numbers("closed"),
  };
}
