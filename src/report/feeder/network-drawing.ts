/** The network drawn from the source to the right, its branches coloured by their loading. */
import * as Plot from "@observablehq/plot";
import type { Feeder } from "../../feeder/data/index.ts";
import { type Flow, isRated, limitTolerance } from "../../feeder/flow/index.ts";
import { chartSvg } from "../chart.ts";
import { type Layout, layoutOf } from "./layout.ts";

/** Steps of loading and their colours, from idle to overloaded; safe for colour-blind readers (ColorBrewer YlOrRd). */
const steps = [
  { below: 0.25, colour: "#fecc5c", text: "below 25 %" },
  { below: 0.5, colour: "#fd8d3c", text: "25 to 50 %" },
  { below: 0.75, colour: "#f03b20", text: "50 to 75 %" },
  { below: 1 + limitTolerance, colour: "#bd0026", text: "75 to 100 %" },
  { below: Number.POSITIVE_INFINITY, colour: "#5e0079", text: "above 100 %" },
] as const;
/** Pixels. */
const widest = 2400;
/** Beyond so many buses names are left out, and beyond so many letters they are shortened. */
const mostNames = 200;
const longestLabel = 14;
const openColour = "#b0b0b0";
/** Of branches without a rating in a network where others have one. */
const unratedColour = "#6f8fb0";

interface Stroke {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly colour: string;
}

interface BusDot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** The name, shortened where it is long. */
  readonly label: string;
  /** The whole name of one that is shortened, to be shown under the pointer. */
  readonly shortened: string | null;
  readonly isSource: boolean;
}

export function drawNetwork(flow: Flow, document: Document, marked: readonly number[] = []): Promise<string> {
  const { feeder } = flow;
  const layout = layoutOf(feeder);
  const branches = Array.from(feeder.branchNames.keys());
  const used = branches.filter((k) => feeder.closed[k] === 1);
  const rated = used.some((k) => isRated(feeder, k));
  const unrated = rated && used.some((k) => !isRated(feeder, k));
  const share = rated ? flow.loading : shareOfLargest(flow.current);
  const colour = (k: number) => (rated && !isRated(feeder, k) ? unratedColour : colourOf(share[k]!));
  const closed = used.map((k) => strokeOf(feeder, layout, k, colour(k)));
  const open = branches.filter((k) => feeder.closed[k] === 0).map((k) => strokeOf(feeder, layout, k, openColour));
  const buses = Array.from(feeder.busNames, (name, bus) => dotOf(feeder, layout, bus, name));
  const dots = { x: "x", y: "y" };
  const columns = layout.column.reduce((most, column) => Math.max(most, column), 0) + 1;
  const lanes =
    layout.lane.reduce((most, lane) => Math.max(most, lane), 0) -
    layout.lane.reduce((least, lane) => Math.min(least, lane), 0) +
    1;
  const width = Math.min(widest, Math.max(720, columns * columnWidth(feeder) + 80));
  return chartSvg(
    {
      width,
      height: Math.max(220, lanes * 46 + 110),
      marginLeft: 40,
      marginRight: 40,
      marginTop: 74,
      marginBottom: 30,
      x: { axis: null },
      y: { axis: null, reverse: true },
      color: { type: "identity" },
      marks: [
        Plot.link(open, { ...ends, stroke: "colour", strokeWidth: 1.5, strokeDasharray: "4 3", curve: "bump-x" }),
        Plot.link(closed, { ...ends, stroke: "colour", strokeWidth: 4, strokeLinecap: "round" }),
        Plot.dot(
          buses.filter((bus) => !bus.isSource),
          { ...dots, r: radius(buses.length), fill: "#333333" },
        ),
        Plot.dot(
          buses.filter((bus) => bus.isSource),
          { ...dots, r: 7, symbol: "square", fill: "#333333" },
        ),
        Plot.dot(
          marked.map((bus) => buses[bus]!),
          { ...dots, r: 8, stroke: "#0072b2", strokeWidth: 2 },
        ),
        ...(buses.length > mostNames
          ? []
          : [Plot.text(buses, { ...dots, text: "label", title: "shortened", dy: 12, fontSize: 10, fill: "#333333" })]),
        ...legend({ rated, unrated, open: open.length > 0, marked: marked.length > 0 }),
      ],
    } satisfies Plot.PlotOptions,
    document,
  );
}

const ends = { x1: "x1", y1: "y1", x2: "x2", y2: "y2" };

function shareOfLargest(current: Float64Array): Float64Array {
  const largest = current.reduce((most, value) => Math.max(most, value), 0);
  return current.map((value) => (largest === 0 ? 0 : (value / largest) * (1 - 1e-12)));
}

function colourOf(share: number): string {
  return steps.find(({ below }) => share < below)!.colour;
}

function strokeOf({ from, to }: Feeder, { column, lane }: Layout, k: number, colour: string): Stroke {
  const [a, b] = [from[k]!, to[k]!];
  return { x1: column[a]!, y1: lane[a]!, x2: column[b]!, y2: lane[b]!, colour };
}

function dotOf(feeder: Feeder, { column, lane }: Layout, bus: number, name: string): BusDot {
  const label = labelOf(name);
  const shortened = label === name ? null : name;
  return { x: column[bus]!, y: lane[bus]!, name, label, shortened, isSource: feeder.sourceBus.includes(bus) };
}

function labelOf(name: string): string {
  const letters = [...name];
  return letters.length <= longestLabel ? name : `${letters.slice(0, longestLabel - 1).join("")}…`;
}

/** Room for the names of neighbours. */
function columnWidth({ busNames }: Feeder): number {
  if (busNames.length > mostNames) return 44;
  return busNames.reduce((most, name) => Math.max(most, 6 * [...labelOf(name)].length + 10), 44);
}

function radius(buses: number): number {
  return buses > 400 ? 1.5 : 3.5;
}

/** What the drawing has beside loadings. */
interface Shown {
  readonly rated: boolean;
  readonly unrated: boolean;
  readonly open: boolean;
  readonly marked: boolean;
}

/** Pixels from one sample to the next. */
const step = 118;

/** Samples of the colours in a row above the drawing, and what else there is in a row below them. */
function legend({ rated, unrated, open, marked }: Shown): Plot.Markish[] {
  const what = rated ? "loading (share of the rating)" : "current (share of the largest; no branch has a rating)";
  const at = { frameAnchor: "top-left" as const, textAnchor: "start" as const };
  const sample = (k: number, dy: number, sign: string, colour: string, text: string) => [
    Plot.text([text], { ...at, dx: k * step + 14, dy }),
    Plot.text([sign], { ...at, dx: k * step, dy, fill: colour, fontSize: 14 }),
  ];
  const others = [
    ...(unrated ? [["■", unratedColour, "no rating"] as const] : []),
    ...(open ? [["┄", "#777777", "open"] as const] : []),
    ...(marked ? [["○", "#0072b2", "outside of the voltage band"] as const] : []),
  ];
  return [
    Plot.text([what], { ...at, dy: -60, fontWeight: "bold" }),
    ...(rated ? steps : steps.slice(0, -1)).flatMap(({ colour, text }, k) => sample(k, -42, "■", colour, text)),
    ...others.flatMap(([sign, colour, text], k) => sample(k, -24, sign, colour, text)),
  ];
}
