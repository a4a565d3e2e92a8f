/** Numbers by label as data of a parameter: put where their labels stand, in whatever order they come. */
import { ClearwattError } from "../../errors.ts";
import { type LabelSet, labelSet } from "../sets/label-set.ts";
import { type Labelled, spaceOf } from "./labelled.ts";
import { labelsAt, labelsText, memberText, product } from "./member-text.ts";

/**
 * Dense values over the sets, the last one fastest. Members of a set that are not in the subset asked for are passed over,
 * as in records and tables; labels that the set does not have, and members without a number, are errors.
 */
export function fromLabelled(name: string, over: readonly LabelSet[], numbers: Labelled, size: number): Float64Array {
  const own = numbers.over.map((set) => labelSet(set, `"${numbers.name}"`));
  refuseOtherSets(name, over, numbers.name, own);
  const tables = own.map((from, k) => positionsIn(over[k]!, from));
  const { present } = spaceOf(numbers);
  if (present === null && tables.every((table) => table === null)) return numbers.data.slice();
  const values = new Float64Array(size);
  const given = new Uint8Array(size);
  for (let k = 0; k < numbers.data.length; k++) {
    const at = positionIn(over, own, tables, present === null ? k : present[k]!);
    if (at === foreign) throw foreignLabels(name, over, numbers, k);
    if (at === outside) continue;
    values[at] = numbers.data[k]!;
    given[at] = 1;
  }
  const missing = given.indexOf(0);
  if (missing < 0) return values;
  throw new ClearwattError(
    `"${name}"${memberText(over, missing)} is missing: "${numbers.name}" has numbers for ${given.reduce((sum, one) => sum + one, 0)} of the ${size} members of ${product(over)}. Every member needs one.`,
    { code: "missing-data", data: { name, labels: labelsAt(over, missing) } },
  );
}

/** Of members that are in the set but not in its subset, and of labels that the set does not have. */
const outside = -1;
const foreign = -2;

function refuseOtherSets(name: string, over: readonly LabelSet[], given: string, own: readonly LabelSet[]): void {
  if (own.length === over.length && own.every((set, k) => set.name === over[k]!.name)) return;
  throw new ClearwattError(
    `"${name}" is over ${product(over)}, and "${given}" over ${product(own)}. Hand over its .data where the order is known to be the same.`,
    { code: "wrong-set", data: { name, found: own.map((set) => set.title), expected: over.map((set) => set.title) } },
  );
}

/** Position in one set of each member of another of the same name, -1 or -2 where it has none; null where all are alike. */
function positionsIn(to: LabelSet, from: LabelSet): Int32Array | null {
  if (to.root === from.root && to.positions === from.positions) return null;
  const places = new Map(Array.from({ length: to.size }, (_, k) => [to.rootPosition(k), k]));
  return Int32Array.from({ length: from.size }, (_, k) => {
    const p = from.rootPosition(k);
    const own = to.root === from.root ? p : to.root.find(from.root.label(p));
    return own < 0 ? foreign : (places.get(own) ?? outside);
  });
}

function positionIn(
  over: readonly LabelSet[],
  own: readonly LabelSet[],
  tables: readonly (Int32Array | null)[],
  position: number,
): number {
  let at = 0;
  let stride = 1;
  let found = 0;
  for (let k = own.length - 1; k >= 0; k--) {
    const { size } = own[k]!;
    const member = position % size;
    position = (position - member) / size;
    const table = tables[k]!;
    const place = table === null ? member : table[member]!;
    if (place < 0) found = Math.min(found, place);
    at += place * stride;
    stride *= over[k]!.size;
  }
  return found < 0 ? found : at;
}

function foreignLabels(name: string, over: readonly LabelSet[], numbers: Labelled, k: number): ClearwattError {
  const labels = numbers.labels(k);
  const { title, root } = over.find((set, axis) => set.root.find(labels[axis]!) < 0)!;
  return new ClearwattError(
    `"${name}"[${labelsText(labels)}] is for no member: "${numbers.name}" has a number there, and "${title}" has ${root.describe()}.`,
    { code: "unknown-label", data: { name, set: title, found: labels } },
  );
}
