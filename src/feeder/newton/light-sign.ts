/** Which way round the Jacobian's determinant is at an operating point. */
import type { Feeder } from "../feeder.ts";
import { bareGrid, type Grid } from "./grid.ts";
import { PowerBalance } from "./power-balance.ts";
import type { SparseLu } from "./sparse-lu.ts";

/**
 * Sign of the determinant of the power balance's Jacobian where no current flows; 0 where it is singular. Without held
 * voltages the determinant is that of the admittance matrix, squared in modulus, so positive. Held voltages turn rows over: the
 * sign is then taken at equal voltages, of the network without taps, shifts, shunts and charging, which would drive currents.
 */
export function lightSign(feeder: Feeder, grid: Grid, factors: SparseLu): -1 | 0 | 1 {
  if (feeder.heldBus.length === 0) return 1;
  const { bare, grid: series } = bareGrid(feeder, grid);
  const balance = new PowerBalance(bare, series);
  const one = new Float64Array(grid.bus.length).fill(1);
  const zero = new Float64Array(grid.bus.length);
  balance.setScale(0);
  balance.evaluate(one, zero, new Float64Array(2 * grid.size));
  balance.linearise(one, zero);
  return factors.factorise(balance.diagonal, balance.beside);
}
