/** A network as it is written down at the edge: kV, kW, kVAr, ohm, A. Plain data: what readers give and writers take. */

export interface BusData {
  readonly name: string;
  /** Line-to-line base voltage, kV. */
  readonly voltage: number;
  readonly zone?: string;
  /** Voltage band, per unit. */
  readonly lowestVoltage?: number;
  readonly highestVoltage?: number;
}

export interface LineData {
  /** "from-to" where it is not given, with the circuit behind it where there are several: "2-3 (2)". */
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  /** Series impedance, ohm. */
  readonly resistance: number;
  readonly reactance: number;
  /** Charging of the whole line, microsiemens; half of it stands at each end. 0 where it is not given. */
  readonly susceptance?: number;
  /** Rated current, A, and rated apparent power, kVA; no limit where they are not given. */
  readonly ratedCurrent?: number;
  readonly ratedPower?: number;
  /** false for a line that is open or out of service; closed where it is not given. */
  readonly closed?: boolean;
}

/** An ideal transformer at `from`, followed by the impedance, which is referred to the voltage level of `to`. */
export interface TransformerData {
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  /** Series impedance at the voltage level of `to`, ohm. */
  readonly resistance: number;
  readonly reactance: number;
  /** Magnetising admittance at the voltage level of `to`, microsiemens, half at each side of the impedance; 0 where not given. */
  readonly conductance?: number;
  readonly susceptance?: number;
  /** Tap: voltage ratio from : to in per unit of the base voltages; 1 where it is not given. */
  readonly ratio?: number;
  /** Phase shift, degrees: `to` lags `from` by it; 0 where it is not given. */
  readonly shift?: number;
  readonly ratedPower?: number;
  readonly ratedCurrent?: number;
  readonly closed?: boolean;
}

/** kW and kVAr at 1 per unit, positive where they are consumed. */
export interface LoadData {
  readonly bus: string;
  readonly active: number;
  readonly reactive: number;
  /** Constant power where it is not given. */
  readonly kind?: "power" | "current" | "impedance";
}

/** kW and kVAr at 1 per unit: `active` is consumed, `reactive` is given to the grid, as a capacitor does. */
export interface ShuntData {
  readonly bus: string;
  readonly active: number;
  readonly reactive: number;
}

/** The upstream grid: it holds voltage and angle, and gives what is needed. */
export interface SourceData {
  readonly bus: string;
  /** Per unit. */
  readonly voltage: number;
  /** Degrees; 0 where it is not given. */
  readonly angle?: number;
}

/** kW and kVAr given to the grid. One with a voltage holds it (per unit) by as much reactive power as that takes. */
export interface GeneratorData {
  readonly bus: string;
  readonly active: number;
  readonly reactive: number;
  readonly voltage?: number;
}

export interface FeederData {
  readonly name: string;
  /** Where the numbers come from, in a sentence. */
  readonly origin: string;
  readonly buses: readonly BusData[];
  readonly lines: readonly LineData[];
  readonly transformers?: readonly TransformerData[];
  readonly loads?: readonly LoadData[];
  readonly shunts?: readonly ShuntData[];
  readonly sources: readonly SourceData[];
  readonly generators?: readonly GeneratorData[];
  /** What a reader noticed and a user should know ("loads look like kW taken for MW"): printed with every result. */
  readonly notes?: readonly string[];
}
