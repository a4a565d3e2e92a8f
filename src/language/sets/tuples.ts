/** Sparse sets of tuples: the links of a network, the trades that are allowed. */
import { ClearwattError } from "../../errors.ts";
import { labelSet, Root } from "./label-set.ts";
import { type Relation, relation } from "./relation.ts";
import { type AnySet, checkedLabels, IndexedSet, type IndexSet } from "./set.ts";

/** A set whose members are tuples; each component is a relation: `line.from(l)`, `sum([line.from.of(bus)], ...)`. */
export type TupleSet<Name extends string, Components extends Readonly<Record<string, AnySet>>> = IndexSet<Name> & {
  readonly [K in keyof Components]: Relation<Name, Components[K]["name"]>;
};

/**
 * The set of the given tuples, labelled "a-b" from the labels of their components.
 *
 *   const line = tuples("line", { from: bus, to: bus }, [["1", "2"], ["2", "3"]]);
 */
export function tuples<const Name extends string, const Components extends Readonly<Record<string, AnySet>>>(
  name: Name,
  components: Components,
  members: readonly (readonly (string | number)[])[],
): TupleSet<Name, Components> {
  const keys = Object.keys(components);
  members.forEach((member, k) => {
    if (member.length !== keys.length) {
      throw new ClearwattError(
        `Tuple ${k + 1} of "${name}" is (${member.join(", ")}) and needs ${keys.length} labels: ${keys.join(", ")}.`,
        {
          code: "wrong-size",
          data: { what: "labels", set: name, position: k + 1, found: member.length, expected: keys.length },
        },
      );
    }
  });
  const own = new IndexedSet(name, name, new Root(name, tupleLabels(name, members), false), null);
  for (const key of keys) {
    labelSet(components[key]!, name);
    if (key in own)
      throw new ClearwattError(`A component of "${name}" cannot be called "${key}": every set has that already.`, {
        code: "duplicate",
        data: { what: "name", set: name, found: key },
      });
  }
  const relations = Object.fromEntries(
    keys.map((key, c) => [
      key,
      relation(
        own,
        components[key]!,
        members.map((member) => member[c]!),
        `${name}.${key}`,
      ),
    ]),
  );
  return Object.assign(own, relations) as TupleSet<Name, Components>;
}

/** "a-b" for the tuple (a, b); throws where two tuples would be called the same. */
function tupleLabels(name: string, members: readonly (readonly (string | number)[])[]): readonly string[] {
  const labels = members.map((member) => member.join("-"));
  const seen = new Map<string, readonly (string | number)[]>();
  members.forEach((member, k) => {
    const before = seen.get(labels[k]!);
    if (before?.some((label, c) => String(label) !== String(member[c]))) {
      throw new ClearwattError(
        `The tuples (${before.join(", ")}) and (${member.join(", ")}) of "${name}" would both be called "${labels[k]}". Rename a label.`,
        { code: "duplicate", data: { what: "label", set: name, found: labels[k] } },
      );
    }
    seen.set(labels[k]!, member);
  });
  return checkedLabels(name, labels);
}
