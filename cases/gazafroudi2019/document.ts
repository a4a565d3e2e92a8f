/** The study for a reader: the paper's tables beside ours, and an honest account of what the difference means. */
import type { Cell, Document, DocumentPart, Notes, Table, TableColumn } from "../../src/report/index.ts";
import { aggregators, type CaseName, cases, type Scenario, type StudyData, scenarios, sumOfCosts } from "./data.ts";
import { flowCells, flowChart, flowColumns, flowTable, type HourlyFlow, hourlyFlows } from "./flows.ts";
import { type CheckedRun, gridFigures, gridParts } from "./grid.ts";
import type { Reproduction, Settlement } from "./reproduce.ts";

export interface ReproductionOptions {
  /** File of a load profile that took the place of the assumed one. */
  readonly profile?: string;
  /** Adds what the network makes of the trades. */
  readonly grid?: readonly CheckedRun[];
}

const citation =
  "A. Shokri Gazafroudi, J. Prieto, J. M. Corchado, Virtual Organization Structure for Agent-Based Local Electricity " +
  "Trading, Energies 12 (2019) 1521, doi:10.3390/en12081521, recomputed on the 33-bus feeder case33bw.";

const caseTitle = { case1: "Case 1", case2: "Case 2" } as const;

/** The whole reproduction; its energy flows hour by hour are for a folder. */
export function reproductionDocument(
  data: StudyData,
  reproduction: Reproduction,
  options: ReproductionOptions = {},
): Document {
  const { figures, settlements } = reproduction;
  const { grid } = options;
  const flows = hourlyFlows(settlements);
  return {
    name: "figures",
    outcome: "answer",
    json: { ...figures, ...(grid === undefined ? {} : { grid: gridFigures(grid) }) },
    parts: [
      { kind: "lines", lines: [citation] },
      priceTable(data),
      costTable(data, reproduction, options),
      notes(costNotes(options)),
      boundTable(reproduction),
      notes(boundNotes),
      roundTable(reproduction),
      dailyTable(flows),
      ...(grid === undefined ? [] : gridParts(data, grid)),
      ...hourlyTables(flows),
      flowTable(flows),
      ...cases.map((name) => flowChart(flows, name)),
      { kind: "heading", text: "Assumed, because the paper does not print it" },
      notes(assumptions(options)),
    ],
  };
}

function notes(texts: readonly string[]): Notes {
  return { kind: "notes", notes: texts };
}

function priceTable(data: StudyData): Table {
  const unit = { unit: "EUR/kWh", decimals: 2 };
  const hours = data.marketPrice.length;
  return {
    kind: "table",
    title: "Table 1. What aggregators pay end-users, and the market price",
    columns: [
      { header: "hour" },
      ...aggregators.map((name) => ({ header: name, ...unit })),
      { header: "market", ...unit },
    ],
    rows: Array.from(data.marketPrice, (market, t) => [
      t + 1,
      ...aggregators.map((_, k) => data.aggregatorPrice[k * hours + t]!),
      market,
    ]),
  };
}

const costColumns: readonly TableColumn[] = [
  { header: "run", key: true },
  { header: "cost of", key: true },
  { header: "paper", unit: "EUR", decimals: 3 },
  { header: "ours", unit: "EUR", decimals: 3 },
  { header: "difference", unit: "EUR", decimals: 3 },
  { header: "relative", unit: "%", decimals: 2 },
  { header: "standing" },
];

function costTable(data: StudyData, { figures, settlements }: Reproduction, options: ReproductionOptions): Table {
  return {
    kind: "table",
    title: `Table 2. Costs of a day, solved with ${figures.solver}`,
    columns: costColumns,
    rows: settlements.flatMap((settlement) => costRows(data, settlement, options.profile !== undefined)),
  };
}

function costRows(data: StudyData, settlement: Settlement, ownProfile: boolean): Cell[][] {
  const { run, costs, discoFirstTermFlipped: flipped } = settlement;
  const paper = data.published[run.case][run.scenario];
  const name = `${caseTitle[run.case]} ${run.scenario}`;
  const own = ownProfile ? "own load" : run.case === "case1" ? "by construction" : "not reproducible";
  const pooled = !ownProfile && name === "Case 2 S1" ? "as in Case 1" : own;
  const rows = [
    [name, "end-users", ...compared(paper.end_users, costs.end_users), own],
    ["", "aggregators", ...compared(paper.aggregators, costs.aggregators), pooled],
    ["", "DisCo", ...compared(paper.disco, costs.disco), own],
    [
      "",
      "all three",
      ...compared(sumOfCosts(paper), sumOfCosts(costs)),
      run.case === "case1" || ownProfile ? own : "bounded below",
    ],
  ];
  const standing = ownProfile ? own : "reported figure?";
  const variant = ["", "DisCo, first term flipped", ...compared(paper.disco, flipped), standing];
  return run.case === "case1" ? rows : [...rows, variant];
}

function compared(paper: number, ours: number): Cell[] {
  const difference = ours - paper;
  return [paper, ours, difference, paper === 0 ? null : (100 * difference) / Math.abs(paper)];
}

function costNotes(options: ReproductionOptions): string[] {
  const income = "A negative cost is income. All three together pay what the DisCo pays on the market, in every run.";
  if (options.profile !== undefined) {
    return [
      income,
      `Own load: the profile of ${options.profile} is not the one that was calibrated to Case 1, so no figure need agree.`,
      "First term flipped: the DisCo's cost (11) with the opposite sign of its first term, the payment to aggregators.",
    ];
  }
  return [
    income,
    "By construction: the assumed load was calibrated so that Case 1 agrees with the paper. That checks the equations as " +
      "they were read, and says nothing about the load.",
    "As in Case 1: the aggregators sell the same energy as there, whatever the DisCo sells.",
    "Not reproducible, bounded below: the sum of the three printed costs is lower than any implementation can reach (see " +
      "below), so at least one of them does not follow from the printed equations.",
    "Reported figure?: the DisCo's cost (11) with the sign of its first term, the payment to aggregators, flipped. The " +
      "printed Case 2 figures come near to it; this is well supported, not proven, and not what (11) says.",
  ];
}

function boundTable({ figures }: Reproduction): Table {
  return {
    kind: "table",
    title: "Case 2: proved impossible as printed",
    columns: [
      { header: "scenario" },
      { header: "printed sum of the three costs", unit: "EUR", decimals: 3 },
      { header: "least possible", unit: "EUR", decimals: 3 },
      { header: "printed below it by", unit: "EUR", decimals: 3 },
    ],
    rows: scenarios.map((scenario) => {
      const { printed_sum: printed, least_possible: least } = figures.bounds[scenario];
      return [scenario, printed, least, least - printed];
    }),
  };
}

const boundNotes = [
  "Proved by two linear programs over all loads that agree with the printed Case 1 S1, whatever the DisCo sells: no " +
    "implementation of the printed equations can reach the printed Case 2.",
];

function roundTable({ settlements }: Reproduction): Table {
  return {
    kind: "table",
    title: "Rounds of the iterative algorithm, with the largest changes of energy",
    columns: [
      { header: "run" },
      { header: "round" },
      { header: "change of sale to a user", unit: "kWh", decimals: 6 },
      { header: "change of sale to DisCo", unit: "kWh", decimals: 6 },
    ],
    rows: settlements.flatMap(({ run, history }) =>
      history.map(({ round, changes }) => [
        round === 1 ? `${caseTitle[run.case]} ${run.scenario}` : "",
        round,
        changes["sold to users"]!,
        changes["sold to DisCo"]!,
      ]),
    ),
  };
}

function dailyTable(flows: readonly HourlyFlow[]): Table {
  return {
    kind: "table",
    title: "Energy of the day (Figures 7 and 8, added up)",
    columns: [{ header: "run" }, ...flowColumns.slice(1)],
    rows: cases.flatMap((name) =>
      scenarios.map((scenario) => {
        const cells = flowsOf(flows, name, scenario).map((flow) => flowCells(flow).slice(1).map(Number));
        const sums = cells.reduce((sum, row) => sum.map((value, k) => value + row[k]!));
        return [`${caseTitle[name]} ${scenario}`, ...sums];
      }),
    ),
  };
}

function flowsOf(flows: readonly HourlyFlow[], name: CaseName, scenario: Scenario): HourlyFlow[] {
  return flows.filter((flow) => flow.case === name && flow.scenario === scenario);
}

function hourlyTables(flows: readonly HourlyFlow[]): DocumentPart[] {
  return cases.flatMap((name) =>
    scenarios.map(
      (scenario): Table => ({
        kind: "table",
        shown: "folder",
        title: `Energy flows of ${caseTitle[name]} ${scenario}`,
        columns: flowColumns,
        rows: flowsOf(flows, name, scenario).map(flowCells),
      }),
    ),
  );
}

function assumptions(options: ReproductionOptions): string[] {
  const load =
    options.profile === undefined
      ? "Hourly loads: base loads of the feeder times one synthetic profile for all buses; not the load of the paper."
      : `Hourly loads: base loads of the feeder times the profile of ${options.profile} for all buses.`;
  return [
    load,
    "Regions: buses 26-33 belong to A1, 19-25 to A2, 2-18 to A3.",
    "The DisCo sells a user at most the flexible share of its load, and only where the market price is below its own; " +
      "without a limit its problem is unbounded.",
    "A user sells at most the flexible share of its load, also while it buys from the DisCo.",
    "The order of the loop (Figure 5 is a picture), and that ties go to the hour with the higher market price.",
  ];
}
