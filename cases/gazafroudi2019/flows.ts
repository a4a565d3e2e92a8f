/** The energy that flows in each hour, as in Figures 7 and 8 of the paper: a table and a chart. */
import * as Plot from "@observablehq/plot";
import { type Cell, type Chart, chartSvg, palette, type Table, type TableColumn } from "../../src/report/index.ts";
import { aggregators, type CaseName } from "./data.ts";
import type { Settlement } from "./reproduce.ts";

/** Energies of one hour of one run in kWh; negative where they flow the other way. */
export interface HourlyFlow {
  readonly case: string;
  readonly scenario: string;
  readonly hour: number;
  /** End-users to A1, A2 and A3, which pass it on to the DisCo. */
  readonly throughAggregator: readonly number[];
  readonly aggregatorsToDisCo: number;
  readonly discoToUsers: number;
  readonly marketToDisCo: number;
}

/** Hour by hour, in the order of the settlements. */
export function hourlyFlows(settlements: readonly Settlement[]): HourlyFlow[] {
  return settlements.flatMap((settlement) => {
    const hours = settlement.state.boughtOnMarket.length;
    return Array.from({ length: hours }, (_, hour) => flowsAt(settlement, hour, hours));
  });
}

function flowsAt({ run, state }: Settlement, hour: number, hours: number): HourlyFlow {
  const throughAggregator = aggregators.map((_, k) => state.soldToDisCo[k * hours + hour]!);
  return {
    case: run.case,
    scenario: run.scenario,
    hour: hour + 1,
    throughAggregator,
    aggregatorsToDisCo: throughAggregator.reduce((sum, energy) => sum + energy, 0),
    discoToUsers: state.soldToUsers.reduce((sum, energy, k) => (k % hours === hour ? sum + energy : sum), 0),
    marketToDisCo: state.boughtOnMarket[hour]!,
  };
}

export const flowColumns: readonly TableColumn[] = [
  { header: "hour" },
  ...aggregators.map((name) => ({ header: `users to ${name}`, unit: "kWh", decimals: 2 })),
  { header: "aggregators to DisCo", unit: "kWh", decimals: 2 },
  { header: "DisCo to users", unit: "kWh", decimals: 2 },
  { header: "market to DisCo", unit: "kWh", decimals: 2 },
];

export function flowCells(flow: HourlyFlow): Cell[] {
  const { hour, throughAggregator, aggregatorsToDisCo, discoToUsers, marketToDisCo } = flow;
  return [hour, ...throughAggregator, aggregatorsToDisCo, discoToUsers, marketToDisCo];
}

/** All flows for programs. */
export function flowTable(flows: readonly HourlyFlow[]): Table {
  return {
    kind: "table",
    shown: "file",
    file: "energy-flows.csv",
    columns: [{ header: "case" }, { header: "scenario" }, ...flowColumns],
    rows: flows.map((flow): Cell[] => [flow.case, flow.scenario, ...flowCells(flow)]),
  };
}

const links = ["end-users → aggregators → DisCo", "DisCo → end-users", "market → DisCo"] as const;
const colours = new Map([
  ["A1", palette[0]!],
  ["A2", palette[1]!],
  ["A3", palette[2]!],
  ["DisCo", palette[3]!],
  ["market", "#666666"],
]);

interface Bar {
  readonly scenario: string;
  readonly hour: number;
  readonly link: string;
  readonly seller: string;
  readonly energy: number;
}

function bars(flow: HourlyFlow): Bar[] {
  const { scenario, hour } = flow;
  const through = aggregators.map((seller, k) => ({ link: links[0], seller, energy: flow.throughAggregator[k]! }));
  const others = [
    { link: links[1], seller: "DisCo", energy: flow.discoToUsers },
    { link: links[2], seller: "market", energy: flow.marketToDisCo },
  ];
  return [...through, ...others].map((bar) => ({ scenario, hour, ...bar }));
}

/** One case's flows: a row of panels for each link, a column for each scenario, all on one scale. */
export function flowChart(flows: readonly HourlyFlow[], name: CaseName): Chart {
  return {
    kind: "chart",
    title: `Energy flows of ${name === "case1" ? "Case 1" : "Case 2"}`,
    file: `energy-flows-${name}.svg`,
    svg: (document) => flowSvg(flows, name, document),
  };
}

function flowSvg(flows: readonly HourlyFlow[], name: CaseName, document: Document): Promise<string> {
  const data = flows.filter((flow) => flow.case === name).flatMap(bars);
  const title = name === "case1" ? "Case 1" : "Case 2";
  return chartSvg(
    {
      width: 960,
      height: 580,
      marginLeft: 60,
      marginRight: 20,
      marginTop: 64,
      marginBottom: 44,
      x: { label: "hour", labelAnchor: "center", labelArrow: "none", tickSize: 0 },
      y: {
        label: "energy in the hour (kWh)",
        labelAnchor: "center",
        labelArrow: "none",
        grid: true,
        nice: true,
        ticks: 5,
      },
      fx: { label: null, domain: ["S1", "S2"], axis: null, padding: 0.06 },
      fy: { label: null, domain: links, axis: null, padding: 0.18 },
      color: { domain: [...colours.keys()], range: [...colours.values()] },
      marks: [
        Plot.axisX({ tickFormat: (hour: number) => (hour % 3 === 0 ? String(hour) : ""), tickSize: 0 }),
        Plot.axisFx({ anchor: "top", dy: -20, fontSize: 14, fontWeight: "bold", tickFormat: columnTitle(title) }),
        Plot.barY(
          data,
          Plot.stackY({ x: "hour", y: "energy", fx: "scenario", fy: "link", fill: "seller", inset: 0.5 }),
        ),
        Plot.ruleY([0], { stroke: "#333333" }),
        Plot.text(links, { fy: (link: string) => link, text: (link: string) => link, ...above("left", 0) }),
        ...aggregators.map((seller, k) =>
          Plot.text([seller], {
            fy: () => links[0],
            text: () => seller,
            fill: colours.get(seller)!,
            ...above("right", 2 - k),
          }),
        ),
      ],
    } satisfies Plot.PlotOptions,
    document,
  );
}

/** Just above a panel, `place` labels away from its side. */
function above(side: "left" | "right", place: number): Plot.TextOptions {
  return { frameAnchor: `top-${side}`, lineAnchor: "bottom", dx: place * -26, dy: -5, fontWeight: "bold" };
}

function columnTitle(title: string): (scenario: string) => string {
  return (scenario) => `${title}, ${scenario === "S1" ? "S1: energy may be shed" : "S2: energy is shifted, not shed"}`;
}
