/** A power flow as one JSON document. */
import { degrees, type Flow, isRated, type NoFlow } from "../src/feeder/index.ts";

/** Names that are whole numbers are numbers, as they were in the file. */
export function busLabel(name: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}

/** kW, kVAr, A and per unit; `branches` has name, from, to, P and Q that enter at each end, current, and loading or null. */
export interface FlowDocument {
  readonly feeder: string;
  readonly status: Flow["status"];
  readonly method: Flow["method"];
  readonly iterations: number;
  /** Factor on all loads and on generators of given power. */
  readonly scale: number;
  readonly loss_kW: number;
  readonly loss_kVAr: number;
  readonly vmin_pu: number;
  readonly vmin_bus: string | number;
  readonly v_pu: readonly (readonly [bus: string | number, v: number])[];
  readonly vmax_pu: number;
  readonly vmax_bus: string | number;
  readonly angle_deg: readonly (readonly [bus: string | number, angle: number])[];
  readonly sources: readonly (readonly [bus: string | number, kW: number, kVAr: number])[];
  readonly branch_columns: readonly string[];
  readonly branches: readonly (readonly (string | number | null)[])[];
  readonly notes: readonly string[];
}

export function flowJson(flow: Flow, scale = 1): FlowDocument {
  const { feeder: net, voltage, lowestBus, highestBus } = flow;
  const label = (bus: number) => busLabel(net.busNames[bus]!);
  const buses = Array.from(net.busNames.keys());
  return {
    feeder: net.name,
    status: flow.status,
    method: flow.method,
    iterations: flow.iterations,
    scale,
    loss_kW: flow.totalActiveLoss,
    loss_kVAr: flow.totalReactiveLoss,
    vmin_pu: voltage[lowestBus]!,
    vmin_bus: label(lowestBus),
    v_pu: buses.map((bus) => [label(bus), voltage[bus]!]),
    vmax_pu: voltage[highestBus]!,
    vmax_bus: label(highestBus),
    angle_deg: buses.map((bus) => [label(bus), degrees(flow.angle[bus]!)]),
    sources: Array.from(net.sourceBus, (bus, s) => [label(bus), flow.sourceActive[s]!, flow.sourceReactive[s]!]),
    branch_columns: [
      ...["name", "from", "to", "from_kW", "from_kVAr", "to_kW", "to_kVAr"],
      ...["current_A", "loading_share"],
    ],
    branches: Array.from(net.branchNames, (name, k) => [
      ...[name, label(net.from[k]!), label(net.to[k]!)],
      ...[flow.activeFrom[k]!, flow.reactiveFrom[k]!, flow.activeTo[k]!, flow.reactiveTo[k]!],
      ...[flow.current[k]!, isRated(net, k) ? flow.loading[k]! : null],
    ]),
    notes: net.notes,
  };
}

export interface NoFlowDocument {
  readonly feeder: string;
  readonly status: NoFlow["status"];
  readonly method: NoFlow["method"];
  readonly reason: string;
  readonly share_of_load: number;
  readonly bus: string | number;
  readonly notes: readonly string[];
}

export function noFlowJson({ feeder: net, status, method, reason, share, bus }: NoFlow): NoFlowDocument {
  return {
    feeder: net.name,
    status,
    method,
    reason,
    share_of_load: share,
    bus: busLabel(net.busNames[bus]!),
    notes: net.notes,
  };
}
