/** Networks as MATPOWER case files of version 2. */
import type { FeederData } from "../../../data/feeder-data.ts";
import { busNumbering, keepsNumbers } from "./bus-numbering.ts";
import { branchRows } from "./write-branches.ts";
import { busRows } from "./write-buses.ts";
import { generatorRows, heldVoltages } from "./write-generators.ts";

/** MVA. On it, an impedance in per unit is that in ohm over the square of the base voltage in kV. */
const baseMVA = 1;

/**
 * A case of version 2 that MATPOWER reads, and that reads back to the same network. Buses keep their names where all are
 * whole numbers above 0; otherwise they are numbered in their order, and the names stand in mpc.bus_name.
 *
 * Loads of constant impedance become shunts, the iron losses of closed transformers shunts at their ends, generation of
 * given power at a source a negative load, and a rated current the power at base voltage: a remark in the file says so.
 * Throws for what MATPOWER's format has no place for: loads of constant current, and names that no bus has.
 */
export function writeMatpower(data: FeederData): string {
  const numbering = busNumbering(data);
  const remarks: string[] = [];
  const held = heldVoltages(data);
  const buses = busRows(numbering, held, remarks);
  const generators = generatorRows(numbering, held);
  const branches = branchRows(numbering, remarks);
  return [
    ...headOf(data, remarks),
    ...table("bus", busHead, buses),
    ...table("gen", generatorHead, generators),
    ...table("branch", branchHead, branches),
    ...busNames(data),
    "",
  ].join("\n");
}

const busHead = "bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin";
const generatorHead =
  "bus Pg Qg Qmax Qmin Vg mBase status Pmax Pmin Pc1 Pc2 Qc1min Qc1max Qc2min Qc2max ramp_agc ramp_10 ramp_30 ramp_q apf";
const branchHead = "fbus tbus r x b rateA rateB rateC ratio angle status angmin angmax";

function headOf({ name, origin, notes = [] }: FeederData, remarks: readonly string[]): string[] {
  const identifier = name.replace(/\W+/g, "_").replace(/^(?![A-Za-z])/, "case_");
  const comment = (text: string) => text.split(/\r?\n/).map((line) => `%   ${line}`);
  return [
    `function mpc = ${identifier}`,
    `%${identifier.toUpperCase()}  ${origin.replace(/\s+/g, " ")}`,
    ...notes.flatMap(comment),
    ...remarks.flatMap(comment),
    "",
    "%% MATPOWER Case Format : Version 2",
    "mpc.version = '2';",
    "",
    "%% system MVA base",
    `mpc.baseMVA = ${baseMVA};`,
  ];
}

function table(name: string, head: string, rows: readonly (readonly number[])[]): string[] {
  const written = rows.map((row) => `\t${row.map(numberText).join("\t")};`);
  return ["", `%\t${head.replaceAll(" ", "\t")}`, `mpc.${name} = [`, ...written, "];"];
}

function numberText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "Inf" : value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}

function busNames({ buses }: FeederData): string[] {
  if (keepsNumbers(buses)) return [];
  const quoted = buses.map(({ name }) => `\t'${name.replaceAll("'", "''").replace(/\s+/g, " ")}';`);
  return ["", "mpc.bus_name = {", ...quoted, "};"];
}
