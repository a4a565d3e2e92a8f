/** Transmission nets of MATPOWER's library (data/case9.m, data/case14.m), at 100 kV: 100 ohm are 1 per unit on 100 MVA. */
import type { FeederData } from "../../../../src/feeder/index.ts";
import { rows } from "./rows.ts";

interface Tables {
  readonly name: string;
  readonly numBuses: number;
  /** bus, MW, MVAr */
  readonly loads: string;
  /** bus, MVAr */
  readonly shunts: string;
  /** bus, MW, per unit; the first one is the source. */
  readonly generators: string;
  /** from, to, per unit resistance, reactance, susceptance on 100 MVA, ratio or 0 for a line. */
  readonly branches: string;
}

/** Chow 1982, p. 70. */
export const case9: FeederData = fromTables({
  name: "case9",
  numBuses: 9,
  loads: "5 90 30 | 7 100 35 | 9 125 50",
  shunts: "",
  generators: "1 0 1.04 | 2 163 1.025 | 3 85 1.025",
  branches: `
    1 4 0 0.0576 0 0 | 4 5 0.017 0.092 0.158 0 | 5 6 0.039 0.17 0.358 0
    3 6 0 0.0586 0 0 | 6 7 0.0119 0.1008 0.209 0 | 7 8 0.0085 0.072 0.149 0
    8 2 0 0.0625 0 0 | 8 9 0.032 0.161 0.306 0 | 9 4 0.01 0.085 0.176 0`,
});

/** IEEE 14-bus test case, University of Washington archive. */
export const case14: FeederData = fromTables({
  name: "case14",
  numBuses: 14,
  loads: `
    2 21.7 12.7 | 3 94.2 19 | 4 47.8 -3.9 | 5 7.6 1.6 | 6 11.2 7.5 | 9 29.5 16.6
    10 9 5.8 | 11 3.5 1.8 | 12 6.1 1.6 | 13 13.5 5.8 | 14 14.9 5`,
  shunts: "9 19",
  generators: "1 0 1.06 | 2 40 1.045 | 3 0 1.01 | 6 0 1.07 | 8 0 1.09",
  branches: `
    1 2 0.01938 0.05917 0.0528 0 | 1 5 0.05403 0.22304 0.0492 0 | 2 3 0.04699 0.19797 0.0438 0
    2 4 0.05811 0.17632 0.034 0 | 2 5 0.05695 0.17388 0.0346 0 | 3 4 0.06701 0.17103 0.0128 0
    4 5 0.01335 0.04211 0 0 | 4 7 0 0.20912 0 0.978 | 4 9 0 0.55618 0 0.969 | 5 6 0 0.25202 0 0.932
    6 11 0.09498 0.1989 0 0 | 6 12 0.12291 0.25581 0 0 | 6 13 0.06615 0.13027 0 0 | 7 8 0 0.17615 0 0
    7 9 0 0.11001 0 0 | 9 10 0.03181 0.0845 0 0 | 9 14 0.12711 0.27038 0 0 | 10 11 0.08205 0.19207 0 0
    12 13 0.22092 0.19988 0 0 | 13 14 0.17093 0.34802 0 0`,
});

function fromTables({ name, numBuses, loads, shunts, generators, branches }: Tables): FeederData {
  const [source, ...others] = rows(generators);
  const ends = ([from, to, resistance, reactance, susceptance]: readonly number[]) => ({
    from: `${from}`,
    to: `${to}`,
    resistance: 100 * resistance!,
    reactance: 100 * reactance!,
    susceptance: 1e4 * susceptance!,
  });
  return {
    name,
    origin: "MATPOWER",
    buses: Array.from({ length: numBuses }, (_, k) => ({ name: `${k + 1}`, voltage: 100 })),
    lines: rows(branches)
      .filter((row) => row[5] === 0)
      .map(ends),
    transformers: rows(branches)
      .filter((row) => row[5] !== 0)
      .map((row) => ({ ...ends(row), ratio: row[5]! })),
    loads: rows(loads).map(([bus, p, q]) => ({ bus: `${bus}`, active: 1000 * p!, reactive: 1000 * q! })),
    shunts: rows(shunts).map(([bus, q]) => ({ bus: `${bus}`, active: 0, reactive: 1000 * q! })),
    sources: [{ bus: `${source![0]}`, voltage: source![2]! }],
    generators: others.map(([bus, p, v]) => ({ bus: `${bus}`, active: 1000 * p!, reactive: 0, voltage: v! })),
  };
}
