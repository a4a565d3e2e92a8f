/** The participants of a market file: what each owns, as data, and how it enters a scope. */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import { type Participant, type Scope, scope } from "../../src/market/index.ts";
import type { AnyFields, Field } from "../resources/fields.ts";
import type { Devices, ResourceKind } from "../resources/resource-kind.ts";
import type { Numbers, ParticipantDocument } from "./document.ts";
import { hourlyValues, type Profiles, type Reading } from "./hourly.ts";
import { placeOf } from "./problems.ts";

/** Devices of one kind, with rows and options as the functions of the library take them. */
export interface FileDevices extends Devices {
  /** Name in the catalogue. */
  readonly kind: string;
}

export interface FileParticipant extends Participant {
  readonly devices: readonly FileDevices[];
}

interface Context {
  readonly reading: Reading;
  readonly profiles: Profiles;
  readonly resources: readonly ResourceKind[];
  readonly feeder: Feeder | null;
}

/** What is wrong with numbers by the hour and with names of branches becomes a problem; see `tryDevices` for the rest. */
export function readParticipants(context: Context, documents: readonly ParticipantDocument[]): FileParticipant[] {
  const { reading, resources, feeder } = context;
  documents.forEach(({ name }, p) => {
    const first = documents.findIndex((other) => other.name === name);
    if (first < p) reading.problems.push(`participants[${p}].name: participants[${first}] is called "${name}" too.`);
  });
  return documents.map((document, p) => {
    const devices = Object.keys(document).flatMap((key) => {
      const kind = resources.find(({ name }) => name === key);
      return kind === undefined ? [] : [readDevices(context, kind, document[key], ["participants", p, key])];
    });
    const enter = (own: Scope): void => {
      for (const { kind, ...given } of devices) kindOf(resources, kind).enter(own, given, feeder);
    };
    const { name, behaviour } = document;
    return { name, devices, enter, ...(behaviour === undefined ? {} : { behaviour }) };
  });
}

function readDevices(context: Context, kind: ResourceKind, given: unknown, path: readonly PropertyKey[]): FileDevices {
  const isTable = Array.isArray(given);
  const { devices = [], ...options } = (isTable ? { devices: given } : given) as { devices?: object[] };
  const rowPath = pathOfRows(given, path);
  return {
    kind: kind.name,
    rows: kind.fields === null ? [] : devices.map((row, k) => readValues(context, kind.fields!, row, [...rowPath, k])),
    options: readValues(context, kind.options, options, path),
  };
}

/** Rows stand in the list itself, or under "devices" beside options. */
function pathOfRows(given: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  return Array.isArray(given) ? path : [...path, "devices"];
}

/** A row or options with numbers by the hour in place of references to profiles. */
function readValues(context: Context, fields: AnyFields, values: object, path: readonly PropertyKey[]): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      readValue(context, fields[name]!, value, placeOf([...path, name])),
    ]),
  );
}

function readValue({ reading, profiles, feeder }: Context, field: Field, value: unknown, place: string): unknown {
  if (field.kind === "branch" && !feeder?.branchNames.includes(String(value)))
    reading.problems.push(
      `${place}: "${value}" is no branch of ${feeder === null ? "the market, which has no feeder" : `"${feeder.name}"`}.`,
    );
  if ((field.kind !== undefined && field.kind !== "number") || value === field.word) return value;
  const none = field.unlimited === "below" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return hourlyValues(reading, profiles, place, value as Numbers, none);
}

function kindOf(resources: readonly ResourceKind[], name: string): ResourceKind {
  return resources.find((kind) => kind.name === name)!;
}

/**
 * Enters all devices into scopes that are thrown away, each table and, where one is refused, each of its rows alone, so that
 * everything that devices refuse is said at once and with its place.
 */
export function tryDevices(
  { reading, resources, feeder }: Context,
  documents: readonly ParticipantDocument[],
  participants: readonly FileParticipant[],
  empty: Scope,
): void {
  const refusal = (kind: ResourceKind, devices: Devices): string | null => {
    const { bus, hour, hourLength, money } = empty;
    try {
      kind.enter(scope({ name: empty.model.name, buses: bus, hours: hour, hourLength, money }), devices, feeder);
      return null;
    } catch (error) {
      if (error instanceof ClearwattError) return error.message;
      throw error;
    }
  };
  participants.forEach(({ devices }, p) => {
    for (const given of devices) {
      const kind = kindOf(resources, given.kind);
      const whole = refusal(kind, given);
      if (whole === null) continue;
      const rows = given.rows.map((row) => refusal(kind, { ...given, rows: [row] }));
      const faulty = rows.flatMap((text, k) => (text === null ? [] : [[k, text] as const]));
      const path = ["participants", p, given.kind];
      const rowPath = pathOfRows(documents[p]![given.kind], path);
      const isOfAll = faulty.length !== 1 && faulty.every(([, text]) => text === whole);
      reading.problems.push(
        ...(isOfAll
          ? [`${placeOf(path)}: ${whole}`]
          : faulty.map(([k, text]) => `${placeOf([...rowPath, k])}: ${text}`)),
      );
    }
  });
}
