/** Newton-Raphson power flow. */
import type { Feeder } from "../../data/feeder.ts";
import { type AdmittanceMatrix, admittanceMatrixOf } from "./admittance-matrix.ts";
import { noLoadDeterminantSign } from "./determinant-sign.ts";
import { optimalMultiplier } from "./optimal-multiplier.ts";
import { PowerBalance } from "./power-balance.ts";
import { SparseLu } from "./sparse-lu.ts";
import { holdMagnitude, updatePolar, updateRectangular } from "./voltage-update.ts";

/** Complex voltages, per unit, in the order of the feeder's buses. */
export interface Voltages {
  readonly voltageReal: Float64Array;
  readonly voltageImaginary: Float64Array;
}

export interface NewtonVoltages extends Voltages {
  readonly iterations: number;
}

export interface NewtonOptions {
  /** Largest mismatch of active or reactive power at a bus (below 1 per unit of current), per unit; 1e-10 where nothing is said. */
  readonly tolerance?: number;
  /** Factor on all loads and on the generators of given power; 1 where nothing is said. */
  readonly scale?: number;
  /** Voltages close to those that are sought: the solution near them is taken. Where nothing is said the start is flat. */
  readonly start?: Voltages | undefined;
}

const mostIterations = 60;
/** The mismatch falls to a quarter in each step even where two solutions meet; so many steps with next to no fall are a dead end. */
const mostIdleSteps = 5;
/** Voltages below this share of those without load may belong to another solution than the operating point. */
const suspiciousVoltage = 0.6;
/** How finely the load is raised, as a share of it, where the way from no load has to be followed. */
const smallestRise = 1 / 64;

/**
 * The power flow of one feeder, for as many scales as wanted: what depends on the topology alone (order of elimination,
 * admittances, pattern of the factors) is done once, here. Meshes, several sources, buses that hold their voltage. Throws a
 * ClearwattError where no source feeds a bus.
 */
export class NewtonFlow {
  readonly #feeder: Feeder;
  readonly #matrix: AdmittanceMatrix;
  readonly #balance: PowerBalance;
  readonly #factors: SparseLu;
  /** Voltages by position, and where a step would lead. */
  #real: Float64Array;
  #imaginary: Float64Array;
  #nextReal: Float64Array;
  #nextImaginary: Float64Array;
  #mismatch: Float64Array;
  #nextMismatch: Float64Array;
  readonly #step: Float64Array;
  readonly #secondStep: Float64Array;
  /** Where the operating point meets the solution of low voltage the determinant is 0; beyond, on the latter, its sign changes. */
  readonly #noLoadSign: -1 | 0 | 1;

  constructor(feeder: Feeder) {
    this.#feeder = feeder;
    this.#matrix = admittanceMatrixOf(feeder);
    this.#balance = new PowerBalance(feeder, this.#matrix);
    this.#factors = new SparseLu(this.#matrix);
    this.#real = this.#matrix.flatReal.slice();
    this.#imaginary = this.#matrix.flatImaginary.slice();
    this.#nextReal = this.#real.slice();
    this.#nextImaginary = this.#imaginary.slice();
    const { size } = this.#matrix;
    this.#mismatch = new Float64Array(2 * size);
    this.#nextMismatch = new Float64Array(2 * size);
    this.#step = new Float64Array(2 * size);
    this.#secondStep = new Float64Array(2 * size);
    this.#noLoadSign = noLoadDeterminantSign(feeder, this.#matrix, this.#factors);
  }

  /**
   * The operating point: the solution that is reached from no load without passing a collapse. null where there is none, or
   * where none is found.
   *
   * Solved means that no mismatch is above the tolerance (or above what rounding of the voltages leaves at a bus with
   * very low impedances, 4 units in the last place times the sum of its admittances) and that no voltage moved by more than
   * the root of the tolerance in the last step: Newton's error after a step is of the order of its square.
   */
  solve({ tolerance = 1e-10, scale = 1, start }: NewtonOptions = {}): NewtonVoltages | null {
    if (start !== undefined) {
      const iterations = this.#solveFrom(start, scale, tolerance);
      return iterations === null ? null : this.#found(iterations);
    }
    const iterations = this.#solveFrom(null, scale, tolerance);
    if (iterations !== null && this.#lowestShare() >= suspiciousVoltage) return this.#found(iterations);
    return this.#raiseLoad(scale, tolerance, iterations ?? 0);
  }

  /** Follows the solution from no load up to the scale. */
  #raiseLoad(scale: number, tolerance: number, spent: number): NewtonVoltages | null {
    let iterations = spent;
    let solved: NewtonVoltages | null = null;
    const noLoad = this.#feeder.heldBus.length === 0 ? this.#withoutLoad() : null;
    let share = 0;
    let rise = 0.25;
    for (let next = 0; rise >= smallestRise; next = Math.min(1, share + rise)) {
      const count = this.#solveFrom(solved ?? noLoad, next * scale, tolerance);
      iterations += count ?? 0;
      if (count === null) {
        if (solved === null) return null;
        rise /= 2;
        continue;
      }
      solved = this.#found(iterations);
      if (next === 1) return solved;
      share = next;
    }
    return null;
  }

  /** The voltages without load: large shunts and charging make them others than the flat ones. */
  #withoutLoad(): Voltages | null {
    this.#begin(null);
    this.#balance.setScale(0);
    this.#balance.evaluate(this.#real, this.#imaginary, this.#mismatch);
    this.#balance.lineariseWithoutLoad(this.#step);
    if (this.#factors.factorise(this.#balance.diagonal, this.#balance.offDiagonal) === 0) return null;
    this.#factors.solve(this.#step);
    this.#tryStep(1);
    this.#accept();
    return this.#found(0);
  }

  /** Newton's method from some voltages, or flat; the number of iterations, or null where it does not arrive. */
  #solveFrom(start: Voltages | null, scale: number, tolerance: number): number | null {
    this.#balance.setScale(scale);
    const spent = this.#begin(start);
    if (spent === null) return null;
    let squares = this.#balance.evaluate(this.#real, this.#imaginary, this.#mismatch);
    let idle = 0;
    for (let iteration = spent + 1; iteration <= mostIterations; iteration++) {
      const sign = this.#findStep();
      if (sign === 0) return null;
      const next = this.#tryStep(1);
      if (this.#isSolved(tolerance)) {
        this.#accept();
        return sign === this.#noLoadSign ? iteration : null;
      }
      const contracting = next >= squares && this.#isContracting();
      const reached = next < squares || contracting ? next : this.#dampStep(squares);
      if (reached === null) return null;
      idle = !contracting && reached > 0.98 * squares ? idle + 1 : 0;
      if (idle === mostIdleSteps) return null;
      squares = reached;
      this.#accept();
    }
    return null;
  }

  /** Puts the voltages where Newton's method begins; gives the steps that this took, null where there is no way to begin. */
  #begin(start: Voltages | null): number | null {
    const { bus, flatReal, flatImaginary, size, heldVoltage } = this.#matrix;
    this.#real.set(flatReal);
    this.#imaginary.set(flatImaginary);
    if (start === null) return this.#feeder.heldBus.length === 0 ? 0 : this.#reachHeldVoltages();
    for (let i = 0; i < size; i++) {
      this.#real[i] = start.voltageReal[bus[i]!]!;
      this.#imaginary[i] = start.voltageImaginary[bus[i]!]!;
      if (heldVoltage[i] !== 0) holdMagnitude(this.#real, this.#imaginary, i, heldVoltage[i]!);
    }
    return 0;
  }

  /**
   * One full step from flat, whatever it does to the mismatch: held voltages put in the place of flat ones would make large
   * powers flow between neighbours, while the step brings the others along, and the angles close to where they belong.
   */
  #reachHeldVoltages(): 1 | null {
    this.#balance.evaluate(this.#real, this.#imaginary, this.#mismatch);
    if (this.#findStep() === 0) return null;
    this.#tryStep(1);
    this.#accept();
    return 1;
  }

  /** Fills the step and gives the sign of the Jacobian's determinant; 0 where there is no step. */
  #findStep(): -1 | 0 | 1 {
    this.#balance.linearise(this.#real, this.#imaginary);
    this.#balance.rightHandSide(this.#real, this.#imaginary, this.#mismatch, this.#step);
    const sign = this.#factors.factorise(this.#balance.diagonal, this.#balance.offDiagonal);
    if (sign !== 0) this.#factors.solve(this.#step);
    return sign;
  }

  /** Tries a share of the step: the voltages there and their mismatch, of which it gives the sum of squares. */
  #tryStep(share: number): number {
    const from = { real: this.#real, imaginary: this.#imaginary };
    const into = { real: this.#nextReal, imaginary: this.#nextImaginary };
    if (this.#feeder.heldBus.length === 0) updateRectangular(from, this.#step, share, into);
    else updatePolar(from, this.#step, share, this.#matrix.heldVoltage, into);
    return this.#balance.evaluate(this.#nextReal, this.#nextImaginary, this.#nextMismatch);
  }

  #isSolved(tolerance: number): boolean {
    const [real, imaginary] = [this.#nextReal, this.#nextImaginary];
    if (!this.#balance.isBalanced(real, imaginary, this.#nextMismatch, tolerance)) return false;
    const most = Math.sqrt(tolerance);
    return this.#step.every((change) => Math.abs(change) <= most);
  }

  /**
   * Whether a second step with the same factors would be less than half as long as the first: then the first leads closer to
   * the solution, even where low impedances make the mismatch grow (natural monotonicity, Deuflhard 2004, section 3.3).
   */
  #isContracting(): boolean {
    this.#balance.rightHandSide(this.#real, this.#imaginary, this.#nextMismatch, this.#secondStep);
    this.#factors.solve(this.#secondStep);
    return sumOfSquares(this.#secondStep) < 0.25 * sumOfSquares(this.#step);
  }

  /** Shortens a step after which the mismatch has grown until it falls; null where no length helps. */
  #dampStep(squares: number): number | null {
    // Exact in real and imaginary part; in magnitude and angle a first guess.
    let share = optimalMultiplier(this.#mismatch, this.#nextMismatch);
    for (let tries = 0; tries < 8; tries++) {
      const next = this.#tryStep(share);
      if (next < squares) return next;
      share /= 4;
    }
    return null;
  }

  #accept(): void {
    [this.#real, this.#nextReal] = [this.#nextReal, this.#real];
    [this.#imaginary, this.#nextImaginary] = [this.#nextImaginary, this.#imaginary];
    [this.#mismatch, this.#nextMismatch] = [this.#nextMismatch, this.#mismatch];
  }

  /** The lowest voltage as a share of that without load. */
  #lowestShare(): number {
    const { size, flatReal, flatImaginary } = this.#matrix;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < size; i++) {
      const squared = this.#real[i]! ** 2 + this.#imaginary[i]! ** 2;
      lowest = Math.min(lowest, squared / (flatReal[i]! ** 2 + flatImaginary[i]! ** 2));
    }
    return Math.sqrt(lowest);
  }

  #found(iterations: number): NewtonVoltages {
    const { bus } = this.#matrix;
    const voltageReal = new Float64Array(this.#feeder.numBuses);
    const voltageImaginary = new Float64Array(this.#feeder.numBuses);
    for (let i = 0; i < bus.length; i++) {
      voltageReal[bus[i]!] = this.#real[i]!;
      voltageImaginary[bus[i]!] = this.#imaginary[i]!;
    }
    return { voltageReal, voltageImaginary, iterations };
  }
}

/** The power flow of a feeder that is solved once; see `NewtonFlow`. */
export function newtonVoltages(feeder: Feeder, options: NewtonOptions = {}): NewtonVoltages | null {
  return new NewtonFlow(feeder).solve(options);
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
  return sum;
}
