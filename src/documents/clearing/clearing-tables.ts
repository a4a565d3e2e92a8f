/** A clearing as tables; with several hours every row names its own. */
import { type Feeder, type Flow, isRated, radialOrder } from "../../feeder/index.ts";
import type { Certificate, GridState } from "../../market/index.ts";
import type { Cell, Table, TableColumn } from "../../report/index.ts";
import { loadingsText, voltagesText } from "../power-flow/power-flow-tables.ts";
import { quantities } from "../quantities.ts";
import type { ShownClearing } from "./clearing-document.ts";
import { isExact, largestGap, perMWh, totalLoss } from "./clearing-json.ts";

type Quantity = readonly [name: string, value: string];

/** Objective, losses, voltages, and how near the clearing is to a power flow. */
export function clearingSummary(shown: ShownClearing): Table {
  const { clearing, status, hours } = shown;
  const { state, welfare, hourLength } = clearing;
  const isOneHour = hours.length === 1 && hourLength === 1;
  const cost = `${(-welfare).toFixed(6)} ${isOneHour ? "per h" : `${shown.money} in all hours`}`;
  return quantities([
    ["status", status],
    [objectiveName(status, clearing.certificate), cost],
    ...(state === null ? [] : voltageRows(shown, state)),
    ...exactness(shown),
    ...powerFlowRows(shown),
    ...(shown.generators === undefined ? moneyRows(shown) : []),
  ]);
}

function objectiveName(status: string, { kind }: Certificate): string {
  if (status === "optimal") return "objective";
  return status === "not exact" && kind === "bound" ? "objective, only a bound" : `objective, ${status}`;
}

function voltageRows({ hours, clearing: { hourLength } }: ShownClearing, state: GridState): Quantity[] {
  const { data } = state.voltage;
  const at = (extreme: number): string => {
    const [bus, hour] = state.voltage.labels(data.indexOf(extreme));
    return `${extreme.toFixed(6)} p.u. at bus ${bus}${hours.length === 1 ? "" : ` in hour ${hour}`}`;
  };
  const loss = totalLoss(state);
  const losses = hours.length === 1 ? `${loss.toFixed(3)} kW` : `${(loss * hourLength).toFixed(3)} kWh`;
  return [
    ["losses", state.coneGap === null ? "none: a network without losses" : losses],
    ["lowest voltage", at(data.reduce((least, v) => Math.min(least, v)))],
    ["highest voltage", at(data.reduce((most, v) => Math.max(most, v)))],
  ];
}

function exactness(shown: ShownClearing): Quantity[] {
  const { state, rounds } = shown.clearing;
  const gap = largestGap(state);
  if (state === null || gap === null) return [];
  const line = [...state.coneGap!].find(([, own]) => Math.abs(own) === gap)?.[0][0];
  const text = isExact(shown) ? "exact" : `not exact: the largest gap is at line ${line}`;
  const cones: Quantity = ["exactness", `${text} (largest gap ${gap.toExponential(1)})`];
  if (rounds.length === 0) return [cones];
  return [cones, ["passes", `${rounds.length}${shown.status === "not settled" ? ", not settled" : ""}`]];
}

/** How near the clearing is to the power flows of what is injected. */
function powerFlowRows({ flows, clearing: { state, hourLength }, hours }: ShownClearing): Quantity[] {
  if (flows.length === 0 || state === null) return [];
  const failed = flows.findIndex(({ status }) => status !== "solved");
  if (failed >= 0) {
    const flow = flows[failed]!;
    const reason = flow.status === "solved" ? "" : flow.reason;
    return [["AC power flow", hours.length === 1 ? reason : `hour ${hours[failed]}: ${reason}`]];
  }
  const solved = flows as readonly Flow[];
  let farthest = 0;
  solved.forEach(({ voltage }, t) => {
    voltage.forEach((v, i) => {
      farthest = Math.max(farthest, Math.abs(state.voltage.data[i * hours.length + t]! - v));
    });
  });
  const loss = solved.reduce((sum, { totalActiveLoss }) => sum + totalActiveLoss, 0);
  const losses = hours.length === 1 ? `${loss.toFixed(3)} kW` : `${(loss * hourLength).toFixed(3)} kWh`;
  const worst = solved[worstHour(solved)]!;
  const hour = hours.length === 1 ? "" : `hour ${hours[worstHour(solved)]}: `;
  return [
    ["AC power flow", `losses ${losses}, voltages within ${farthest.toExponential(1)} p.u. of these`],
    ["voltages there", `${hour}${voltagesText(worst)}`],
    ["loadings there", `${hour}${loadingsText(worst)}`],
  ];
}

/** The hour with the lowest voltage. */
function worstHour(flows: readonly Flow[]): number {
  const lowest = (flow: Flow) => flow.voltage[flow.lowestBus]!;
  return flows.reduce((worst, flow, t) => (lowest(flow) < lowest(flows[worst]!) ? t : worst), 0);
}

function moneyRows({ clearing, money }: ShownClearing): Quantity[] {
  const { settlement, networkRent, lossCost, certificate } = clearing;
  const amount = (value: number) => `${(Math.round(value * 1e4) / 1e4 + 0).toFixed(4)} ${money}`;
  return [
    ["settlement", settlement],
    ["kept by the network", `${amount(networkRent)}; its losses cost ${amount(lossCost)}`],
    ["certificate", certificateText(certificate)],
  ];
}

function certificateText(certificate: Certificate): string {
  if (certificate.kind === "none") return certificate.why;
  if (certificate.kind === "equilibrium") return `nobody gains more than ${certificate.largestGain}: ${certificate.by}`;
  const share = (100 * certificate.gap).toPrecision(2);
  return certificate.gap === 0 ? `optimal: ${certificate.by}` : `within ${share} % of the optimum: ${certificate.by}`;
}

/** Of several hours a reader is shown one, that with the lowest voltage; the folder has all. */
function readersHour({ hours, flows }: ShownClearing, rows: readonly unknown[]): Partial<Table> {
  if (hours.length === 1) return {};
  const solved = flows.every(({ status }) => status === "solved");
  const shown = solved && flows.length > 0 ? worstHour(flows as readonly Flow[]) : 0;
  const why = flows.length === 0 ? "the first one" : "that with the lowest voltage";
  return {
    readersRows: Array.from(rows.keys()).filter((row) => row % hours.length === shown),
    note: `(hour ${hours[shown]}, ${why}, of ${hours.length}; --out writes all)`,
  };
}

const powerColumns: readonly TableColumn[] = [
  { header: "active", unit: "kW", decimals: 3 },
  { header: "reactive", unit: "kVAr", decimals: 3 },
];

export function generatorTable(
  { clearing }: ShownClearing,
  generators: readonly { readonly name: string; readonly bus: string }[],
): Table {
  const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
  const rows = generators.map(({ name, bus }, k): Cell[] => {
    const { injections } = clearing.participants.find((participant) => participant.name === name)!;
    return [k + 1, bus, total(injections.active), total(injections.reactive)];
  });
  const columns: TableColumn[] = [{ header: "generator", only: "text" }, { header: "bus" }, ...powerColumns];
  return { kind: "table", columns, rows, file: "generators.csv" };
}

/** Energy over all hours, and money. */
export function participantTable({ clearing }: ShownClearing): Table {
  const { participants, hourLength } = clearing;
  const rows = participants.map(({ name, injections, cost, paid, surplus }): Cell[] => {
    let given = 0;
    let taken = 0;
    for (const kW of Array.from(injections.active)) {
      if (kW > 0) given += kW * hourLength;
      else taken -= kW * hourLength;
    }
    return [name, given, taken, cost, paid, surplus];
  });
  const columns: TableColumn[] = [
    { header: "participant", key: true },
    { header: "given", unit: "kWh", decimals: 3 },
    { header: "taken", unit: "kWh", decimals: 3 },
    { header: "cost", decimals: 4 },
    { header: "paid to it", decimals: 4, name: "paid" },
    { header: "surplus", decimals: 4 },
  ];
  return { kind: "table", columns, rows, file: "participants.csv" };
}

/** What all devices do, for programs: the values of all variables that participants declared, by member and hour. */
export function decisionTable({ clearing }: ShownClearing): Table {
  const rows = clearing.participants.flatMap(({ name, decisions }) =>
    decisions.flatMap((decision) => {
      const sets = decision.over.map((set) => set.name);
      return Array.from(decision.data, (value, at): Cell[] => {
        const labels = decision.labels(at);
        const members = labels.filter((_, k) => sets[k] !== "hour");
        return [name, decision.name, members.join(", "), labels[sets.indexOf("hour")] ?? null, value, decision.unit];
      });
    }),
  );
  const columns = ["participant", "decision", "member", "hour", "value", "unit"].map((header) => ({ header }));
  return { kind: "table", columns, rows, file: "decisions.csv", shown: "file" };
}

const branchColumns: readonly TableColumn[] = [
  { header: "branch", key: true },
  { header: "from" },
  { header: "to" },
  { header: "active", unit: "kW", decimals: 3 },
  { header: "reactive", unit: "kVAr", decimals: 3 },
  { header: "current", unit: "A", decimals: 2 },
  { header: "loss", unit: "kW", decimals: 3 },
  { header: "loading", unit: "%", decimals: 1, name: "loading_percent" },
];
const hourColumn: TableColumn = { header: "hour" };

/** What enters each closed branch at `from`, its end nearer to the source. */
export function branchTable(shown: ShownClearing, feeder: Feeder): Table {
  const { clearing, hours } = shown;
  const several = hours.length > 1;
  const [first, ...others] = branchColumns;
  const rows = branchRows(feeder, clearing.state!, hours).map(({ hour, cells }) =>
    several ? [cells[0]!, hour, ...cells.slice(1)] : cells,
  );
  const columns = several ? [first!, hourColumn, ...others] : branchColumns;
  return { kind: "table", columns, rows, file: "branches.csv", ...readersHour(shown, rows) };
}

/** Loading is null where the branch has no rating. */
function branchRows(
  feeder: Feeder,
  state: GridState,
  hours: readonly string[],
): { readonly hour: string; readonly cells: Cell[] }[] {
  const { parent, branch } = radialOrder(feeder);
  const feeds = new Map(Array.from(branch, (k, bus) => [k, bus]));
  const line = new Map(state.loss.over[0].labels.map((label, position) => [label, position]));
  return feeder.branchNames.flatMap((name, k) => {
    const to = feeds.get(k);
    const own = line.get(name);
    if (to === undefined || own === undefined) return [];
    const ends = [feeder.busNames[parent[to]!]!, feeder.busNames[to]!];
    return hours.map((hour, t) => {
      const at = own * hours.length + t;
      const [active, reactive] = [state.activeFlow.data[at]!, state.reactiveFlow.data[at]!];
      const [current, loss] = [state.current.data[at]!, state.loss.data[at]!];
      const arriving = Math.sqrt(3) * current * feeder.baseVoltage[to]! * state.voltage.data[to * hours.length + t]!;
      // Without losses both ends carry the same; and a transformer's current may be that of its other side.
      const hasArriving = state.coneGap !== null && k < feeder.numLines;
      const power = Math.max(Math.hypot(active, reactive), hasArriving ? arriving : 0);
      const loading = Math.max(power / feeder.ratedPower[k]!, current / feeder.ratedCurrent[k]!);
      const rated = isRated(feeder, k) ? 100 * loading : null;
      return { hour, cells: [name, ...ends, active, reactive, current, loss, rated] };
    });
  });
}

const priceColumns: readonly TableColumn[] = [
  { header: "bus", key: true },
  { header: "voltage", unit: "p.u.", decimals: 6, name: "voltage_pu" },
  { header: "price of active power", unit: "per MWh", decimals: 4, name: "price_per_MWh" },
  { header: "energy", unit: "per MWh", decimals: 4, name: "energy_per_MWh" },
  { header: "losses", unit: "per MWh", decimals: 4, name: "losses_per_MWh" },
  { header: "voltage band", unit: "per MWh", decimals: 4, name: "voltage_band_per_MWh" },
  { header: "congestion", unit: "per MWh", decimals: 4, name: "congestion_per_MWh" },
  { header: "price of reactive power", unit: "per MVArh", decimals: 4, name: "reactive_price_per_MVArh" },
];

export function priceTable(shown: ShownClearing): Table {
  const { clearing, hours } = shown;
  const { injections, state } = clearing;
  const prices = clearing.prices!;
  const { energy, losses, voltage, congestion } = prices.activeParts;
  const parts = [prices.active, energy, losses, voltage, congestion, prices.reactive];
  const several = hours.length > 1;
  const rows = injections.bus.flatMap((bus, i) =>
    hours.map((hour, t): Cell[] => {
      const at = i * hours.length + t;
      const v = state === null ? null : state.voltage.data[at]!;
      return [bus, ...(several ? [hour] : []), v, ...parts.map((part) => perMWh * part.data[at]!)];
    }),
  );
  const [first, ...others] = priceColumns;
  const columns = several ? [first!, hourColumn, ...others] : priceColumns;
  return { kind: "table", columns, rows, file: "buses.csv", ...readersHour(shown, rows) };
}
