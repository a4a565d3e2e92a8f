/** The radial topology that was found for a feeder, as a document. */
import { branchesAbove, busesOutside, type Feeder, type Flow, topologyOf } from "../../feeder/index.ts";
import type { Document, DocumentOutcome } from "../../report/index.ts";
import { busLabel, feederLines } from "../power-flow/feeder-names.ts";
import { quantities } from "../quantities.ts";

export interface FoundTopology {
  readonly method: string;
  /** As it was before; it may be meshed. */
  readonly feeder: Feeder;
  /** kW lost before; null where that has no power flow. */
  readonly initialLoss: number | null;
  /** "optimal" where it is proven that none loses less. */
  readonly status: "optimal" | "not proven" | "infeasible" | "unbounded" | "time limit" | "numerical trouble";
  /** Why nothing is proven. */
  readonly reason?: string;
  /** By branch: 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** The power flow of the topology. */
  readonly flow: Flow;
  /** kW: no radial topology loses less; null where nothing is proven. */
  readonly bound: number | null;
  /** Relative, between losses and bound. */
  readonly gap: number | null;
  readonly seconds: number;
  /** What the search counted, by what is counted; gap and seconds are said of searches that count nothing. */
  readonly details: Readonly<Record<string, number>>;
}

const outcomes: Readonly<Record<FoundTopology["status"], DocumentOutcome>> = {
  optimal: "answer",
  "not proven": "answer",
  infeasible: "no",
  unbounded: "no",
  "time limit": "limit",
  "numerical trouble": "limit",
};

/** Voltage bands and ratings that the topology violates are said. */
export function topologyDocument(found: FoundTopology): Document {
  return {
    name: "topology",
    outcome: outcomes[found.status],
    json: topologyJson(found),
    parts: [feederLines(found.feeder), quantities(summary(found))],
  };
}

/** Branches by their place in the feeder's data, from 1 on, lines before transformers. */
function topologyJson(found: FoundTopology): object {
  const { feeder, initialLoss, method, flow, status, reason, bound } = found;
  const open = openBranches(found);
  return {
    feeder: feeder.name,
    method,
    status,
    ...(reason === undefined ? {} : { reason }),
    initial_loss_kW: initialLoss,
    loss_kW: flow.totalActiveLoss,
    bound_kW: bound,
    open_branches_1based: open.map((k) => k + 1),
    open_branch_ends: open.map((k) => [feeder.from[k]!, feeder.to[k]!].map((bus) => busLabel(feeder.busNames[bus]!))),
    vmin_pu: flow.voltage[flow.lowestBus],
    vmin_bus: busLabel(feeder.busNames[flow.lowestBus]!),
    voltages_outside: busesOutside(flow).length,
    branches_above_rating: branchesAbove(flow).length,
    ...Object.fromEntries(searchFigures(found).map(([name, value]) => [name.replaceAll(" ", "_"), value])),
    notes: feeder.notes,
  };
}

function openBranches({ closed }: FoundTopology): number[] {
  return Array.from(closed.keys()).filter((k) => closed[k] === 0);
}

function searchFigures({ details, gap, seconds }: FoundTopology): [name: string, value: number][] {
  const counts = Object.entries(details);
  if (counts.length > 0 || gap === null) return counts;
  return Object.entries({ gap, seconds });
}

type Quantity = readonly [name: string, value: string];

function summary(found: FoundTopology): Quantity[] {
  const { feeder, flow, status, reason, bound } = found;
  const open = openBranches(found).map((k) => feeder.branchNames[k]);
  return [
    ["status", reason === undefined ? status : `${status}: ${reason}`],
    ["losses as it is", asItIs(found)],
    [status === "optimal" ? "losses" : "best losses known", `${flow.totalActiveLoss.toFixed(3)} kW`],
    ["no radial topology loses less than", bound === null ? "not proven" : `${bound.toFixed(3)} kW`],
    ["open branches", open.join(", ") || "none"],
    ["lowest voltage", `${flow.voltage[flow.lowestBus]!.toFixed(6)} p.u. at bus ${feeder.busNames[flow.lowestBus]}`],
    ...violations(flow),
    ...searchFigures(found).map(([name, value]): Quantity => [name, figureText(name, value)]),
  ];
}

/** What the topology violates, though nobody asked it not to. */
function violations(flow: Flow): Quantity[] {
  const { busNames, branchNames } = flow.feeder;
  const listed = (names: readonly string[]) => (names.length <= 8 ? names : [...names.slice(0, 8), "..."]).join(", ");
  const outside = busesOutside(flow).map((bus) => busNames[bus]!);
  const above = branchesAbove(flow).map((k) => branchNames[k]!);
  return [
    ...(outside.length === 0
      ? []
      : [["outside of the voltage band", `${outside.length} buses: ${listed(outside)}`] as const]),
    ...(above.length === 0 ? [] : [["above their rating", `${above.length} branches: ${listed(above)}`] as const]),
  ];
}

function asItIs({ feeder, initialLoss: loss }: FoundTopology): string {
  const { radial, islands } = topologyOf(feeder);
  if (islands.length > 0) return "no power flow: some bus is not fed";
  if (loss === null) return "no power flow";
  return `${loss.toFixed(3)} kW${radial ? "" : ", meshed"}`;
}

function figureText(name: string, value: number): string {
  if (name === "gap") return percentText(value);
  return name === "seconds" ? value.toFixed(1) : `${value}`;
}

/** With as many decimals as tell a gap from none. */
function percentText(share: number): string {
  return `${100 * share < 0.001 ? "below 0.001" : (100 * share).toFixed(3)} %`;
}
