/**
 * Ratings of lines for linear programs: polygons instead of circles. With angles phi_m = phi_0 + 2 pi m / n:
 *
 *   (5) cos phi_m P_end + sin phi_m Q_end <= reach            m = 1 .. n, rated power, and (6) rated current
 *
 * - Inscribed, with corners on the axes: reach = rating * cos(pi / n). It never lets through what the circle does not, and
 *   gives away at most 1 - cos(pi / n): 0.48 % with 32 sides, nothing at purely active or purely reactive power. A rated
 *   current is the apparent power that it makes at nominal voltage.
 * - Around a given flow: one side touches the circle in the direction of that flow, reach = rating. It is exact there, and
 *   elsewhere lets through at most 1 / cos(pi / n) - 1 too much. A rated current follows the voltage v of the bus to first
 *   order around that of the flow, v_0: reach = rating * (v_0 + v) / (2 sqrt v_0).
 */
import { ClearwattError } from "../../../src/errors.ts";
import {
  type Affine,
  type Constant,
  type Constraint,
  type Index,
  type IndexSet,
  type Parameter,
  type Session,
  set,
} from "../../../src/language/index.ts";
import type { LineHour } from "../../../src/market/index.ts";
import type { BranchFlow, End } from "../branch-flow/branch-flow.ts";
import { coefficients } from "../branch-flow/coefficients.ts";
import type { EndFlows } from "../branch-flow/values.ts";
import type { ReadMultipliers } from "../prices/congestion.ts";
import { type LimitedLines, limitedLines } from "./limited-lines.ts";

export interface PolygonRating {
  readonly name: string;
  readonly end: End;
  /** kVA, line x hour; at nominal voltage where it is a current. */
  readonly rating: Float64Array;
  readonly sides: number;
}

/** The number of sides, 32 where none is given. Throws where it is no multiple of four. */
export function checkSides(sides = 32): number {
  if (Number.isInteger(sides) && sides >= 4 && sides % 4 === 0) return sides;
  throw new ClearwattError(`A polygon has ${sides} sides. Give a multiple of 4, such as 32.`, {
    code: "out-of-range",
    data: { what: "sides", found: sides, least: 4 },
  });
}

/** Polygons inside the circles. */
export function inscribedPolygons(branchFlow: BranchFlow, given: PolygonRating): ReadMultipliers[] {
  const limited = limitedLines(branchFlow, `rating of ${given.name}`, given.rating);
  if (limited === null) return [];
  const { sides } = given;
  const angles = Float64Array.from({ length: sides }, (_, m) => ((2 * m + 1) * Math.PI) / sides);
  const reach: Reach = (k, t) => limited.limit(k, t).times(Math.cos(Math.PI / sides));
  return [addPolygons(branchFlow, given, limited, (_, m) => angles[m]!, reach, null, Math.cos(Math.PI / sides)).read];
}

/** Polygons that take another flow to touch their circles at in an open session. */
export interface MovingPolygons {
  readonly read: ReadMultipliers;
  move(session: Session, around: EndFlows): void;
}

/** Polygons that touch the circles in the direction of a flow; `current` where the rating is one. */
export function polygonsAround(
  branchFlow: BranchFlow,
  given: PolygonRating,
  around: EndFlows,
  current: boolean,
): MovingPolygons[] {
  const limited = limitedLines(branchFlow, `rating of ${given.name}`, given.rating);
  if (limited === null) return [];
  const { scope } = branchFlow;
  const { limit, all } = limited;
  const { end, sides } = given;
  const angleIn = (flows: EndFlows) => (at: number, m: number) =>
    Math.atan2(flows[end.name].reactive[at]!, flows[end.name].active[at]!) + (2 * Math.PI * m) / sides;
  if (!current) {
    const polygons = addPolygons(branchFlow, given, limited, angleIn(around), limit, null, 1);
    return [{ read: polygons.read, move: (session, flows) => polygons.turn(session, angleIn(flows)) }];
  }
  const over = [limited.line, scope.hour] as const;
  const voltagesIn = (flows: EndFlows) => Float64Array.from(all, (at) => flows[end.name].voltage[at]!);
  const halfRoots = (voltages: Float64Array) => voltages.map((v) => Math.sqrt(v) / 2);
  const voltages = voltagesIn(around);
  const v0 = scope.parameter(`voltage around which ${given.name} is taken`, over, voltages);
  const halfRoot = scope.parameter(`half of its root, ${given.name}`, over, halfRoots(voltages));
  const reach: Reach = (k, t) => end.voltage(k, t).dividedBy(v0(k, t)).plus(1).times(limit(k, t)).times(halfRoot(k, t));
  const polygons = addPolygons(branchFlow, given, limited, angleIn(around), reach, v0, 1);
  return [
    {
      read: polygons.read,
      move(session, flows) {
        polygons.turn(session, angleIn(flows));
        session.set(v0, voltagesIn(flows));
        session.set(halfRoot, halfRoots(voltagesIn(flows)));
      },
    },
  ];
}

type Reach = (k: Index<"line">, t: Index<"hour">) => Affine | Constant;
type AngleOf = (at: number, side: number) => number;

interface Polygons {
  readonly read: ReadMultipliers;
  turn(session: Session, angleOf: AngleOf): void;
}

/** `around`: the squared voltages that the reach follows, where it does; `share`: what it is of the rating, there. */
function addPolygons(
  branchFlow: BranchFlow,
  given: PolygonRating,
  limited: LimitedLines,
  angleOf: AngleOf,
  reach: Reach,
  around: Parameter<LineHour> | null,
  share: number,
): Polygons {
  const { scope } = branchFlow;
  const { name, end, sides } = given;
  const { line, options, all, positions } = limited;
  const side = set("side", sides);
  const over = [line, scope.hour, side] as const;
  const directions = (angle: AngleOf, part: (angle: number) => number): Float64Array =>
    coefficients(
      Float64Array.from({ length: line.size * scope.hour.size * sides }, (_, row) =>
        part(angle(all[Math.floor(row / sides)]!, row % sides)),
      ),
    );
  const cosine = scope.parameter(`cosine of ${name}`, over, directions(angleOf, Math.cos));
  const sine = scope.parameter(`sine of ${name}`, over, directions(angleOf, Math.sin));
  const { where } = options;
  const rows = scope.constraint(
    name,
    over,
    (k, t, m) => {
      const along = end
        .active(k, t)
        .times(cosine(k, t, m))
        .plus(end.reactive(k, t).times(sine(k, t, m)));
      return along.le(reach(k, t));
    },
    where === undefined ? {} : { where: (k, t) => where(k, t) },
  );
  const size = Float64Array.from(positions, (at) => given.rating[at]! * share);
  const bySide = Float64Array.from({ length: size.length * sides }, (_, row) => size[Math.floor(row / sides)]!);
  branchFlow.ratings.power.push({ of: rows, side: "upper", size: bySide });
  return {
    read: readPolygons(given, limited, { rows, cosine, sine, around }),
    turn(session, angle) {
      session.set(cosine, directions(angle, Math.cos));
      session.set(sine, directions(angle, Math.sin));
    },
  };
}

interface Sides {
  readonly rows: Constraint<readonly [...LineHour, IndexSet<"side">]>;
  readonly cosine: Parameter<readonly [...LineHour, IndexSet<"side">]>;
  readonly sine: Parameter<readonly [...LineHour, IndexSet<"side">]>;
  readonly around: Parameter<LineHour> | null;
}

/** What each side's multiplier is by P, Q and the voltage at the end, with the directions that were solved with. */
function readPolygons(
  { end, sides, rating }: PolygonRating,
  { all, positions }: LimitedLines,
  { rows, cosine, sine, around }: Sides,
): ReadMultipliers {
  const places = new Map(Array.from(all, (at, place) => [at, place]));
  return (solution, congestion) => {
    const duals = solution.dual(rows).data;
    const [along, across] = [solution.value(cosine).data, solution.value(sine).data];
    const voltages = around === null ? null : solution.value(around).data;
    const into = congestion[end.name];
    positions.forEach((at, p) => {
      const place = places.get(at)!;
      const slope = voltages === null ? 0 : rating[at]! / (2 * Math.sqrt(voltages[place]!));
      for (let m = 0; m < sides; m++) {
        const dual = duals[p * sides + m]!;
        if (dual === 0) continue;
        into.active[at] = into.active[at]! + dual * along[place * sides + m]!;
        into.reactive[at] = into.reactive[at]! + dual * across[place * sides + m]!;
        into.voltage[at] = into.voltage[at]! - dual * slope;
      }
    });
  };
}
