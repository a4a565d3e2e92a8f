/**
 * Capacitor banks: whole steps, switched hour by hour.
 *
 *   Q_kt = q_k s_kt,  s_kt in {0, 1, ..., S_k}
 *
 * q_k is the reactive power of a step at 1 per unit. A capacitor gives q v^2 at the voltage v; that product of two unknowns
 * is not linear, so a step counts as q here, which is 10 % too much at 0.95 and 10 % too little at 1.05. Check what matters
 * with a power flow, with the banks as shunts.
 */
import type { IndexSet, NamedExpression, Variable } from "../../src/language/index.ts";
import type { Hour, Resource, Scope } from "../../src/market/index.ts";
import { DeviceGroup, type DeviceRow } from "./device-group.ts";
import { busField, type Fields, nameField } from "./fields.ts";
import { type SwitchingRow, switching, switchingFields } from "./switching.ts";

export interface CapacitorBankRow extends DeviceRow, SwitchingRow {
  readonly name: string | number;
  /** How many steps there are, and kVAr of each at 1 per unit. */
  readonly steps: number;
  readonly reactivePerStep: number;
}

export interface CapacitorBanks<Name extends string = string> extends Resource {
  readonly unit: IndexSet<Name>;
  /** s, steps that are on. */
  readonly steps: Variable<readonly [IndexSet<Name>, Hour]>;
  /** Q, kVAr at 1 per unit. */
  readonly reactivePower: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** Steps moved; null where no row limits or prices them. Has only the banks whose row does. */
  readonly switched: Variable<readonly [IndexSet<Name>, Hour]> | null;
}

export const capacitorBankFields: Fields<CapacitorBankRow> = {
  name: nameField,
  bus: busField,
  steps: { about: "How many steps there are.", required: true, from: 0, whole: true },
  reactivePerStep: { about: "What a step gives at 1 per unit.", unit: "kVAr", required: true, from: 0 },
  ...switchingFields,
  stepBefore: { ...switchingFields.stepBefore, from: 0 },
};

/** Adds a group of capacitor banks to a model. Throws a ClearwattError where a row cannot be. */
export function capacitorBank<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly CapacitorBankRow[],
): CapacitorBanks<Name>;
export function capacitorBank(scope: Scope, name: string, rows: readonly CapacitorBankRow[]): CapacitorBanks {
  const group = new DeviceGroup(scope, name, rows, capacitorBankFields);
  const { unit, scope: own } = group;
  const { hour } = own;
  const at = group.busOf("bus");
  const available = group.each("steps");
  group.ordered("stepBefore", group.each("stepBefore", 0), "steps", available);
  const most = group.parameter("most steps", available, "1");
  const size = group.parameter("reactive power of a step", group.each("reactivePerStep"), "kVAr");
  const steps = own.variable("steps", [unit, hour], { kind: "integer", upper: (k) => most(k), unit: "1" });
  const reactivePower = own.expression("reactive power", [unit, hour], (k, t) => steps(k, t).times(size(k)));
  const { switched, cost } = switching(group, steps);
  return group.enter(at, { reactive: reactivePower, cost }, { unit, steps, reactivePower, switched });
}
