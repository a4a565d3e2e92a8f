/** What a market file holds once its schema has been checked. */
import type { Participant } from "../../src/market/index.ts";
import type { unlimitedWord } from "./field-schema.ts";

export type Label = string | number;

/** A number, or one for each hour: a list, or a profile times a factor. */
export type Numbers =
  | number
  | typeof unlimitedWord
  | readonly (number | typeof unlimitedWord)[]
  | { readonly profile: string; readonly times?: number };

export type ProfileSource = readonly number[] | { readonly file: string; readonly column: string };

/** Under the names of the kinds of resources: rows, or an object with them and options. */
export interface ParticipantDocument {
  readonly name: string;
  readonly behaviour?: NonNullable<Participant["behaviour"]>;
  readonly [kind: string]: unknown;
}

export interface MarketDocument {
  readonly name: string;
  readonly description?: string;
  readonly feeder?: string;
  readonly buses?: readonly Label[];
  readonly hours: number | readonly Label[];
  readonly hourLength_h?: number;
  readonly money: string;
  readonly limits?: LimitsDocument;
  readonly network?: string;
  readonly participants: readonly ParticipantDocument[];
  readonly profiles?: Readonly<Record<string, ProfileSource>>;
}

export interface LimitsDocument {
  readonly lowestVoltage?: Numbers;
  readonly highestVoltage?: Numbers;
  readonly sourceVoltage?: Numbers;
  readonly ratedPower?: Readonly<Record<string, Numbers>>;
  readonly ratedCurrent?: Readonly<Record<string, Numbers>>;
  readonly reverseFlow?: Readonly<Record<string, Numbers>>;
}
