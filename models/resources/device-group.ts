/** A group of devices of one kind: rows as tables give them, checked at the edge, with their set and their buses. */
import { ClearwattError } from "../../src/errors.ts";
import {
  type Affine,
  type Constant,
  type Index,
  type IndexSet,
  type Parameter,
  type Quadratic,
  type Relation,
  relation,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Injection, Member, Resource, Scope } from "../../src/market/index.ts";
import { type AnyFields, type Fields, isFiniteOrUnlimited, isInRange, type NumberField, rangeText } from "./fields.ts";

export interface DeviceRow {
  readonly name: string | number;
  readonly bus: string | number;
}

/** What stands for a field that a row does not have. */
type Fallback<Row> = number | ((row: Row, k: number, t: number) => number);

/** What a device gives in an hour: kW, kVAr. */
export type ByDevice = (k: Index<string>, t: Index<"hour">) => Affine;

/** What the devices of a group do for the market. */
export interface Dispatch {
  /** kW and kVAr that each gives to the grid, negative where it takes; left away where it has no part in it. */
  readonly active?: ByDevice | null;
  readonly reactive?: ByDevice | null;
  /** Of all devices and hours, in the scope's money; nothing where it is left away. */
  readonly cost?: () => Affine | Quadratic | Constant | number;
}

type AtBus = (i: Index<"bus">, t: Index<"hour">) => Affine;

/** A group as a resource: it injects at buses what its devices give. */
type Entered<Given extends Dispatch> = Resource & {
  readonly active: Given["active"] extends ByDevice ? AtBus : AtBus | null;
  readonly reactive: Given["reactive"] extends ByDevice ? AtBus : AtBus | null;
  readonly cost: Given["cost"] extends () => infer Cost ? () => Cost : () => 0;
};

/** A resource with an active power that is decided. */
export interface DecidedResource extends Resource {
  readonly active: AtBus;
  readonly reactive: AtBus | null;
}

/** Limits of devices by what they limit. */
type DeviceTheme = "power" | "energy";
const deviceThemes: Readonly<Record<DeviceTheme, string>> = {
  power: "What devices can give and take is",
  energy: "The energy that devices can hold is",
};
const variableUnit: Readonly<Record<DeviceTheme, string>> = { power: "kW", energy: "kWh" };
/** Devices that a sentence names. */
const mostNamed = 3;

/** Names that the sets of every market have. */
const taken = ["bus", "hour", "line", "day"];

export class DeviceGroup<Row extends { readonly name: string | number }> {
  readonly name: string;
  /** The part of the market that the group is declared in: names begin with that of the group. */
  readonly scope: Scope;
  /** One member for each row, by its name; the set is called as the group is. */
  readonly unit: IndexSet<string>;
  readonly rows: readonly Row[];
  readonly #fields: AnyFields;

  /** Throws where the group is empty, a name stands twice, or a row has another field. */
  constructor(scope: Scope, name: string, rows: readonly Row[], fields: Fields<Row>) {
    if (taken.includes(name))
      throw new ClearwattError(
        `A group of devices is called "${name}", as a set of every market is. Choose another name.`,
      );
    if (!Array.isArray(rows) || rows.length === 0)
      throw new ClearwattError(`"${name}" has no devices. Give a list with a row for each: { name, ... }.`);
    this.name = name;
    this.scope = scope.child(name);
    this.rows = rows;
    this.#fields = fields;
    this.unit = set(
      name,
      rows.map((row) => row.name),
    );
    rows.forEach((row, k) => {
      const foreign = Object.keys(row).find((field) => !Object.hasOwn(fields, field));
      if (foreign !== undefined)
        this.refuse(k, `has a field "${foreign}", which is not one of ${Object.keys(fields).join(", ")}`);
    });
  }

  /** The bus of every device, from a field of its row; throws where there is no such bus. */
  busOf(field: keyof Row & string): Relation<string, "bus"> {
    const { bus } = this.scope;
    const known = new Set(bus.labels);
    const targets = this.rows.map((row, k) => {
      const label = String(row[field]);
      if (!known.has(label))
        this.refuse(
          k,
          `stands at the ${field} ${quoted(row[field])}, which is not one of the ${bus.size} buses of the market`,
        );
      return label;
    });
    return relation(this.unit, bus, targets, `${field} of ${this.name}`);
  }

  /** Enters devices that stand at one bus each, `at`, into the market, with what else is to be read of them. */
  enter<Given extends Dispatch, Rest extends object>(
    at: Relation<string, "bus">,
    dispatch: Given,
    rest: Rest,
  ): Entered<Given> & Rest;
  enter(at: Relation<string, "bus">, dispatch: Dispatch, rest: object): Resource {
    const { active = null, reactive = null, cost = () => 0 as const } = dispatch;
    const atBus = (given: ByDevice | null): Injection | null =>
      given === null ? null : (i, t) => sum([at.of(i)], (k) => given(k, t));
    const buses = [...new Set(this.unit.labels.map((label) => at.target(label)))];
    return this.scope.enter({
      ...rest,
      name: this.name,
      buses,
      active: atBus(active),
      reactive: atBus(reactive),
      cost,
    });
  }

  /**
   * Notes that bounds of a variable are limits that may be in the way; those that are infinite are none. `verb` is what the
   * devices do up to them: "give". Bounds have one number for each device, or one for each device and hour.
   */
  limit(
    theme: DeviceTheme,
    variable: Variable<readonly [IndexSet<string>, Hour]>,
    side: "lower" | "upper",
    bounds: Float64Array,
    verb: string,
  ): void {
    const { hour } = this.scope;
    const perDevice = bounds.length / this.rows.length;
    const boundAt = (at: number) => bounds[perDevice === 1 ? Math.floor(at / hour.size) : at]!;
    const size = Float64Array.from({ length: this.rows.length * hour.size }, (_, at) =>
      Number.isFinite(boundAt(at)) ? 1 : 0,
    );
    if (size.every((own) => own === 0)) return;
    const unit = variableUnit[theme];
    const sign = side === "upper" ? 1 : -1;
    const number = (value: number) => String(Number(value.toFixed(3)));
    const sentence = ({ labels, position, amount }: Member): string => {
      const bound = boundAt(position);
      const where = hour.size === 1 ? "" : ` in hour "${labels[1]}"`;
      return `"${labels[0]}" would have to ${verb} ${number(bound + sign * amount)} ${unit}${where} in place of ${side === "upper" ? "at most" : "at least"} ${number(bound)}`;
    };
    this.scope.limit({
      theme: deviceThemes[theme],
      of: "devices",
      named: (members) => members.map(({ labels }) => `"${labels[0]}"`).join(", "),
      amounts: "one for each",
      parts: [{ of: variable, side, size }],
      broken: (members) =>
        members.slice(0, mostNamed).map(sentence).join(", ") + (members.length > mostNamed ? ", ..." : ""),
      remedies: () => [],
    });
  }

  /** Whether any row has one of the fields. */
  has(...fields: readonly (keyof Row)[]): boolean {
    return this.rows.some((row) => fields.some((field) => given(row[field])));
  }

  /** The devices whose row has the field; null where there is none. */
  having(field: keyof Row & string): IndexSet<string> | null {
    return this.those(`${this.name} with ${words(field)}`, (row) => given(row[field]));
  }

  /** The devices for whose row the test holds; null where there is none. */
  those(title: string, test: (row: Row) => boolean): IndexSet<string> | null {
    return this.rows.some(test) ? this.unit.subset(title, (_, k) => test(this.rows[k]!)) : null;
  }

  /**
   * One number for each device, checked as the field's specification says. `fallback` stands for what a row does not have,
   * where the specification does not say it; without either that is an error.
   */
  each(field: keyof Row & string, fallback?: Fallback<Row>): Float64Array {
    return Float64Array.from(this.rows, (row, k) => this.#checked(k, field, row[field], fallback, "", 0));
  }

  /** One number for each device and hour. */
  hourly(field: keyof Row & string, fallback?: Fallback<Row>): Float64Array {
    const { hour } = this.scope;
    const values = new Float64Array(this.rows.length * hour.size);
    this.rows.forEach((row, k) => {
      const own: unknown = row[field];
      const list = isList(own) ? own : null;
      if (list !== null && list.length !== hour.size)
        this.refuse(
          k,
          `has ${list.length} values of ${field}, and the market has ${hour.size} hours. Give one number, or one for each hour`,
        );
      for (let t = 0; t < hour.size; t++) {
        const where = list === null ? "" : ` in hour "${hour.labels[t]}"`;
        values[k * hour.size + t] = this.#checked(k, field, list === null ? own : list[t], fallback, where, t);
      }
    });
    return values;
  }

  /** Data of the model: one number for each device, called "<group> <title>". */
  parameter(title: string, values: Float64Array, unit: string): Parameter<readonly [IndexSet<string>]> {
    return this.scope.parameter(title, [this.unit], values, unit);
  }

  /** The same for each device and hour. */
  parameterByHour(title: string, values: Float64Array, unit: string): Parameter<readonly [IndexSet<string>, Hour]> {
    return this.scope.parameter(title, [this.unit, this.scope.hour], values, unit);
  }

  /** Throws where a lower limit stands above the upper one; both for each device, or each device and hour. */
  ordered(lowerField: string, lower: Float64Array, upperField: string, upper: Float64Array): void {
    const perDevice = lower.length / this.rows.length;
    lower.forEach((low, at) => {
      const k = Math.floor(at / perDevice);
      const where = perDevice === 1 ? "" : ` in hour "${this.scope.hour.labels[at % perDevice]}"`;
      if (low > upper[at]!) this.refuse(k, `has ${lowerField} ${low} above ${upperField} ${upper[at]}${where}`);
    });
  }

  /** An error that names the group and the device. */
  refuse(k: number, found: string): never {
    throw new ClearwattError(`In "${this.name}", the device ${quoted(this.rows[k]?.name)} ${found}.`);
  }

  #checked(
    k: number,
    field: keyof Row & string,
    value: unknown,
    fallback: Fallback<Row> | undefined,
    where: string,
    t: number,
  ): number {
    const specification = this.#numberField(field);
    if (!given(value) || value === specification.word) {
      const otherwise = fallback ?? specification.otherwise;
      if (otherwise !== undefined && where === "")
        return typeof otherwise === "number" ? otherwise : otherwise(this.rows[k]!, k, t);
      this.refuse(k, `has no ${field}${where}. Give a number`);
    }
    const { unit = "", advice } = specification;
    if (typeof value !== "number" || Number.isNaN(value))
      this.refuse(k, `has ${field} ${quoted(value)}${where}, which is not a number`);
    const found = `has ${field} ${value}${unit === "" ? "" : ` ${unit}`}${where}`;
    if (!isFiniteOrUnlimited(value, specification)) this.refuse(k, `${found}, which is not finite`);
    if (!isInRange(value, specification))
      this.refuse(k, `${found}, which must be ${rangeText(specification)}${advice === undefined ? "" : `. ${advice}`}`);
    return value;
  }

  #numberField(field: keyof Row & string): NumberField {
    const specification = this.#fields[field]!;
    if (specification.kind === undefined || specification.kind === "number") return specification;
    throw new ClearwattError(`"${field}" of "${this.name}" is a ${specification.kind}, and no number.`);
  }
}

/** Whether a row has something in a field; tables have null where a cell is empty. */
export function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function quoted(value: unknown): string {
  return typeof value === "number" || value === undefined || value === null ? String(value) : `"${String(value)}"`;
}

/** "ratedPower" as "rated power". */
function words(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
