/** A clearing as plain data for JSON. Prices are per MWh and MVArh, as in the tables. */
import type { GridState, Outturn } from "../../market/index.ts";
import { busLabel } from "../power-flow/feeder-names.ts";
import type { ShownClearing } from "./clearing-document.ts";

export const perMWh = 1000;

/** kW lost in all lines and hours; 0 where the network has none. */
export function totalLoss(state: GridState | null): number {
  return state === null ? 0 : state.loss.data.reduce((sum, loss) => sum + loss, 0);
}

/** How far the currents of the lines are from those of their flows, either way; null for a network without losses. */
export function largestGap(state: GridState | null): number | null {
  const gap = state?.coneGap ?? null;
  return gap === null ? null : gap.data.reduce((most, own) => Math.max(most, Math.abs(own)), 0);
}

/** Null for networks without losses, which are no power flow, near as they may be. */
export function isExact({ status, clearing: { state } }: ShownClearing): boolean | null {
  if ((state?.coneGap ?? null) === null) return null;
  return status !== "not exact" && status !== "not settled";
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, value) => all + value, 0);

export function clearingJson(shown: ShownClearing): object {
  const { clearing, generators, notes } = shown;
  const { state, rounds } = clearing;
  return {
    ...(generators === undefined ? marketFigures(shown) : scenarioFigures(shown, generators)),
    ...busRows(shown),
    cone_gap_max: largestGap(state),
    exact: isExact(shown),
    passes: rounds.length === 0 ? null : rounds.length,
    notes,
  };
}

function scenarioFigures({ clearing }: ShownClearing, generators: readonly { readonly name: string }[]): object {
  const of = (name: string) => clearing.participants.find((participant) => participant.name === name)!;
  return {
    objective_per_h: -clearing.welfare,
    loss_kW: totalLoss(clearing.state),
    P_kW: generators.map(({ name }) => sum(of(name).injections.active)),
    Q_kVAr: generators.map(({ name }) => sum(of(name).injections.reactive)),
  };
}

function marketFigures({ clearing, hours }: ShownClearing): object {
  const { welfare, networkRent, lossCost, settlement, method, certificate, hourLength } = clearing;
  return {
    method,
    settlement,
    welfare,
    network_rent: networkRent,
    loss_cost: lossCost,
    loss_kWh: totalLoss(clearing.state) * hourLength,
    certificate: { ...certificate },
    hours,
    hour_length_h: hourLength,
    participants: clearing.participants.map((participant) => participantJson(participant, hours)),
  };
}

function participantJson(
  { name, cost, paid, surplus, injections, decisions }: Outturn,
  hours: readonly string[],
): object {
  const rows = injections.bus.flatMap((bus, i) =>
    hours.flatMap((hour, t) => {
      const [P, Q] = [injections.active[i * hours.length + t]!, injections.reactive[i * hours.length + t]!];
      return P === 0 && Q === 0 ? [] : [[busLabel(bus), hour, P, Q]];
    }),
  );
  const decided = decisions.map((decision) => ({
    name: decision.name,
    unit: decision.unit,
    columns: [...decision.over.map((set) => set.name), "value"],
    rows: Array.from(decision.data, (value, at) => [...decision.labels(at), value]),
  }));
  return {
    ...{ name, cost, paid, surplus },
    injection_columns: ["bus", "hour", "kW", "kVAr"],
    injections: rows,
    decisions: decided,
  };
}

function busRows({ clearing: { prices, state, injections }, hours }: ShownClearing): object {
  if (prices === null) return {};
  const { energy, losses, voltage, congestion } = prices.activeParts;
  const parts = [prices.active, prices.reactive, energy, losses, voltage, congestion];
  const several = hours.length > 1;
  const columns = [
    ...["bus", ...(several ? ["hour"] : []), "v_pu", "dlmp_p_per_MWh", "dlmp_q_per_MVArh"],
    ...["energy_per_MWh", "loss_per_MWh", "voltage_per_MWh", "congestion_per_MWh"],
  ];
  const rows = injections.bus.flatMap((bus, i) =>
    hours.map((hour, t) => {
      const at = i * hours.length + t;
      const v = state === null ? null : state.voltage.data[at]!;
      return [busLabel(bus), ...(several ? [hour] : []), v, ...parts.map((part) => perMWh * part.data[at]!)];
    }),
  );
  return { bus_columns: columns, bus: rows };
}
