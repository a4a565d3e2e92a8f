/** From voltages to where a share of a step of Newton's method leads. */

interface Voltages {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Near a solution no voltage doubles in a step; farther off a step in which one does is cut, as it may lead anywhere. */
const largestGrowth = 2;

/** In real and imaginary part; two numbers of the step for each bus whose voltage is sought, per unit. */
export function updateRectangular(from: Voltages, step: Float64Array, share: number, into: Voltages): void {
  for (let i = 0; 2 * i < step.length; i++) {
    into.real[i] = from.real[i]! + share * step[2 * i]!;
    into.imaginary[i] = from.imaginary[i]! + share * step[2 * i + 1]!;
  }
}

/** In magnitude and angle: keeps what is held, and angles far apart do not pull the magnitudes between them down. */
export function updatePolar(
  from: Voltages,
  step: Float64Array,
  share: number,
  heldVoltage: Float64Array,
  into: Voltages,
): void {
  for (let i = 0; 2 * i < step.length; i++) {
    const e = from.real[i]!;
    const f = from.imaginary[i]!;
    const along = (share * (e * step[2 * i]! + f * step[2 * i + 1]!)) / (e * e + f * f);
    const turn = (share * (e * step[2 * i + 1]! - f * step[2 * i]!)) / (e * e + f * f);
    const growth = Math.min(largestGrowth, Math.max(1 / largestGrowth, 1 + along));
    const cosine = growth * Math.cos(turn);
    const sine = growth * Math.sin(turn);
    into.real[i] = e * cosine - f * sine;
    into.imaginary[i] = f * cosine + e * sine;
    if (heldVoltage[i] !== 0) holdMagnitude(into.real, into.imaginary, i, heldVoltage[i]!);
  }
}

export function holdMagnitude(real: Float64Array, imaginary: Float64Array, i: number, held: number): void {
  const factor = held / Math.sqrt(real[i]! ** 2 + imaginary[i]! ** 2);
  real[i]! *= factor;
  imaginary[i]! *= factor;
}
