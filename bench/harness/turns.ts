/** Rivals on one model at one size, by turns. */
import type { Quartiles } from "./statistics.ts";

export interface Turns {
  readonly model: string;
  readonly nonzeros: number;
}

export interface Timing {
  readonly nonzeros: number;
  readonly rival: string;
  /** Milliseconds. */
  readonly median: number;
  /** To the first rival of its group; null for that one itself. */
  readonly ratio: Quartiles | null;
}
