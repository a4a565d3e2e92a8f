/**
 * Whether a network could carry its loads at all: readers say so where it could not, for then the loads are most likely in
 * kW and were read as MW, or the impedances in ohm and were read as per unit.
 */
import type { FeederData } from "./feeder-data.ts";
import { largestVoltageDrop } from "./voltage-drop.ts";

/**
 * Above this a network is called out. The drop that is held against it adds magnitudes only, and 1 would be the whole
 * voltage: a line with one load collapses at 0.25 where both have the same angle, at 0.5 where they stand at right angles;
 * published networks stay below 0.5, and loads in kW that were read as MW give a thousand times as much.
 */
const limit = 1;

/** The network with a note where its loads are far beyond what it could carry. */
export function withPlausibility(data: FeederData): FeederData {
  const notes = plausibilityNotes(data);
  return notes.length === 0 ? data : { ...data, notes: [...(data.notes ?? []), ...notes] };
}

/** Sentences about loads that the network could not carry; none where all looks right. */
export function plausibilityNotes(data: FeederData): readonly string[] {
  const found = largestVoltageDrop(data);
  if (found === null || found.drop <= limit) return [];
  const active = (data.loads ?? []).reduce((sum, load) => sum + load.active, 0);
  const drop = `at bus ${found.bus} their voltage drop alone would be about ${rounded(found.drop)} times the voltage`;
  return [
    `The loads add up to ${rounded(active)} kW, far more than these branches can carry: ${drop}. ${causeOf(found.drop)}`,
  ];
}

function causeOf(drop: number): string {
  const converted = "MATPOWER's case33bw.m converts both in its last lines";
  if (drop / 1000 > limit / 2) {
    return `Loads in kW that were read as MW together with branch impedances in ohm that were read as per unit look like this (${converted}).`;
  }
  return `Loads in kW that were read as MW look like this: divided by 1e3 they would give a drop of ${rounded(drop / 1000)}. Branch impedances in ohm that were read as per unit can be the cause as well (${converted}).`;
}

function rounded(value: number): string {
  return Number(value.toPrecision(value >= 1000 ? 7 : 3)).toLocaleString("en", { maximumSignificantDigits: 7 });
}
