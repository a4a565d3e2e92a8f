/** The sign of the Jacobian's determinant at no load, which tells operating points from other solutions. */
import type { Feeder } from "../../data/feeder.ts";
import { type AdmittanceMatrix, seriesNetwork } from "./admittance-matrix.ts";
import { PowerBalance } from "./power-balance.ts";
import type { SparseLu } from "./sparse-lu.ts";

/**
 * Sign of the determinant of the power balance's Jacobian where no current flows; 0 where it is singular. Without held
 * voltages the determinant is that of the admittance matrix, squared in modulus, so positive. Held voltages turn rows over: the
 * sign is then taken at equal voltages, of the network without taps, shifts, shunts and charging, which would drive currents.
 */
export function noLoadDeterminantSign(feeder: Feeder, matrix: AdmittanceMatrix, factors: SparseLu): -1 | 0 | 1 {
  if (feeder.heldBus.length === 0) return 1;
  const { series, matrix: seriesMatrix } = seriesNetwork(feeder, matrix);
  const balance = new PowerBalance(series, seriesMatrix);
  const one = new Float64Array(matrix.bus.length).fill(1);
  const zero = new Float64Array(matrix.bus.length);
  balance.setScale(0);
  balance.evaluate(one, zero, new Float64Array(2 * matrix.size));
  balance.linearise(one, zero);
  return factors.factorise(balance.diagonal, balance.offDiagonal);
}
