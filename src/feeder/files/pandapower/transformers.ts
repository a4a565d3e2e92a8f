/** Two-winding transformers of a pandapower network: from short-circuit and no-load data to the pi model. */
import { ClearwattError } from "../../../errors.ts";
import type { ShuntData, TransformerData } from "../../data/feeder-data.ts";
import type { Buses } from "./buses.ts";
import { type Complex, complex, isZero, openEnded, over, plus, times } from "./complex.ts";
import { type Frame, type Frames, positive } from "./frames.ts";
import { parallelOf, shuntAt } from "./lines.ts";
import { openEnds } from "./switches.ts";
import { type Tapped, tapped } from "./taps.ts";

export interface TransformersRead {
  readonly transformers: readonly TransformerData[];
  /** What magnetises transformers that are open at one end. */
  readonly shunts: readonly ShuntData[];
}

export function readTransformers(frames: Frames, buses: Buses, notes: string[]): TransformersRead {
  const frame = frames.frame("trafo");
  const open = openEnds(frames, "t");
  const transformers: TransformerData[] = [];
  const shunts: ShuntData[] = [];
  frame.labels.forEach((label, row) => {
    const high = buses.at(frame, row, "hv_bus");
    const low = buses.at(frame, row, "lv_bus");
    if (high === null || low === null || high === low) return;
    const tap = tapped(frame, row);
    const { impedance, admittance } = piModel(frame, row, tap);
    const ratio = (tap.high / tap.low) * (low.voltage / high.voltage);
    const ends = open.get(label) ?? new Set();
    const inService = frame.flag(row, "in_service", true);
    const ratedPower = frame.number(row, "sn_mva") * 1e3 * frame.number(row, "df", 1) * parallelOf(frame, row);
    transformers.push({
      from: high.name,
      to: low.name,
      resistance: impedance.re,
      reactance: impedance.im,
      ...(isZero(admittance) ? {} : { conductance: admittance.re * 1e6, susceptance: admittance.im * 1e6 }),
      ratio,
      ...(tap.shift === 0 ? {} : { shift: tap.shift }),
      ...(ratedPower > 0 ? { ratedPower } : {}),
      ...(inService && ends.size === 0 ? {} : { closed: false }),
    });
    if (!inService || ends.size !== 1 || isZero(admittance)) return;
    const fromLow = ends.has(frame.number(row, "hv_bus"));
    const drawn = openEnded(impedance, admittance);
    shunts.push(fromLow ? shuntAt(low, drawn) : shuntAt({ ...high, voltage: low.voltage }, drawn, ratio));
    notes.push(`Transformer ${label} is open at one end; what magnetises it stands as a shunt at the other.`);
  });
  return { transformers, shunts };
}

/**
 * Ohm and siemens at the low-voltage side, behind the tap. Short-circuit data give z, no-load data y (iron losses and
 * magnetising current); pandapower's default is the T model with half of z on each side of y, which is the pi model of
 * z (1 + z y / 4) and y / (1 + z y / 4).
 */
function piModel(
  frame: Frame,
  row: number,
  { low }: Tapped,
): { readonly impedance: Complex; readonly admittance: Complex } {
  const parallel = parallelOf(frame, row);
  const base = (low * low) / positive(frame, row, "sn_mva") / parallel;
  const size = frame.number(row, "vk_percent") / 100;
  const resistance = frame.number(row, "vkr_percent") / 100;
  if (size === 0 || Math.abs(size) < Math.abs(resistance)) {
    throw new ClearwattError(
      `${frame.where(row)}: vk_percent is ${size * 100} and vkr_percent ${resistance * 100}. The first is above 0 and not below the second.`,
      {
        code: "contradiction",
        data: { ...frame.place(row), column: "vk_percent", found: [size * 100, resistance * 100] },
      },
    );
  }
  const series = complex(resistance * base, Math.sign(size) * Math.sqrt(size * size - resistance * resistance) * base);
  const iron = frame.number(row, "pfe_kw", 0) / 1e3;
  const idle = (frame.number(row, "i0_percent", 0) / 100) * frame.number(row, "sn_mva");
  const magnetising = -Math.sqrt(Math.max(idle * idle - iron * iron, 0));
  const shunt = complex((iron * parallel) / (low * low), (magnetising * parallel) / (low * low));
  checkLeakage(frame, row, shunt);
  const factor = plus(complex(1), times(times(series, shunt), complex(0.25)));
  return { impedance: times(series, factor), admittance: over(shunt, factor) };
}

function checkLeakage(frame: Frame, row: number, shunt: Complex): void {
  const columns = ["leakage_resistance_ratio_hv", "leakage_reactance_ratio_hv"];
  const uneven = columns.find((column) => frame.number(row, column, 0.5) !== 0.5);
  if (uneven === undefined || isZero(shunt)) return;
  throw new ClearwattError(
    `${frame.where(row)}: "${uneven}" is ${frame.number(row, uneven)}. Only transformers with equal leakage on both sides (0.5) can be read.`,
    {
      code: "unsupported",
      data: { ...frame.place(row), what: "uneven leakage", column: uneven, found: frame.number(row, uneven) },
    },
  );
}
