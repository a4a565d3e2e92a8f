/** The schema of market files, from the catalogues. */
import { z } from "zod";
import { networkKinds, resourceKinds } from "../catalogue.ts";
import type { NetworkKind } from "../network/network-kind.ts";
import type { AnyFields, NumberField } from "../resources/fields.ts";
import type { ResourceKind } from "../resources/resource-kind.ts";
import { fieldShape, label, type Notes, objectOf } from "./field-schema.ts";
import { says } from "./problems.ts";

/** What may stand in market files; the catalogues of the package where nothing is said. */
export interface Catalogues {
  readonly resources?: readonly ResourceKind[];
  readonly networks?: readonly NetworkKind[];
}

/** A hundred years, and more than a model can hold. */
const mostHours = 1_000_000;

/** The JSON Schema (draft 2020-12) of market files. */
export function marketFileSchema(catalogues: Catalogues = {}): object {
  const notes: Notes = z.registry();
  const schema = marketSchema(catalogues, notes);
  notes.add(schema, { description: 'A market file of clearwatt, dialect "local". Powers in kW, energies in kWh.' });
  return z.toJSONSchema(schema, { io: "input", target: "draft-2020-12", metadata: notes });
}

/** The schema by which market files are read. */
export function marketSchema(
  { resources = resourceKinds, networks = networkKinds }: Catalogues,
  notes: Notes = z.registry(),
): z.ZodType {
  const noted = <Schema extends z.ZodType>(description: string, schema: Schema): Schema => {
    notes.add(schema, { description });
    return schema;
  };
  const text = (about: string) => noted(about, z.string());
  const labels = (about: string) => noted(about, z.array(label).min(1, says("is empty")));
  const count = z
    .number()
    .min(1, says("hours are none"))
    .max(mostHours, says(`hours are more than ${mostHours}`));
  const participants = z.array(participantSchema(resources, notes));
  return objectOf("a market file", {
    $schema: text("Where the JSON Schema of market files is, for editors.").optional(),
    dialect: noted(
      "Of the file.",
      z.literal("local", says('is no dialect of market files, which is "local"')),
    ).optional(),
    name: text("Name of the market."),
    description: text("What it is, in a sentence.").optional(),
    feeder: text("Name of a feeder, or the path of one as seen from this file.").optional(),
    buses: labels("Names of the buses, where there is no feeder.").optional(),
    hours: noted(
      "How many hours there are, or their names.",
      z.union(
        [count.multipleOf(1, says("is no whole number of hours")), z.array(label).min(1, says("is empty"))],
        says("is neither a number of hours nor a list of names"),
      ),
    ),
    hourLength_h: noted("Length of one of the hours, h; 1 where it is not given.", z.number()).optional(),
    money: text('What money is called in units: "EUR".'),
    limits: noted("What holds in the network; the feeder's own limits elsewhere.", limitSchema(notes)).optional(),
    network: noted(networkNotes(networks), networkSchema(networks)).optional(),
    participants: participants.min(1, "no participant, not even one that gives power"),
    profiles: noted(
      "Lists of numbers, one for each hour, by their names.",
      z.record(z.string(), profileSchema()),
    ).optional(),
  });
}

function networkSchema(networks: readonly NetworkKind[]): z.ZodType {
  const names = networks.map(({ name }) => name);
  return z.enum(names as [string, ...string[]], says(`is no network. These are: ${names.join(", ")}`));
}

function networkNotes(networks: readonly NetworkKind[]): string {
  return networks.map(({ name, about }) => `${name}: ${about}`).join(" ");
}

function profileSchema(): z.ZodType {
  const column = objectOf("a column of a CSV file", { file: z.string(), column: z.string() });
  return z.union([z.array(z.number()).min(1, says("is empty")), column], {
    ...says('is neither a list of numbers nor { "file": path of a CSV file, "column": its name }'),
  });
}

const behaviours = ["price taker", "strategic", "cooperative"] as const;

function participantSchema(resources: readonly ResourceKind[], notes: Notes): z.ZodType {
  const devices = resources.map((kind) => [kind.name, devicesSchema(kind, notes).optional()]);
  const schema = objectOf("a participant", {
    name: z.string().min(1, says("is empty")),
    behaviour: z.enum(behaviours, says(`is none of ${behaviours.join(", ")}`)).optional(),
    ...Object.fromEntries(devices),
  });
  notes.add(schema, { id: "participant", description: "Somebody with devices." });
  return schema;
}

/** A list of rows, or an object with the rows and the options beside them; of kinds without rows, the options. */
function devicesSchema({ name, about, fields, options }: ResourceKind, notes: Notes): z.ZodType {
  const own = fieldShape(options, notes);
  if (fields === null) {
    const whole = objectOf(`a ${name}`, own);
    notes.add(whole, { description: about });
    return whole;
  }
  const row = objectOf(`a row of ${name}`, fieldShape(fields, notes));
  notes.add(row, { id: `row of ${name}` });
  const rows = () => z.array(row).min(1, says("is empty"));
  const schema = z.union([rows(), objectOf(name, { devices: rows(), ...own })], {
    ...says('is neither a list of devices nor { "devices": [...] } with options'),
  });
  notes.add(schema, { description: about });
  return schema;
}

/** The limits of a network, in the words of `GridLimits`: of all buses, of the sources, and of lines by their names. */
const limitFields: Readonly<Record<"lowestVoltage" | "highestVoltage" | "sourceVoltage", NumberField>> = {
  lowestVoltage: { about: "Lowest voltage of all buses.", unit: "pu", byHour: true, from: 0 },
  highestVoltage: { about: "Highest voltage of all buses.", unit: "pu", byHour: true, from: 0 },
  sourceVoltage: { about: "Voltage that the sources hold.", unit: "pu", byHour: true, above: 0 },
};

const lineLimitFields: Readonly<Record<"ratedPower" | "ratedCurrent" | "reverseFlow", NumberField>> = {
  ratedPower: { about: "Most apparent power at both ends.", unit: "kVA", byHour: true, from: 0, unlimited: "above" },
  ratedCurrent: { about: "Most current.", unit: "A", byHour: true, from: 0, unlimited: "above" },
  reverseFlow: { about: "Most power towards the source.", unit: "kW", byHour: true, from: 0, unlimited: "above" },
};

function limitSchema(notes: Notes): z.ZodType {
  const all: AnyFields = limitFields;
  const lines = Object.entries(lineLimitFields).map(([name, field]) => {
    const { [name]: value } = fieldShape({ [name]: { ...field, required: true } }, notes);
    return [name, z.record(z.string(), value as z.ZodType).optional()];
  });
  return objectOf("limits", { ...fieldShape(all, notes), ...Object.fromEntries(lines) });
}
