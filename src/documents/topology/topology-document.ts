/** The radial topology that was found for a feeder, as a document. */
import { branchesAbove, busesOutside, type Feeder, type Flow, powerFlow, topologyOf } from "../../feeder/index.ts";
import type { Document } from "../../report/index.ts";
import { busLabel, feederLines } from "../power-flow/feeder-names.ts";
import { quantities } from "../quantities.ts";

export interface FoundTopology {
  readonly method: string;
  /** "optimal" where it is proven that none loses less. */
  readonly status: string;
  /** Why nothing is proven. */
  readonly reason?: string;
  /** The power flow of the topology. */
  readonly flow: Flow;
  /** kW: no radial topology loses less; null where nothing is proven. */
  readonly bound: number | null;
  /** What else is known of the search, by name; "gap" is relative, "seconds" are seconds. */
  readonly details: Readonly<Record<string, number>>;
}

/** `feeder` is as it was before, and may be meshed; voltage bands and ratings that the topology violates are said. */
export function topologyDocument(feeder: Feeder, found: FoundTopology): Document {
  const loss = initialLoss(feeder);
  const isProven = found.status === "optimal";
  const isNo = found.status === "infeasible" || found.status === "unbounded";
  return {
    name: "topology",
    outcome: isProven ? "answer" : isNo ? "no" : "limit",
    json: topologyJson(feeder, loss, found),
    parts: [feederLines(feeder), quantities(summary(feeder, loss, found))],
  };
}

/** kW; null where the feeder as it is has no power flow, or some bus is not fed: a topology may mend that. */
function initialLoss(feeder: Feeder): number | null {
  if (topologyOf(feeder).islands.length > 0) return null;
  const flow = powerFlow(feeder);
  return flow.status === "solved" ? flow.totalActiveLoss : null;
}

/** Branches by their place in the feeder's data, from 1 on, lines before transformers. */
function topologyJson(feeder: Feeder, loss: number | null, found: FoundTopology): object {
  const { method, flow, status, reason, bound, details } = found;
  const open = openBranches(flow);
  return {
    feeder: feeder.name,
    method,
    status,
    ...(reason === undefined ? {} : { reason }),
    initial_loss_kW: loss,
    loss_kW: flow.totalActiveLoss,
    bound_kW: bound,
    open_branches_1based: open.map((k) => k + 1),
    open_branch_ends: open.map((k) => [feeder.from[k]!, feeder.to[k]!].map((bus) => busLabel(feeder.busNames[bus]!))),
    vmin_pu: flow.voltage[flow.lowestBus],
    vmin_bus: busLabel(feeder.busNames[flow.lowestBus]!),
    voltages_outside: busesOutside(flow).length,
    branches_above_rating: branchesAbove(flow).length,
    ...details,
    notes: feeder.notes,
  };
}

function openBranches({ feeder: { closed } }: Flow): number[] {
  return Array.from(closed.keys()).filter((k) => closed[k] === 0);
}

type Quantity = readonly [name: string, value: string];

function summary(feeder: Feeder, loss: number | null, found: FoundTopology): Quantity[] {
  const { flow, status, reason, bound, details } = found;
  const open = openBranches(flow).map((k) => feeder.branchNames[k]);
  return [
    ["status", reason === undefined ? status : `${status}: ${reason}`],
    ["losses as it is", asItIs(feeder, loss)],
    [status === "optimal" ? "losses" : "best losses known", `${flow.totalActiveLoss.toFixed(3)} kW`],
    ["no radial topology loses less than", bound === null ? "not proven" : `${bound.toFixed(3)} kW`],
    ["open branches", open.join(", ") || "none"],
    ["lowest voltage", `${flow.voltage[flow.lowestBus]!.toFixed(6)} p.u. at bus ${feeder.busNames[flow.lowestBus]}`],
    ...violations(flow),
    ...Object.entries(details).map(([name, value]): Quantity => [name.replaceAll("_", " "), detailText(name, value)]),
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

function asItIs(feeder: Feeder, loss: number | null): string {
  const { radial, islands } = topologyOf(feeder);
  if (islands.length > 0) return "no power flow: some bus is not fed";
  if (loss === null) return "no power flow";
  return `${loss.toFixed(3)} kW${radial ? "" : ", meshed"}`;
}

function detailText(name: string, value: number): string {
  if (name === "gap") return percentText(value);
  return name === "seconds" ? value.toFixed(1) : `${value}`;
}

/** With as many decimals as tell a gap from none. */
export function percentText(share: number): string {
  return `${100 * share < 0.001 ? "below 0.001" : (100 * share).toFixed(3)} %`;
}
