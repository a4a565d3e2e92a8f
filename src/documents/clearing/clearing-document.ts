/** A cleared market as a document; that it could not be cleared is a proper no, or a limit. */
import type { Feeder, FlowOutcome } from "../../feeder/index.ts";
import { type Cleared, type Clearing, feederInMarket, flowOf, type NotCleared } from "../../market/index.ts";
import type { Document, DocumentOutcome, DocumentPart } from "../../report/index.ts";
import { flowCharts } from "../power-flow/power-flow-document.ts";
import { clearingJson } from "./clearing-json.ts";
import {
  branchTable,
  clearingSummary,
  decisionTable,
  generatorTable,
  participantTable,
  priceTable,
} from "./clearing-tables.ts";

/** What is shown beside the clearing itself. */
export interface ClearingShown {
  /** Of the files that are written. */
  readonly name: string;
  readonly title: string;
  /** As the reader named it. */
  readonly network: string;
  readonly solver: string;
  readonly notes: readonly string[];
  /** What may be tried where a conic optimum is no power flow. */
  readonly remedyWhereNotExact?: string;
  /** Participants that are one generator each, by name with the bus of each: shown as such. */
  readonly generators?: readonly { readonly name: string; readonly bus: string }[];
  /** Sentences on limits in the way, of a market that is infeasible. */
  readonly conflict?: readonly string[];
}

/** A clearing with what its tables need. */
export interface ShownClearing extends ClearingShown {
  readonly clearing: Clearing;
  readonly status: string;
  /** The feeder as the market has it in its first hour; null where there is none. */
  readonly feeder: Feeder | null;
  /** The AC power flow of each hour; empty without a feeder. */
  readonly flows: readonly FlowOutcome[];
  readonly hours: readonly string[];
  /** What it is called in units. */
  readonly money: string;
  /** False where it is not to be used. */
  readonly isUsable: boolean;
}

const outcomes: Readonly<Record<NotCleared, DocumentOutcome>> = {
  infeasible: "no",
  unbounded: "no",
  "not exact": "no",
  "not settled": "limit",
  "at a limit": "limit",
  stopped: "limit",
  "numerical trouble": "limit",
};

export function clearingDocument(cleared: Cleared, shown: ClearingShown): Document {
  const isCleared = cleared.status === "cleared";
  const clearing = isCleared ? cleared.clearing : cleared.best;
  const notes = [...shown.notes, ...noteOf(cleared, shown)];
  const lines: DocumentPart = { kind: "lines", lines: [shown.title, ...notes.map((note) => `Note: ${note}`)] };
  const outcome = isCleared ? "answer" : outcomes[cleared.status];
  const status = isCleared ? "optimal" : cleared.status;
  const { name, network, solver, conflict = [] } = shown;
  const modelled = cleared.market.network.feederModel;
  const head = { feeder: modelled?.feeder.name ?? null, network, solver, status };
  if (clearing === undefined) {
    const reason = isCleared ? "" : cleared.reason;
    const texts = [`${status}: ${reason}`, ...conflict];
    const parts = texts.map((text): DocumentPart => ({ kind: "lines", lines: text.split("\n") }));
    return { name, outcome, json: { ...head, reason, conflict, notes }, parts: [lines, ...parts] };
  }
  const hours = hoursOf(clearing);
  const whole: ShownClearing = {
    ...shown,
    notes,
    clearing,
    status,
    hours,
    money: cleared.market.money,
    isUsable: isCleared,
    feeder: modelled === null ? null : feederInMarket(modelled.feeder, modelled.limits, 0, hours.length),
    flows:
      modelled === null
        ? []
        : hours.map((_, t) => flowOf(modelled.feeder, modelled.limits, clearing.injections, t, hours.length)),
  };
  return { name, outcome, json: { ...head, ...clearingJson(whole) }, parts: [lines, ...figures(whole)] };
}

function hoursOf({ prices, injections }: Clearing): readonly string[] {
  if (prices !== null) return prices.active.over[1].labels;
  return Array.from({ length: injections.active.length / injections.bus.length }, (_, t) => String(t + 1));
}

function noteOf(cleared: Cleared, { remedyWhereNotExact }: ClearingShown): string[] {
  if (cleared.status === "not exact")
    return [`Not exact. ${cleared.reason}${remedyWhereNotExact === undefined ? "" : ` ${remedyWhereNotExact}`}`];
  if (cleared.status !== "cleared")
    return cleared.best === undefined ? [] : [`${capital(cleared.status)}: ${cleared.reason}`];
  const { rounds, certificate } = cleared.clearing;
  if (rounds.length === 0 || certificate.kind !== "none") return [];
  const passes = `${rounds.length} ${rounds.length === 1 ? "pass" : "passes"}`;
  return [
    `Settled after ${passes} around the own flow: a power flow that meets the first-order conditions of an optimum. That none elsewhere is better is not proven.`,
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function figures(shown: ShownClearing): DocumentPart[] {
  const doubt: DocumentPart = { kind: "lines", lines: ["The tables are not to be used: see the note."] };
  const [flow] = shown.flows;
  return [
    clearingSummary(shown),
    ...(shown.isUsable ? [] : [doubt]),
    ...(shown.generators === undefined
      ? [participantTable(shown), decisionTable(shown)]
      : [generatorTable(shown, shown.generators)]),
    ...(shown.feeder === null || shown.clearing.state === null ? [] : [branchTable(shown, shown.feeder)]),
    ...(shown.clearing.prices === null ? [] : [priceTable(shown)]),
    ...(flow?.status === "solved" && shown.hours.length === 1 ? flowCharts(flow) : []),
  ];
}
