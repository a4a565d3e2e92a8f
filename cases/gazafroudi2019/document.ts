/** The study for a reader: the paper's tables beside ours, and an honest account of what the difference means. */
import { type Cell, type Column, paragraph, type TableOptions, textTable } from "../../src/report/index.ts";
import { aggregators, type CaseName, cases, type Scenario, type StudyData, scenarios, sumOfCosts } from "./data.ts";
import { flowCells, flowColumns, type HourlyFlow, hourlyFlows } from "./flows.ts";
import { type CheckedRun, gridNotes, gridTable } from "./grid.ts";
import type { Reproduction, Settlement } from "./reproduce.ts";

export interface ReportOptions extends TableOptions {
  /** File of a load profile that took the place of the assumed one. */
  readonly profile?: string;
  /** Adds what the network makes of the trades. */
  readonly grid?: readonly CheckedRun[];
  /** Adds the energy flows hour by hour. */
  readonly hourly?: boolean;
}

const citation =
  "A. Shokri Gazafroudi, J. Prieto, J. M. Corchado, Virtual Organization Structure for Agent-Based Local Electricity " +
  "Trading, Energies 12 (2019) 1521, doi:10.3390/en12081521, recomputed on the 33-bus feeder case33bw.";

const caseTitle = { case1: "Case 1", case2: "Case 2" } as const;

/** The whole report as text that fits `options.width`. */
export function report(data: StudyData, reproduction: Reproduction, options: ReportOptions = {}): string {
  const flows = hourlyFlows(reproduction.settlements);
  const sections = [
    prose(citation, options),
    section("Table 1. What aggregators pay end-users, and the market price", priceTable(data, options), options),
    section(
      `Table 2. Costs of a day, solved with ${reproduction.figures.solver}`,
      costTable(data, reproduction, options),
      options,
    ),
    notes(costNotes(options), options),
    section("Case 2: proved impossible as printed", boundTable(reproduction, options), options),
    notes(boundNotes, options),
    section(
      "Rounds of the iterative algorithm, with the largest changes of energy",
      roundTable(reproduction, options),
      options,
    ),
    section("Energy of the day (Figures 7 and 8, added up)", dailyTable(flows, options), options),
    ...(options.grid === undefined ? [] : gridSections(data, options.grid, options)),
    ...(options.hourly ? hourlySections(flows, options) : []),
    section("Assumed, because the paper does not print it", notes(assumptions(options), options), options),
  ];
  return `${sections.join("\n\n")}\n`;
}

function prose(text: string, options: ReportOptions): string {
  return paragraph(text, Math.min(options.width ?? 100, 100));
}

function notes(texts: readonly string[], options: ReportOptions): string {
  return texts.map((text) => paragraph(text, Math.min(options.width ?? 100, 100), "- ")).join("\n");
}

function section(title: string, body: string, options: ReportOptions): string {
  const heading = paragraph(title, options.width ?? Number.POSITIVE_INFINITY);
  return `${options.styled ? `\u001b[1;36m${heading}\u001b[0m` : heading}\n\n${body}`;
}

function priceTable(data: StudyData, options: ReportOptions): string {
  const unit = { unit: "EUR/kWh", decimals: 2 };
  const columns = [
    { header: "hour" },
    ...aggregators.map((name) => ({ header: name, ...unit })),
    { header: "market", ...unit },
  ];
  const hours = data.marketPrice.length;
  const rows = Array.from(data.marketPrice, (market, t) => [
    t + 1,
    ...aggregators.map((_, k) => data.aggregatorPrice[k * hours + t]!),
    market,
  ]);
  return textTable(columns, rows, options);
}

const costColumns: readonly Column[] = [
  { header: "run", key: true },
  { header: "cost of", key: true },
  { header: "paper", unit: "EUR", decimals: 3 },
  { header: "ours", unit: "EUR", decimals: 3 },
  { header: "difference", unit: "EUR", decimals: 3 },
  { header: "relative", unit: "%", decimals: 2 },
  { header: "standing" },
];

function costTable(data: StudyData, { settlements }: Reproduction, options: ReportOptions): string {
  const rows = settlements.flatMap((settlement) => costRows(data, settlement, options.profile !== undefined));
  return textTable(costColumns, rows, options);
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

function costNotes(options: ReportOptions): string[] {
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

function boundTable({ figures }: Reproduction, options: ReportOptions): string {
  const columns = [
    { header: "scenario" },
    { header: "printed sum of the three costs", unit: "EUR", decimals: 3 },
    { header: "least possible", unit: "EUR", decimals: 3 },
    { header: "printed below it by", unit: "EUR", decimals: 3 },
  ];
  const rows = scenarios.map((scenario) => {
    const { printed_sum: printed, least_possible: least } = figures.bounds[scenario];
    return [scenario, printed, least, least - printed];
  });
  return textTable(columns, rows, options);
}

const boundNotes = [
  "Proved by two linear programs over all loads that agree with the printed Case 1 S1, whatever the DisCo sells: no " +
    "implementation of the printed equations can reach the printed Case 2.",
];

function roundTable({ settlements }: Reproduction, options: ReportOptions): string {
  const columns: Column[] = [
    { header: "run" },
    { header: "round" },
    { header: "change of sale to a user", unit: "kWh", decimals: 6 },
    { header: "change of sale to DisCo", unit: "kWh", decimals: 6 },
  ];
  const rows = settlements.flatMap(({ run, history }) =>
    history.map(({ round, changes }) => [
      round === 1 ? `${caseTitle[run.case]} ${run.scenario}` : "",
      round,
      changes["sold to users"]!,
      changes["sold to DisCo"]!,
    ]),
  );
  return textTable(columns, rows, options);
}

function dailyTable(flows: readonly HourlyFlow[], options: ReportOptions): string {
  const columns = [{ header: "run" }, ...flowColumns.slice(1)];
  const rows = cases.flatMap((name) =>
    scenarios.map((scenario) => {
      const cells = flowsOf(flows, name, scenario).map((flow) => flowCells(flow).slice(1).map(Number));
      return [`${caseTitle[name]} ${scenario}`, ...cells.reduce((sum, row) => sum.map((value, k) => value + row[k]!))];
    }),
  );
  return textTable(columns, rows, options);
}

function flowsOf(flows: readonly HourlyFlow[], name: CaseName, scenario: Scenario): HourlyFlow[] {
  return flows.filter((flow) => flow.case === name && flow.scenario === scenario);
}

function hourlySections(flows: readonly HourlyFlow[], options: ReportOptions): string[] {
  return cases.flatMap((name) =>
    scenarios.map((scenario) => {
      const rows = flowsOf(flows, name, scenario).map(flowCells);
      return section(`Energy flows of ${caseTitle[name]} ${scenario}`, textTable(flowColumns, rows, options), options);
    }),
  );
}

function gridSections(data: StudyData, runs: readonly CheckedRun[], options: ReportOptions): string[] {
  return [section("The trades on the network", gridTable(runs, options), options), notes(gridNotes(data), options)];
}

function assumptions(options: ReportOptions): string[] {
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
