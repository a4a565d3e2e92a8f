/** The same data in every run. */

/** Numbers in [0, 1) from a 32-bit linear congruential generator (Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Numbers from..to in hundredths, so that they read the same in a text file. */
export function randomArray(length: number, from: number, to: number, random: () => number): Float64Array {
  return Float64Array.from({ length }, () => Math.round(100 * (from + (to - from) * random())) / 100);
}
