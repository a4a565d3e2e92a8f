/** A point of a program and its multipliers, with the signs that they have everywhere here. */

export interface ProgramSolution {
  /** Values of the columns. */
  readonly values: Float64Array;
  /** d objective / d right-hand side per row, for both senses; null where there are none, as for integer programs. */
  readonly rowDuals: Float64Array | null;
  /** d objective / d bound per column; null where there are none, or where they are to follow from the other duals. */
  readonly reducedCosts: Float64Array | null;
  /**
   * One multiplier u for each expression f = F x + constants of the cones, with c + Q x = A' y + F' u + z: the vector of a
   * cone lies in the dual cone for minimisation (in its negative for maximisation), and d objective / d constants = -u.
   * Missing or null where the program has no cones, or with rowDuals null: duals are all there, or none.
   */
  readonly coneDuals?: Float64Array | null;
}
