/** Where the parts of a market are declared: a model, the sets that all share, and what was entered into it. */
import { ClearwattError } from "../errors.ts";
import {
  type Constant,
  type IndexSet,
  type Model,
  model,
  type Quadratic,
  type Role,
  Section,
  set,
  sum,
} from "../language/index.ts";
import type { Limit } from "./limit.ts";
import type { Resource, TapChangers } from "./resource.ts";

export type Bus = IndexSet<"bus">;
export type Hour = IndexSet<"hour">;
export type BusHour = readonly [Bus, Hour];

export interface ScopeOptions {
  /** Of the model. */
  readonly name: string;
  /** Names, in the order of the feeder's where there is one; or the set itself. */
  readonly buses: readonly string[] | Bus;
  /** How many, their names, or the set itself. */
  readonly hours: number | readonly string[] | Hour;
  /** Length of one member of `hours`, h: 1 where it is not given, 0.25 for quarters. A whole number of them makes a day. */
  readonly hourLength?: number;
  /** What money is called in units: "EUR". */
  readonly money: string;
}

export interface ScopeRole extends Role {
  /** What flows, where it is not what flows in the scope around: "heat". With it `buses` must be given. */
  readonly carrier?: string;
  readonly buses?: readonly string[] | Bus;
}

/** Something that a network takes, and where it stands. */
interface Entry<Kind> {
  readonly what: Kind;
  readonly scope: Scope;
  /** The scope whose network took it; null as long as none has. */
  takenBy: Scope | null;
}

/** What a whole and its parts have in common. */
interface Whole {
  readonly resources: Entry<Resource>[];
  readonly tapChangers: Entry<TapChangers>[];
  readonly limits: { readonly limit: Limit; readonly scope: Scope }[];
  duration: Constant | null;
}

/** What stands in a scope, for the network that takes it. */
export interface Contents {
  readonly resources: readonly Resource[];
  readonly tapChangers: readonly TapChangers[];
}

/**
 * A model that is being written, or a part of it, with the sets that all parts share. A child prefixes the names of what is
 * declared in it, and remembers whose it is, so that one model holds two networks, two communities, a hundred scenarios.
 * What is entered is what a network takes: nothing can be forgotten, and nothing counts twice.
 */
export class Scope extends Section {
  readonly bus: Bus;
  readonly hour: Hour;
  /** h, of one member of `hour`. Powers are kW, energies kW times this. */
  readonly hourLength: number;
  readonly money: string;
  /** What flows: "electricity" where nothing else was said. */
  readonly carrier: string;
  readonly #whole: Whole;
  /** The network that took what stands here; null as long as none has. */
  #network: string | null = null;
  readonly #around: Scope | null;

  /** Scopes are made by `scope(options)`, parts of them by `child`. */
  constructor(
    m: Model,
    sets: { readonly bus: Bus; readonly hour: Hour; readonly hourLength: number; readonly money: string },
    within?: { readonly around: Scope; readonly name: string; readonly role: ScopeRole },
  ) {
    super(m, within);
    this.bus = sets.bus;
    this.hour = sets.hour;
    this.hourLength = sets.hourLength;
    this.money = sets.money;
    this.carrier = within?.role.carrier ?? within?.around.carrier ?? "electricity";
    this.#around = within?.around ?? null;
    this.#whole =
      within === undefined ? { resources: [], tapChangers: [], limits: [], duration: null } : within.around.#whole;
  }

  /** A part of this scope, with a prefix of its own. Throws where the name is taken. */
  override child(name: string, role: ScopeRole = {}): Scope {
    const { hour, hourLength, money } = this;
    if (role.carrier !== undefined && role.carrier !== this.carrier && role.buses === undefined)
      throw new ClearwattError(
        `The part "${name}" is one of ${role.carrier} and has no buses. Give those of its network, or ["everywhere"].`,
        { code: "missing-data", data: { what: "buses", name } },
      );
    const bus = role.buses === undefined ? this.bus : busSet(role.buses);
    return new Scope(this.model, { bus, hour, hourLength, money }, { around: this, name, role });
  }

  /** The length of an hour in h, as data of the model: power times it is energy. */
  get duration(): Constant {
    this.#whole.duration ??= this.model.parameter("hour length", [], this.hourLength, "h")();
    return this.#whole.duration;
  }

  /** Enters what injects power. Throws where a network has taken the scope already, or it stands in one. */
  enter<Entered extends Resource>(resource: Entered): Entered {
    this.#enterInto(this.#whole.resources, resource);
    return resource;
  }

  /** Enters tap changers, which a network of a feeder takes. Throws as `enter` does. */
  enterTapChangers<Entered extends TapChangers>(tapChangers: Entered): Entered {
    this.#enterInto(this.#whole.tapChangers, tapChangers);
    return tapChangers;
  }

  /** Notes that something declared here is a limit that may be in the way; `limitsInTheWay` speaks in these. */
  limit(limit: Limit): void {
    this.#whole.limits.push({ limit, scope: this });
  }

  /** The limits of this scope and its parts. */
  get limits(): readonly Limit[] {
    return this.#whole.limits.filter(({ scope }) => scope.isWithin(this)).map(({ limit }) => limit);
  }

  /** What was entered into this scope and its parts, by whom where an owner is named; in order. */
  entered(owner?: string): Contents {
    const of = <Kind>(entries: readonly Entry<Kind>[]): Kind[] =>
      entries
        .filter(({ scope }) => scope.isWithin(this) && (owner === undefined || scope.owner === owner))
        .map(({ what }) => what);
    return { resources: of(this.#whole.resources), tapChangers: of(this.#whole.tapChangers) };
  }

  /** What all costs that was entered into this scope and its parts, by whom where an owner is named; in `money`. */
  cost(owner?: string): Quadratic {
    const { resources, tapChangers } = this.entered(owner);
    return sum([...resources, ...tapChangers].map((own) => own.cost()));
  }

  /**
   * For networks: hands over what was entered into this scope and its parts, flows in it, and is in no network yet; from now
   * on nothing more can be entered. Throws where a network has taken it before.
   */
  takeInto(network: string): Contents {
    const before = this.#takenBy();
    if (before !== null)
      throw new ClearwattError(
        `${this.#described()} has a network already, ${before}. Add ${network} to a part of its own: scope.child(name).`,
        { code: "duplicate", data: { what: "network", name: this.title || this.model.name, found: [before, network] } },
      );
    this.#network = network;
    const take = <Kind>(entries: readonly Entry<Kind>[]): Kind[] => {
      const own = entries.filter(
        ({ scope, takenBy }) => takenBy === null && scope.isWithin(this) && scope.carrier === this.carrier,
      );
      for (const entry of own) entry.takenBy = this;
      return own.map(({ what }) => what);
    };
    const contents = { resources: take(this.#whole.resources), tapChangers: take(this.#whole.tapChangers) };
    refuseTwice(contents.resources, this.#described());
    return contents;
  }

  /** The resources of a part, or of what stands within it, that the network of this scope has taken. */
  takenFrom(part: Scope): readonly Resource[] {
    return this.#whole.resources
      .filter(({ scope, takenBy }) => takenBy === this && scope.isWithin(part))
      .map(({ what }) => what);
  }

  /** Throws where something stands in this scope or its parts that no network has taken. */
  refuseLoose(): void {
    const loose = [...this.#whole.resources, ...this.#whole.tapChangers].find(
      ({ scope, takenBy }) => takenBy === null && scope.isWithin(this),
    );
    if (loose !== undefined)
      throw new ClearwattError(
        `"${loose.what.name}" was entered into ${loose.scope.#described()}, and no network of ${loose.scope.carrier} has taken it: it would be served from nothing. Add a network to that scope.`,
        { code: "missing-data", data: { what: "network", name: loose.what.name } },
      );
  }

  #enterInto<Kind extends { readonly name: string }>(entries: Entry<Kind>[], what: Kind): void {
    if (entries.some((entry) => entry.what === what))
      throw new ClearwattError(`"${what.name}" was entered into ${this.#described()} before. It would count twice.`, {
        code: "duplicate",
        data: { what: "entry", found: what.name },
      });
    const network = this.#takenBy();
    if (network !== null)
      throw new ClearwattError(
        `"${what.name}" is entered into ${this.#described()} after the network, ${network}, has taken what stands there. Enter it before.`,
        { code: "outdated", data: { name: what.name } },
      );
    entries.push({ what, scope: this, takenBy: null });
  }

  /** The network that has taken this scope, or one around it in which the same flows. */
  #takenBy(): string | null {
    if (this.#network !== null) return this.#network;
    const around = this.#around;
    return around === null || around.carrier !== this.carrier ? null : around.#takenBy();
  }

  #described(): string {
    return this.title === "" ? `the market "${this.model.name}"` : `"${this.title}"`;
  }
}

/** Throws where two resources stand for the same thing. */
function refuseTwice(resources: readonly Resource[], where: string): void {
  const before = new Map<object, Resource>();
  for (const resource of resources) {
    const { standsFor } = resource;
    if (standsFor === undefined) continue;
    const other = before.get(standsFor.what);
    if (other !== undefined)
      throw new ClearwattError(
        `${standsFor.name} were entered into ${where} twice, as "${other.name}" and "${resource.name}", and would count double. Enter them once.`,
        { code: "duplicate", data: { what: "entry", found: resource.name } },
      );
    before.set(standsFor.what, resource);
  }
}

/** A new model to write a market in. Throws where hours have a length that no day has. */
export function scope({ name, buses, hours, hourLength = 1, money }: ScopeOptions): Scope {
  const hour = typeof hours === "number" || isList(hours) ? set("hour", hours) : hours;
  return new Scope(model(name), { bus: busSet(buses), hour, hourLength: checkedLength(name, hourLength), money });
}

function busSet(buses: readonly string[] | Bus): Bus {
  return isList(buses) ? set("bus", buses) : buses;
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}

/** Lengths such as 1/3 do not add up to 24 exactly. */
const rounding = 1e-9;

function checkedLength(name: string, length: number): number {
  const inDay = 24 / length;
  if (length > 0 && inDay >= 1 - rounding && Math.abs(inDay - Math.round(inDay)) < rounding * inDay) return length;
  throw new ClearwattError(
    `The hours of "${name}" are ${length} h long. Give a length of which a whole number makes a day, in h: 1, or 0.25 for quarters (15 minutes).`,
    { code: "out-of-range", data: { what: "hourLength", name, found: length } },
  );
}
