/** Sparse sets of tuples: the links of a network, the trades that are allowed. */
import { ClearwattError } from "../errors.ts";
import { type Relation, relation } from "./relation.ts";
import { type AnySet, checkedLabels, type IndexSet, LabelSet, labelSet, Root } from "./set.ts";

/** A set whose members are tuples; each component is a relation: `line.from(l)`, `sum([line.from.of(bus)], ...)`. */
export type TupleSet<Name extends string, Components extends Readonly<Record<string, AnySet>>> = IndexSet<Name> & {
  readonly [K in keyof Components]: Relation<Name, Components[K]["name"]>;
};

const taken = [
  "name",
  "title",
  "root",
  "size",
  "labels",
  "positions",
  "members",
  "first",
  "last",
  "at",
  "subset",
  "rootPosition",
  "positionOf",
];

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
  for (const key of keys) {
    if (taken.includes(key))
      throw new ClearwattError(`A component of "${name}" cannot be called "${key}": every set has that already.`);
  }
  members.forEach((member, k) => {
    if (member.length !== keys.length) {
      throw new ClearwattError(
        `Tuple ${k + 1} of "${name}" is (${member.join(", ")}) and needs ${keys.length} labels: ${keys.join(", ")}.`,
      );
    }
  });
  const labels = checkedLabels(
    name,
    members.map((member) => member.join("-")),
  );
  const own = new LabelSet(name, name, new Root(name, labels, false), null);
  const relations = Object.fromEntries(
    keys.map((key, c) => [
      key,
      relation(
        own,
        labelSet(components[key]!, name),
        members.map((member) => member[c]!),
        `${name}.${key}`,
      ),
    ]),
  );
  return Object.assign(own, relations) as TupleSet<Name, Components>;
}
