/** What keeps a feeder from being radial, in words. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";
import { spanningForest } from "./spanning-forest.ts";
import { type DoublyFed, type Island, islandsOf, topologyOf } from "./topology-of.ts";

/** Throws where no source feeds a bus; loops and joined sources may be. */
export function checkFed(feeder: Feeder, closed: Uint8Array = feeder.closed): void {
  const islands = islandsOf(feeder, spanningForest(feeder, closed), closed);
  if (islands.length === 0) return;
  throw new ClearwattError(
    `Feeder "${feeder.name}": ${sentences(islands.map((island) => islandText(feeder, island)))}`,
    { code: "not-fed", data: { feeder: feeder.name, ...islandData(feeder, islands) } },
  );
}

/** Throws the error that names what `topologyOf` finds; `otherwise` is what can be done in place of opening branches. */
export function throwNotRadial(feeder: Feeder, closed: Uint8Array, otherwise?: string): never {
  const { loops, islands, doublyFed } = topologyOf(feeder, closed);
  const remedy = otherwise === undefined ? "." : `, or ${otherwise}.`;
  const faults = [
    ...loops.map((loop) => `${loopText(feeder, loop)}${remedy}`),
    ...doublyFed.map((joined) => `${doublyFedText(feeder, joined)}${remedy}`),
    ...islands.map((island) => islandText(feeder, island)),
  ];
  throw new ClearwattError(`Feeder "${feeder.name}" is not radial: ${sentences(faults)}`, {
    code: "not-radial",
    data: { feeder: feeder.name, ...loopData(feeder, loops, doublyFed), ...islandData(feeder, islands) },
  });
}

function loopText(feeder: Feeder, loop: Int32Array): string {
  return `${branchList(feeder, loop)} form a loop: open one of them`;
}

function doublyFedText(feeder: Feeder, { sources, branches }: DoublyFed): string {
  const [a, b] = sources.map((s) => `"${feeder.busNames[feeder.sourceBus[s]!]}"`);
  const opened = branches.length === 1 ? "it" : "one of them";
  return `the sources at buses ${a} and ${b} are joined by ${branchList(feeder, branches)}: open ${opened}`;
}

function islandText(feeder: Feeder, { buses, feeders }: Island): string {
  const names = list(Array.from(buses, (i) => feeder.busNames[i]!));
  const what =
    buses.length === 1 ? `bus ${names} is not fed by any source` : `buses ${names} are not fed by any source`;
  const out = `take ${buses.length === 1 ? "the bus" : "the buses"} out of the file (bus type 4 in a MATPOWER case)`;
  if (feeders.length === 0) return `${what}, and no open line leads there: add a line, or ${out}.`;
  const open = feeders.length === 1 ? "the open" : "one of the open";
  return `${what}: close ${open} ${branchList(feeder, feeders)}, or ${out}.`;
}

/** Names for programs, as many as the sentences have. */
function islandData({ busNames }: Feeder, islands: readonly Island[]): { buses: string[]; numBuses: number } {
  const buses = islands.flatMap((island) => Array.from(island.buses.subarray(0, mostNames), (i) => busNames[i]!));
  const numBuses = islands.reduce((sum, island) => sum + island.buses.length, 0);
  return { buses: buses.slice(0, mostNames), numBuses };
}

function loopData(
  { branchNames }: Feeder,
  loops: readonly Int32Array[],
  doublyFed: readonly DoublyFed[],
): { loops: string[][]; joiningSources: string[][] } {
  const names = (branches: Int32Array) => Array.from(branches.subarray(0, mostNames), (k) => branchNames[k]!);
  return {
    loops: loops.slice(0, mostFaults).map(names),
    joiningSources: doublyFed.slice(0, mostFaults).map(({ branches }) => names(branches)),
  };
}

/** "lines 1-2, 2-3", or "branches ..." where transformers are among them. */
function branchList({ branchNames, numLines }: Feeder, branches: Int32Array): string {
  const names = list(Array.from(branches, (k) => branchNames[k]!));
  const onlyLines = branches.every((k) => k < numLines);
  if (branches.length === 1) return `${onlyLines ? "line" : "transformer"} ${names}`;
  return `${onlyLines ? "lines" : "branches"} ${names}`;
}

const mostNames = 24;

function list(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(", ");
  return `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more`;
}

const mostFaults = 4;

function sentences(faults: readonly string[]): string {
  const [first, ...others] = faults.slice(0, mostFaults);
  const more =
    faults.length > mostFaults ? [`And ${faults.length - mostFaults} more of the kind; topologyOf lists all.`] : [];
  return [first, ...others.map((text) => `${text[0]!.toUpperCase()}${text.slice(1)}`), ...more].join(" ");
}
