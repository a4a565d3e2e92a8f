/** Voltages along the feeder: one line for each lateral, over the impedance between bus and source. */
import * as Plot from "@observablehq/plot";
import type { Feeder } from "../../feeder/data/index.ts";
import { busesOutside, type Flow } from "../../feeder/flow/index.ts";
import { chartSvg, palette } from "../chart.ts";
import { type Layout, layoutOf } from "./layout.ts";

interface Point {
  readonly distance: number;
  readonly voltage: number;
  readonly lateral: string;
}

/** The band of the feeder is drawn where it is the same for all buses but the sources. */
export function drawVoltageProfile(flow: Flow, document: Document): Promise<string> {
  const { feeder, voltage } = flow;
  const layout = layoutOf(feeder);
  const distance = distances(feeder, layout);
  const farthest = distance.reduce((most, own) => Math.max(most, own), 0);
  const axis = { labelAnchor: "center", labelArrow: "none", grid: true, nice: true } as const;
  return chartSvg(
    {
      width: 760,
      height: 420,
      marginLeft: 64,
      marginBottom: 48,
      marginRight: 24,
      x: { ...axis, label: "impedance from the source (ohm)" },
      // Room for names above the highest voltage and below the lowest, where no line is.
      y: { ...axis, label: "voltage (per unit)", insetTop: 22, insetBottom: 22 },
      marks: [
        ...bands(feeder).map((level) => Plot.ruleY([level], { stroke: palette[4]!, strokeDasharray: "5 4" })),
        Plot.line(points(layout, distance, voltage), {
          x: "distance",
          y: "voltage",
          z: "lateral",
          stroke: palette[0]!,
        }),
        Plot.dot(
          Array.from(distance, (x, bus) => ({ x, y: voltage[bus]! })),
          { x: "x", y: "y", r: 2, fill: palette[0]! },
        ),
        ...namedBuses(flow).flatMap(({ bus, above }) => {
          const at = { distance: distance[bus]!, voltage: voltage[bus]! };
          const right = at.distance > 0.7 * farthest;
          return [
            Plot.dot([at], { x: "distance", y: "voltage", r: 4, fill: palette[4]! }),
            Plot.text([`bus ${feeder.busNames[bus]}: ${at.voltage.toFixed(4)}`], {
              x: () => at.distance,
              y: () => at.voltage,
              textAnchor: right ? "end" : "start",
              dx: right ? -8 : 8,
              dy: above ? -13 : 13,
            }),
          ];
        }),
      ],
    } satisfies Plot.PlotOptions,
    document,
  );
}

interface Named {
  readonly bus: number;
  /** Whether it is the voltage that is too high. */
  readonly above: boolean;
}

/** The highest voltage where it is above its band, and the lowest one, unless only voltages above are to be shown. */
function namedBuses(flow: Flow): Named[] {
  const { feeder, voltage, lowestBus } = flow;
  const outside = busesOutside(flow);
  const tooHigh = outside.filter((bus) => voltage[bus]! > feeder.highestVoltage[bus]!);
  const highest = tooHigh.reduce((most, bus) => (voltage[bus]! > voltage[most]! ? bus : most), tooHigh[0] ?? -1);
  const above = highest === -1 ? [] : [{ bus: highest, above: true }];
  return highest !== -1 && tooHigh.length === outside.length ? above : [...above, { bus: lowestBus, above: false }];
}

/** Ohm from the source along the tree, at the voltage level of the source. */
function distances(feeder: Feeder, { order, parent, branch }: Layout): Float64Array {
  const { resistance, reactance, baseVoltage, basePower, sourceBus } = feeder;
  const perUnit = (1000 * baseVoltage[sourceBus[0]!]! ** 2) / basePower;
  const distance = new Float64Array(feeder.numBuses);
  for (const bus of order) {
    const k = branch[bus]!;
    if (k >= 0) distance[bus] = distance[parent[bus]!]! + perUnit * Math.hypot(resistance[k]!, reactance[k]!);
  }
  return distance;
}

/** Each lateral begins at the bus it branches off from. */
function points({ order, parent, lane, column }: Layout, distance: Float64Array, voltage: Float64Array): Point[] {
  const at = (bus: number, lateral: string): Point => ({ distance: distance[bus]!, voltage: voltage[bus]!, lateral });
  const laterals = new Map<number, string>();
  const found: Point[] = [];
  for (const bus of order) {
    const up = parent[bus]!;
    const follows = up >= 0 && lane[up] === lane[bus];
    const lateral = follows ? laterals.get(up)! : `${lane[bus]} from ${column[bus]}`;
    laterals.set(bus, lateral);
    if (up >= 0 && !follows) found.push(at(up, lateral));
    found.push(at(bus, lateral));
  }
  return found;
}

/** Limits that hold for all buses but the sources. */
function bands({ lowestVoltage, highestVoltage, sourceBus, numBuses }: Feeder): number[] {
  const others = Array.from({ length: numBuses }, (_, bus) => bus).filter((bus) => !sourceBus.includes(bus));
  return [lowestVoltage, highestVoltage].flatMap((limits) => {
    const level = limits[others[0] ?? 0]!;
    const same = level > 0 && Number.isFinite(level) && others.every((bus) => limits[bus] === level);
    return same ? [level] : [];
  });
}
