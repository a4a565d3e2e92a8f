/** What a feeder with switches ranges over, and what is unknown of it. */
import type { Feeder } from "../../../src/feeder/index.ts";
import {
  type IndexSet,
  type Relation,
  relation,
  type Section,
  set,
  type Variable,
} from "../../../src/language/index.ts";
import { type Arcs, arcNames } from "./arcs.ts";
import type { Band } from "./bounds.ts";

export type Arc = IndexSet<"arc">;

export interface Sets {
  readonly bus: IndexSet<"bus">;
  readonly source: IndexSet<"bus">;
  /** All buses but the sources. */
  readonly fed: IndexSet<"bus">;
  readonly line: IndexSet<"line">;
  readonly arc: Arc;
  /** Ends of an arc, and the line that it is a direction of. */
  readonly from: Relation<"arc", "bus">;
  readonly to: Relation<"arc", "bus">;
  readonly lineOf: Relation<"arc", "line">;
}

export function setsOf(feeder: Feeder, arcs: Arcs): Sets {
  const bus = set("bus", feeder.busNames);
  const sources = new Set(feeder.sourceBus);
  const line = set("line", feeder.branchNames);
  const arc: Arc = set("arc", arcNames(feeder, arcs));
  return {
    bus,
    source: bus.subset("source", (_, i) => sources.has(i)),
    fed: bus.subset("fed", (_, i) => !sources.has(i)),
    line,
    arc,
    from: relation(arc, bus, arcs.from, "from"),
    to: relation(arc, bus, arcs.to, "to"),
    lineOf: relation(arc, line, arcs.branch, "lineOf"),
  };
}

type ByArc = Variable<readonly [Arc]>;

/** y, P, Q, l, v and w of reconfigurable-feeder.ts. */
export interface Unknowns {
  readonly feeds: ByArc;
  readonly P: ByArc;
  readonly Q: ByArc;
  readonly l: ByArc;
  readonly v: Variable<readonly [IndexSet<"bus">]>;
  readonly w: ByArc;
}

export function unknownsOf(scope: Section, { arc, bus }: Sets, { lowest, highest }: Band, basePower: number): Unknowns {
  const squared = (voltage: number) => voltage ** 2 * basePower;
  return {
    feeds: scope.variable("feeds", [arc], { kind: "binary" }),
    P: scope.variable("active flow", [arc], { lower: -Infinity, unit: "kW" }),
    Q: scope.variable("reactive flow", [arc], { lower: -Infinity, unit: "kVAr" }),
    l: scope.variable("squared current", [arc], { unit: "kVA" }),
    v: scope.variable("squared voltage", [bus], { lower: squared(lowest), upper: squared(highest), unit: "kVA" }),
    w: scope.variable("squared voltage at arc", [arc], { unit: "kVA" }),
  };
}
