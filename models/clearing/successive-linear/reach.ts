/**
 * How far what is decided may move from one pass to the next: as far as it likes until it turns back, then half as far as it
 * came, and a tenth farther each time that it does not (the step rule of Rprop, Riedmiller and Braun 1993,
 * doi:10.1109/ICNN.1993.298623). A linear program jumps from end to end of a range where the optimum lies between.
 */
import {
  type Affine,
  type Index,
  isData,
  type NamedExpression,
  type Parameter,
  type Session,
  type Solution,
} from "../../../src/language/index.ts";
import type { Bus, BusHour, Injection, Scope } from "../../../src/market/index.ts";

/** An injection of a resource that is decided, kW or kVAr, at the buses where it stands. */
export interface Decided {
  readonly name: string;
  readonly power: NamedExpression<BusHour>;
}

/** By injection, bus and hour. */
export type Dispatch = readonly Float64Array[];

/** Names the decided injections of all that was entered into a scope, so that its solutions can be compared. */
export function decidedIn(scope: Scope): readonly Decided[] {
  return scope.entered().resources.flatMap((resource, k) => {
    if (resource.buses.length === 0) return [];
    const buses = scope.bus.subset(`buses of resource ${k + 1}`, resource.buses);
    return (["active", "reactive"] as const).flatMap((kind) => {
      const injection = resource[kind];
      return injection === null
        ? []
        : decided(scope, `${kind} power of resource ${k + 1}, ${resource.name}`, injection, buses);
    });
  });
}

/** None where it is data. */
function decided(scope: Scope, name: string, injection: Injection, buses: Bus): Decided[] {
  let data = false;
  const power = scope.expression(name, [buses, scope.hour], (i: Index<"bus">, t: Index<"hour">): Affine => {
    const own = injection(i, t);
    data = isData(own);
    return own as Affine;
  });
  return data ? [] : [{ name, power }];
}

export function dispatchAt(all: readonly Decided[], solution: Solution): Dispatch {
  return all.map(({ power }) => solution.value(power).data);
}

/** The range that an injection has to stay in. */
interface Range {
  readonly lowest: Parameter<BusHour>;
  readonly highest: Parameter<BusHour>;
  /** 1 where it stands at a source, and balances the others. */
  readonly free: Uint8Array;
  readonly reach: Float64Array;
  /** What it last moved by. */
  readonly change: Float64Array;
}

export class Reach {
  readonly #ranges: readonly Range[];
  /** kW below which a change is none. */
  readonly #still: number;

  /** Adds the ranges to the scope; they are open at first. `sources` are names of buses. */
  constructor(scope: Scope, all: readonly Decided[], sources: ReadonlySet<string>, still: number) {
    this.#still = still;
    this.#ranges = all.map(({ name, power }) => {
      const [bus, hour] = power.over;
      const lowest = scope.parameter(`lowest ${name}`, [bus, hour], Number.NEGATIVE_INFINITY);
      const highest = scope.parameter(`highest ${name}`, [bus, hour], Number.POSITIVE_INFINITY);
      scope.constraint(`within reach: ${name}`, [bus, hour], (i, t) =>
        power(i, t).between(lowest(i, t), highest(i, t)),
      );
      const size = bus.size * hour.size;
      return {
        lowest,
        highest,
        free: Uint8Array.from({ length: size }, (_, at) =>
          sources.has(bus.labels[Math.floor(at / hour.size)]!) ? 1 : 0,
        ),
        reach: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
        change: new Float64Array(size),
      };
    });
  }

  get isOpen(): boolean {
    return this.#ranges.every(({ reach }) => reach.every((own) => own === Number.POSITIVE_INFINITY));
  }

  /** Lets all go as far as they like. */
  open(session: Session): void {
    for (const { reach, lowest, highest } of this.#ranges) {
      reach.fill(Number.POSITIVE_INFINITY);
      session.set(lowest, Number.NEGATIVE_INFINITY);
      session.set(highest, Number.POSITIVE_INFINITY);
    }
  }

  /** Holds all within reach of a dispatch. */
  hold(session: Session, dispatch: Dispatch): void {
    this.#ranges.forEach(({ lowest, highest, reach }, k) => {
      session.set(
        lowest,
        dispatch[k]!.map((at, own) => at - reach[own]!),
      );
      session.set(
        highest,
        dispatch[k]!.map((at, own) => at + reach[own]!),
      );
    });
  }

  /** Lets all go for one solve, and tells how far each may go after it. */
  async without<Result>(session: Session, dispatch: Dispatch, solve: () => Promise<Result>): Promise<Result> {
    for (const { lowest, highest } of this.#ranges) {
      session.set(lowest, Number.NEGATIVE_INFINITY);
      session.set(highest, Number.POSITIVE_INFINITY);
    }
    const result = await solve();
    this.hold(session, dispatch);
    return result;
  }

  /** Sets reaches by what became of the last ones. Returns the largest change, kW or kVAr. */
  move(last: Dispatch, next: Dispatch): number {
    let largest = 0;
    this.#ranges.forEach(({ free, reach, change }, k) => {
      next[k]!.forEach((now, at) => {
        const moved = now - last[k]![at]!;
        largest = Math.max(largest, Math.abs(moved));
        if (free[at] === 1 || Math.abs(moved) < this.#still) return;
        if (moved * change[at]! < 0) reach[at] = Math.abs(moved) / 2;
        else reach[at]! *= 1.1;
        change[at] = moved;
      });
    });
    return largest;
  }
}
