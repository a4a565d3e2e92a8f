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
import { ClearwattError } from "../../src/errors.ts";
import { type Affine, type Constant, type Index, set } from "../../src/language/index.ts";
import { coefficients } from "./coefficients.ts";
import type { EndMultipliers, ReadMultipliers } from "./congestion.ts";
import { type LimitedLines, limitedLines } from "./limited-lines.ts";
import type { EndFlow } from "./wire-values.ts";
import type { End, Wires } from "./wires.ts";

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
  throw new ClearwattError(`A polygon has ${sides} sides. Give a multiple of 4, such as 32.`);
}

/** Polygons inside the circles. */
export function inscribedPolygons(wires: Wires, given: PolygonRating): ReadMultipliers[] {
  const limited = limitedLines(wires, `rating of ${given.name}`, given.rating);
  if (limited === null) return [];
  const { sides } = given;
  const angles = Float64Array.from({ length: sides }, (_, m) => ((2 * m + 1) * Math.PI) / sides);
  const reach = (k: Index<"line">, t: Index<"hour">): Constant => limited.limit(k, t).times(Math.cos(Math.PI / sides));
  return [addPolygons(wires, given, limited, { angleOf: (_, m) => angles[m]!, reach, slopeOf: () => 0 })];
}

/** Polygons that touch the circles in the direction of a flow; `current` where the rating is one. */
export function polygonsAround(wires: Wires, given: PolygonRating, flow: EndFlow, current: boolean): ReadMultipliers[] {
  const limited = limitedLines(wires, `rating of ${given.name}`, given.rating);
  if (limited === null) return [];
  const { scope } = wires;
  const { hour } = scope;
  const angleOf = (at: number, m: number): number =>
    Math.atan2(flow.reactive[at]!, flow.active[at]!) + (2 * Math.PI * m) / given.sides;
  const { limit } = limited;
  if (!current) return [addPolygons(wires, given, limited, { angleOf, reach: limit, slopeOf: () => 0 })];
  const voltages = Float64Array.from(limited.all, (at) => flow.voltage[at]!);
  const v0 = scope.parameter(`voltage around which ${given.name} is taken`, [limited.line, hour], voltages);
  const halfRoot = scope.parameter(
    `half of its root, ${given.name}`,
    [limited.line, hour],
    voltages.map((v) => Math.sqrt(v) / 2),
  );
  const reach = (k: Index<"line">, t: Index<"hour">): Affine =>
    given.end.voltage(k, t).dividedBy(v0(k, t)).plus(1).times(limit(k, t)).times(halfRoot(k, t));
  const slopeOf = (at: number): number => given.rating[at]! / (2 * Math.sqrt(flow.voltage[at]!));
  return [addPolygons(wires, given, limited, { angleOf, reach, slopeOf })];
}

interface Shape {
  readonly angleOf: (at: number, side: number) => number;
  readonly reach: (k: Index<"line">, t: Index<"hour">) => Affine | Constant;
  /** Derivative of the reach by the squared voltage of the bus. */
  readonly slopeOf: (at: number) => number;
}

function addPolygons(wires: Wires, given: PolygonRating, limited: LimitedLines, shape: Shape): ReadMultipliers {
  const { scope } = wires;
  const { hour } = scope;
  const { name, end, sides } = given;
  const { line, options, all, positions } = limited;
  const side = set("side", sides);
  const directions = (part: (angle: number) => number): Float64Array =>
    Float64Array.from({ length: line.size * hour.size * sides }, (_, row) =>
      part(shape.angleOf(all[Math.floor(row / sides)]!, row % sides)),
    );
  const cosine = scope.parameter(`cosine of ${name}`, [line, hour, side], coefficients(directions(Math.cos)));
  const sine = scope.parameter(`sine of ${name}`, [line, hour, side], coefficients(directions(Math.sin)));
  const { where } = options;
  const rows = scope.constraint(
    name,
    [line, hour, side],
    (k, t, m) => {
      const along = end
        .active(k, t)
        .times(cosine(k, t, m))
        .plus(end.reactive(k, t).times(sine(k, t, m)));
      return along.le(shape.reach(k, t));
    },
    where === undefined ? {} : { where: (k, t) => where(k, t) },
  );
  return (solution, congestion) => {
    const duals = solution.dual(rows).data;
    positions.forEach((at, p) => {
      const own = duals.subarray(p * sides, (p + 1) * sides);
      gather(congestion[end.name], at, own, shape);
    });
  };
}

function gather(into: EndMultipliers, at: number, duals: Float64Array, { angleOf, slopeOf }: Shape): void {
  duals.forEach((dual, m) => {
    if (dual === 0) return;
    const angle = angleOf(at, m);
    into.active[at] = into.active[at]! + dual * Math.cos(angle);
    into.reactive[at] = into.reactive[at]! + dual * Math.sin(angle);
    into.voltage[at] = into.voltage[at]! - dual * slopeOf(at);
  });
}
