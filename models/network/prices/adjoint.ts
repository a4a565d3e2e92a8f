/**
 * Where prices come from: the network's equations, read backwards. At an optimum the multipliers of a line's equations
 * balance those of the limits for each of its variables P, Q, l and for the squared voltage v at its end. With prices p
 * and q at buses, n of the voltage drop (3) in kVA and a of the losses (4), whose gradient is (-2P, -2Q, S u, S l):
 *
 *   P   - p_i + p_j + 2 r n - 2 P a + f_P = 0                               i: bus nearer to the source, j: the other
 *   Q   - q_i + q_j + 2 x n - 2 Q a + f_Q = 0
 *   l   - r p_j - x q_j - z^2 n + S u a + f_l = 0
 *   v   S w' n - (G + g w') p_j + (B + b w') q_j + f_v
 *         + sum_over lines m from j  u_m' (- S n_m + S l_m a_m - g_m p_j + b_m q_j) = 0      u', w': taps
 *
 * f: multipliers of limits. For given prices at the source this is a linear system in the shape of the tree: from the ends
 * inwards, n and a of each line become linear in the prices of the bus before it; then prices follow from the source
 * outwards. Because it is linear, prices are the sum of what the source's prices bring alone (energy and losses), what the
 * multipliers of voltage bands bring alone, and those of line limits.
 *
 *   A. Papavasiliou, IEEE Transactions on Smart Grid 9 (2018) 4872, doi:10.1109/TSG.2017.2673860;
 *   L. Bai et al., IEEE Transactions on Power Systems 33 (2018) 4061, doi:10.1109/TPWRS.2017.2767632;
 *   Z. Yuan, M. R. Hesamzadeh and D. R. Biggar, IEEE Transactions on Smart Grid 9 (2018) 5561 (the split).
 */
import { ClearwattError } from "../../../src/errors.ts";
import type { Tree } from "../branch-flow/tree.ts";

/** One hour, by line: the tap u' and the gradient of the losses' equation in P, Q, l and u, negative in P and Q. */
export interface Linearisation {
  readonly sendingScale: Float64Array;
  /** Null where there are no losses. */
  readonly losses: {
    readonly active: Float64Array;
    readonly reactive: Float64Array;
    readonly current: Float64Array;
    readonly voltage: Float64Array;
  } | null;
}

/** One hour: multipliers by line and, of squared voltages, by bus. */
export interface Multipliers {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly current: Float64Array;
  readonly voltage: Float64Array;
}

/** Prices by bus. */
export interface Prices {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

/** n and a of a line as linear in the active and reactive price before it, for each right-hand side. */
interface Elimination {
  readonly drop: Float64Array;
  readonly loss: Float64Array;
}

/** Places in an elimination: factors of both prices, and then a constant for every set of multipliers. */
const constants = 2;

/**
 * The prices that the source's own prices bring alone (first), and those that each set of multipliers brings alone, in
 * their order; `atSource` is read at the source buses.
 */
export function splitPrices(
  tree: Tree,
  linearisation: Linearisation,
  atSource: Prices,
  multipliers: readonly Multipliers[],
): Prices[] {
  const width = constants + multipliers.length;
  const elimination: Elimination = {
    drop: new Float64Array(tree.numLines * width),
    loss: new Float64Array(tree.numLines * width),
  };
  eliminate(tree, linearisation, multipliers, elimination);
  const none = { active: new Float64Array(tree.numBuses), reactive: new Float64Array(tree.numBuses) };
  return [
    spread(tree, linearisation, elimination, width, atSource, null, -1),
    ...multipliers.map((own, s) => spread(tree, linearisation, elimination, width, none, own, s)),
  ];
}

/** From the ends of the tree inwards. */
function eliminate(
  tree: Tree,
  { sendingScale, losses }: Linearisation,
  multipliers: readonly Multipliers[],
  { drop, loss }: Elimination,
): void {
  const { basePower, from, to, resistance, reactance, endActive, endReactive, receivingScale } = tree;
  const width = constants + multipliers.length;
  const atBus = voltageEquations(tree, multipliers);
  for (let k = tree.numLines - 1; k >= 0; k--) {
    const [r, x, own, bus] = [resistance[k]!, reactance[k]!, k * width, to[k]! * width];
    const a = atBus[bus]! - receivingScale[k]! * endActive[k]!;
    const b = atBus[bus + 1]! + receivingScale[k]! * endReactive[k]!;
    const [twoP, twoQ] = losses === null ? [0, 0] : [-losses.active[k]!, -losses.reactive[k]!];
    // v's equation with p_j and q_j replaced by the equations of P and Q; and that of l.
    const vn = basePower * receivingScale[k]! - 2 * (r * a + x * b);
    const va = a * twoP + b * twoQ;
    const ln = r * r + x * x;
    const la = losses === null ? 1 : losses.current[k]! - r * twoP - x * twoQ;
    const determinant = losses === null ? vn : vn * la - va * ln;
    if (!(Math.abs(determinant) > 0)) refuseSplit(tree, k);
    for (let c = 0; c < width; c++) {
      const s = multipliers[c - constants];
      const fP = s === undefined ? (c === 0 ? -1 : 0) : s.active[k]!;
      const fQ = s === undefined ? (c === 1 ? -1 : 0) : s.reactive[k]!;
      const v = a * fP + b * fQ - (s === undefined ? 0 : atBus[bus + c]!);
      const l = -r * fP - x * fQ - (s === undefined ? 0 : s.current[k]!);
      drop[own + c] = losses === null ? v / vn : (v * la - va * l) / determinant;
      loss[own + c] = losses === null ? 0 : (vn * l - ln * v) / determinant;
    }
    const before = from[k]! * width;
    const scale = sendingScale[k]!;
    const slope = losses === null ? 0 : losses.voltage[k]!;
    for (let c = 0; c < width; c++) {
      atBus[before + c] = atBus[before + c]! + scale * (slope * loss[own + c]! - basePower * drop[own + c]!);
    }
    atBus[before] = atBus[before]! - scale * endActive[k]!;
    atBus[before + 1] = atBus[before + 1]! + scale * endReactive[k]!;
  }
}

/** By bus: what v's equation has beside n of the line that feeds it and the lines behind: shunts and multipliers. */
function voltageEquations(tree: Tree, multipliers: readonly Multipliers[]): Float64Array {
  const width = constants + multipliers.length;
  const atBus = new Float64Array(tree.numBuses * width);
  for (let bus = 0; bus < tree.numBuses; bus++) {
    atBus[bus * width] = -tree.shuntActive[bus]!;
    atBus[bus * width + 1] = tree.shuntReactive[bus]!;
    multipliers.forEach(({ voltage }, s) => {
      atBus[bus * width + constants + s] = voltage[bus]!;
    });
  }
  return atBus;
}

/** From the sources outwards. */
function spread(
  { from, to, resistance, reactance, sourceBus, numLines }: Tree,
  { losses }: Linearisation,
  { drop, loss }: Elimination,
  width: number,
  atSource: Prices,
  multipliers: Multipliers | null,
  set: number,
): Prices {
  const active = new Float64Array(sourceBus.length);
  const reactive = new Float64Array(sourceBus.length);
  sourceBus.forEach((source, bus) => {
    if (source !== bus) return;
    active[bus] = atSource.active[bus]!;
    reactive[bus] = atSource.reactive[bus]!;
  });
  for (let k = 0; k < numLines; k++) {
    const [p, q, own] = [active[from[k]!]!, reactive[from[k]!]!, k * width];
    const at = own + constants + set;
    const n = drop[own]! * p + drop[own + 1]! * q + (multipliers === null ? 0 : drop[at]!);
    const a = loss[own]! * p + loss[own + 1]! * q + (multipliers === null ? 0 : loss[at]!);
    const [twoP, twoQ] = losses === null ? [0, 0] : [-losses.active[k]!, -losses.reactive[k]!];
    active[to[k]!] = p - 2 * resistance[k]! * n + twoP * a - (multipliers?.active[k] ?? 0);
    reactive[to[k]!] = q - 2 * reactance[k]! * n + twoQ * a - (multipliers?.reactive[k] ?? 0);
  }
  return { active, reactive };
}

function refuseSplit({ feeder, lineNames }: Tree, line: number): never {
  throw new ClearwattError(
    `The prices of "${feeder.name}" cannot be split behind the line "${lineNames[line]}": the power flow there is at the point of voltage collapse, where no flow answers to one more kW. Give lower voltage limits above it.`,
    { code: "no-solution", data: { feeder: feeder.name, branch: lineNames[line] } },
  );
}
