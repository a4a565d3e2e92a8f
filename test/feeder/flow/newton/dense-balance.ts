/** The balance of power from the data themselves, with a dense admittance matrix in ohm and kV: nothing of the code under test. */
import type { FeederData, TransformerData } from "../../../../src/feeder/index.ts";

export interface Complex {
  readonly re: number;
  readonly im: number;
}

const times = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
const over = (a: Complex, b: Complex): Complex => {
  const squared = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / squared, im: (a.im * b.re - a.re * b.im) / squared };
};
const plus = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const minus = (a: Complex): Complex => ({ re: -a.re, im: -a.im });
const conjugate = (a: Complex): Complex => ({ re: a.re, im: -a.im });

/** Largest mismatch, in per unit on 1,000 kVA and of the voltages that are held. Voltages per unit, by bus. */
export function largestMismatch(data: FeederData, voltages: readonly Complex[], scale: number = 1): number {
  const position = new Map(data.buses.map(({ name }, k) => [name, k]));
  const kilovolts = voltages.map((v, k) => times(v, { re: data.buses[k]!.voltage, im: 0 }));
  const matrix = admittanceMatrix(data, position);
  const held = new Map((data.generators ?? []).flatMap(({ bus, voltage }) => (voltage ? [[bus, voltage]] : [])));
  const sources = new Map(data.sources.map((source) => [source.bus, source]));
  let largest = 0;
  data.buses.forEach(({ name }, k) => {
    const source = sources.get(name);
    if (source !== undefined) {
      const angle = ((source.angle ?? 0) * Math.PI) / 180;
      const dx = voltages[k]!.re - source.voltage * Math.cos(angle);
      const dy = voltages[k]!.im - source.voltage * Math.sin(angle);
      largest = Math.max(largest, Math.hypot(dx, dy));
      return;
    }
    // kV squared per ohm is MVA: per unit on 1,000 kVA.
    const current = matrix[k]!.reduce((sum, y, j) => plus(sum, times(y, kilovolts[j]!)), { re: 0, im: 0 });
    const into = times(kilovolts[k]!, conjugate(current));
    const size = Math.hypot(voltages[k]!.re, voltages[k]!.im);
    const used = consumption(data, name, size, scale);
    largest = Math.max(largest, Math.abs(into.re + used.re));
    const voltage = held.get(name);
    largest = Math.max(largest, Math.abs(voltage === undefined ? into.im + used.im : size - voltage));
  });
  return largest;
}

function admittanceMatrix(data: FeederData, position: ReadonlyMap<string, number>): Complex[][] {
  const zero = { re: 0, im: 0 };
  const matrix: Complex[][] = data.buses.map(() => data.buses.map(() => zero));
  const add = (i: number, j: number, y: Complex): void => {
    matrix[i]![j] = plus(matrix[i]![j]!, y);
  };
  const branches: readonly TransformerData[] = [...data.lines, ...(data.transformers ?? [])];
  for (const branch of branches) {
    if (branch.closed === false) continue;
    const f = position.get(branch.from)!;
    const t = position.get(branch.to)!;
    const series = over({ re: 1, im: 0 }, { re: branch.resistance, im: branch.reactance });
    const half = { re: 0.5e-6 * (branch.conductance ?? 0), im: 0.5e-6 * (branch.susceptance ?? 0) };
    // Turns ratio in kV per kV, with the shift.
    const size = ((branch.ratio ?? 1) * data.buses[f]!.voltage) / data.buses[t]!.voltage;
    const shift = ((branch.shift ?? 0) * Math.PI) / 180;
    const ratio = { re: size * Math.cos(shift), im: size * Math.sin(shift) };
    add(t, t, plus(series, half));
    add(f, f, over(plus(series, half), { re: size * size, im: 0 }));
    add(f, t, minus(over(series, conjugate(ratio))));
    add(t, f, minus(over(series, ratio)));
  }
  return matrix;
}

/** MW and MVAr that leave the grid at a bus. */
function consumption(data: FeederData, bus: string, size: number, scale: number): Complex {
  const powers = { power: 1, current: size, impedance: size * size };
  let re = 0;
  let im = 0;
  for (const load of data.loads ?? []) {
    if (load.bus !== bus) continue;
    re += (scale * load.active * powers[load.kind ?? "power"]) / 1000;
    im += (scale * load.reactive * powers[load.kind ?? "power"]) / 1000;
  }
  for (const generator of data.generators ?? []) {
    if (generator.bus !== bus) continue;
    re -= (scale * generator.active) / 1000;
    if (generator.voltage === undefined) im -= (scale * generator.reactive) / 1000;
  }
  for (const shunt of data.shunts ?? []) {
    if (shunt.bus !== bus) continue;
    re += (shunt.active * size * size) / 1000;
    im -= (shunt.reactive * size * size) / 1000;
  }
  return { re, im };
}
