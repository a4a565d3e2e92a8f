/** The balance of power at every bus, and its Jacobian. */
import type { Feeder, PowerByBus } from "../../data/feeder.ts";
import type { AdmittanceMatrix } from "./admittance-matrix.ts";

/**
 * F[i] = V[i] conj(I[i]) + S[i](|V[i]|) with I = Y V and S = P + jQ + |V| (P' + jQ'); loads of constant impedance are part
 * of Y. In rectangular coordinates dF[i] / V[i], conjugated, is sum over j of Y[i, j] dV[j] + (I[i] / conj(V[i])) conj(dV[i])
 * + what constant current adds: beside the diagonal the Jacobian is the admittance matrix, which does not change. Dividing
 * rows by V[i] leaves Newton's steps as they are.
 *
 * A bus that holds its voltage has two other rows: the real part of F, and e de + f df = |V| (held - |V|) for V = e + jf.
 */
export class PowerBalance {
  readonly #matrix: AdmittanceMatrix;
  readonly #feeder: Feeder;
  /** Loads by position, per unit, scaled. */
  readonly #power: PowerByBus;
  readonly #current: PowerByBus;
  readonly #restReal: Float64Array;
  readonly #restImaginary: Float64Array;
  /** Minus the sum of the row beside the diagonal. */
  readonly #offDiagonalReal: Float64Array;
  readonly #offDiagonalImaginary: Float64Array;
  /** Current from each bus into the grid, at the voltages last evaluated. */
  readonly #currentReal: Float64Array;
  readonly #currentImaginary: Float64Array;
  /** The Jacobian's blocks, as `SparseLu` takes them. */
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;

  constructor(feeder: Feeder, matrix: AdmittanceMatrix) {
    const { size, column } = matrix;
    const values = () => new Float64Array(size);
    this.#matrix = matrix;
    this.#feeder = feeder;
    this.#power = { active: values(), reactive: values() };
    this.#current = { active: values(), reactive: values() };
    this.#restReal = values();
    this.#restImaginary = values();
    this.#offDiagonalReal = values();
    this.#offDiagonalImaginary = values();
    this.#currentReal = values();
    this.#currentImaginary = values();
    this.diagonal = new Float64Array(4 * size);
    this.offDiagonal = new Float64Array(4 * column.length);
    this.#fillConstants();
  }

  #fillConstants(): void {
    const { size, start, conductance, susceptance } = this.#matrix;
    for (let i = 0; i < size; i++) {
      for (let p = start[i]!; p < start[i + 1]!; p++) {
        this.#offDiagonalReal[i]! -= conductance[p]!;
        this.#offDiagonalImaginary[i]! -= susceptance[p]!;
        this.offDiagonal[4 * p] = this.offDiagonal[4 * p + 3] = conductance[p]!;
        this.offDiagonal[4 * p + 1] = -susceptance[p]!;
        this.offDiagonal[4 * p + 2] = susceptance[p]!;
      }
    }
  }

  /** Takes all loads, and generators of given power, times a factor. */
  setScale(scale: number): void {
    const { size, bus, restReal, restImaginary } = this.#matrix;
    const { constantPower, constantCurrent, constantImpedance } = this.#feeder;
    for (let i = 0; i < size; i++) {
      const k = bus[i]!;
      this.#power.active[i] = scale * constantPower.active[k]!;
      this.#power.reactive[i] = scale * constantPower.reactive[k]!;
      this.#current.active[i] = scale * constantCurrent.active[k]!;
      this.#current.reactive[i] = scale * constantCurrent.reactive[k]!;
      this.#restReal[i] = restReal[i]! + scale * constantImpedance.active[k]!;
      this.#restImaginary[i] = restImaginary[i]! - scale * constantImpedance.reactive[k]!;
    }
  }

  /** Fills F (two numbers a bus, 0 for the reactive power of buses that hold their voltage); gives the sum of its squares. */
  evaluate(real: Float64Array, imaginary: Float64Array, mismatch: Float64Array): number {
    const { size, start, column, conductance, susceptance, heldVoltage } = this.#matrix;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const e = real[i]!;
      const f = imaginary[i]!;
      let currentReal = this.#restReal[i]! * e - this.#restImaginary[i]! * f;
      let currentImaginary = this.#restReal[i]! * f + this.#restImaginary[i]! * e;
      const end = start[i + 1]!;
      for (let p = start[i]!; p < end; p++) {
        const de = real[column[p]!]! - e;
        const df = imaginary[column[p]!]! - f;
        currentReal += conductance[p]! * de - susceptance[p]! * df;
        currentImaginary += conductance[p]! * df + susceptance[p]! * de;
      }
      this.#currentReal[i] = currentReal;
      this.#currentImaginary[i] = currentImaginary;
      const size = Math.sqrt(e * e + f * f);
      const active = this.#power.active[i]! + size * this.#current.active[i]!;
      const reactive = this.#power.reactive[i]! + size * this.#current.reactive[i]!;
      const p = e * currentReal + f * currentImaginary + active;
      const q = heldVoltage[i] === 0 ? f * currentReal - e * currentImaginary + reactive : 0;
      mismatch[2 * i] = p;
      mismatch[2 * i + 1] = q;
      sum += p * p + q * q;
    }
    return sum;
  }

  /**
   * Whether all mismatches are below the tolerance, or below what rounding leaves where that is more. Below 1 per unit the
   * current's mismatch counts in the place of the power's: that of constant current is 0 where the voltage is.
   */
  isBalanced(real: Float64Array, imaginary: Float64Array, mismatch: Float64Array, tolerance: number): boolean {
    const { size, rounding } = this.#matrix;
    for (let i = 0; i < size; i++) {
      const voltage = Math.sqrt(real[i]! ** 2 + imaginary[i]! ** 2);
      const allowed = Math.max(tolerance, rounding[i]!) * Math.min(1, voltage);
      if (!(Math.abs(mismatch[2 * i]!) < allowed && Math.abs(mismatch[2 * i + 1]!) < allowed)) return false;
    }
    return true;
  }

  /** Fills the Jacobian at the voltages last evaluated, which have to be handed in again. */
  linearise(real: Float64Array, imaginary: Float64Array): void {
    const { size, heldVoltage } = this.#matrix;
    for (let i = 0; i < size; i++) {
      this.#fillDiagonal(i, real[i]!, imaginary[i]!);
      if (heldVoltage[i] !== 0) this.#holdVoltage(i, real[i]!, imaginary[i]!);
    }
  }

  /** Fills the right-hand side for a mismatch and the Jacobian at some voltages: minus F, its rows divided as those of the latter. */
  rightHandSide(real: Float64Array, imaginary: Float64Array, mismatch: Float64Array, side: Float64Array): void {
    const { size, heldVoltage } = this.#matrix;
    for (let i = 0; i < size; i++) {
      const p = mismatch[2 * i]!;
      const q = mismatch[2 * i + 1]!;
      if (heldVoltage[i] === 0) {
        const e = real[i]!;
        const f = imaginary[i]!;
        const squared = e * e + f * f;
        side[2 * i] = -(p * e + q * f) / squared;
        side[2 * i + 1] = (q * e - p * f) / squared;
      } else {
        const size = Math.sqrt(real[i]! ** 2 + imaginary[i]! ** 2);
        side[2 * i] = -p;
        side[2 * i + 1] = size * (heldVoltage[i]! - size);
      }
    }
  }

  /** Fills matrix and right-hand side of the step from the voltages last evaluated to those without load, which is linear. */
  lineariseWithoutLoad(side: Float64Array): void {
    for (let i = 0; i < this.#matrix.size; i++) {
      const ownReal = this.#offDiagonalReal[i]! + this.#restReal[i]!;
      const ownImaginary = this.#offDiagonalImaginary[i]! + this.#restImaginary[i]!;
      this.diagonal[4 * i] = this.diagonal[4 * i + 3] = ownReal;
      this.diagonal[4 * i + 1] = -ownImaginary;
      this.diagonal[4 * i + 2] = ownImaginary;
      side[2 * i] = -this.#currentReal[i]!;
      side[2 * i + 1] = -this.#currentImaginary[i]!;
    }
  }

  #fillDiagonal(i: number, e: number, f: number): void {
    const squared = e * e + f * f;
    const ownReal = this.#offDiagonalReal[i]! + this.#restReal[i]!;
    const ownImaginary = this.#offDiagonalImaginary[i]! + this.#restImaginary[i]!;
    const a = (this.#currentReal[i]! * e - this.#currentImaginary[i]! * f) / squared;
    const b = (this.#currentReal[i]! * f + this.#currentImaginary[i]! * e) / squared;
    const cubed = squared * Math.sqrt(squared);
    const c = (this.#current.active[i]! * e + this.#current.reactive[i]! * f) / cubed;
    const d = (this.#current.active[i]! * f - this.#current.reactive[i]! * e) / cubed;
    this.diagonal[4 * i] = ownReal + a + c * e;
    this.diagonal[4 * i + 1] = b - ownImaginary + c * f;
    this.diagonal[4 * i + 2] = ownImaginary + b + d * e;
    this.diagonal[4 * i + 3] = ownReal - a + d * f;
  }

  /** Puts the rows of a bus that holds its voltage in the place of those for given power. */
  #holdVoltage(i: number, e: number, f: number): void {
    const { start, conductance, susceptance } = this.#matrix;
    const { diagonal, offDiagonal } = this;
    diagonal[4 * i] = e * diagonal[4 * i]! + f * diagonal[4 * i + 2]!;
    diagonal[4 * i + 1] = e * diagonal[4 * i + 1]! + f * diagonal[4 * i + 3]!;
    diagonal[4 * i + 2] = e;
    diagonal[4 * i + 3] = f;
    for (let p = start[i]!; p < start[i + 1]!; p++) {
      offDiagonal[4 * p] = e * conductance[p]! + f * susceptance[p]!;
      offDiagonal[4 * p + 1] = f * conductance[p]! - e * susceptance[p]!;
      offDiagonal[4 * p + 2] = offDiagonal[4 * p + 3] = 0;
    }
  }
}
