/** Synthetic profiles of load and photovoltaics: assumed, not measured; README.md beside this file has the formulas. */
import { randomNumbers } from "../../../src/random.ts";

/** Multipliers by hour: load in per unit of its peak, photovoltaics in per unit of the installed power. */
export interface Profiles {
  readonly load: Float64Array;
  readonly photovoltaics: Float64Array;
}

const hoursOfYear = 8760;

/** A clear working day in June, without noise. */
export function syntheticDay(): Profiles {
  const solstice = 171;
  const hours = Array.from({ length: 24 }, (_, hour) => hour + 0.5);
  return {
    load: toPeak(hours.map((time) => loadShape(time, false))),
    photovoltaics: Float64Array.from(hours, (time) => rounded(performance * clearSky(solstice, time))),
  };
}

/** A year of 365 days that begins on a Monday, the 1st of January. */
export function syntheticYear(): Profiles {
  const random = randomNumbers(2026);
  const load: number[] = [];
  const photovoltaics: number[] = [];
  let deviation = 0;
  let clearness = 0.5;
  for (let hour = 0; hour < hoursOfYear; hour++) {
    const day = Math.floor(hour / 24);
    const time = (hour % 24) + 0.5;
    if (hour % 24 === 0) clearness = 0.5 * clearness + 0.5 * random();
    deviation = 0.8 * deviation + 0.06 * (random() - 0.5);
    const season = 1 + 0.15 * Math.cos((2 * Math.PI * (day - 14)) / 365);
    load.push(season * loadShape(time, day % 7 >= 5) * (1 + deviation));
    const clouds = 0.25 + 0.75 * (0.8 * clearness + 0.2 * random());
    photovoltaics.push(rounded(performance * clearSky(day, time) * clouds));
  }
  return { load: toPeak(load), photovoltaics: Float64Array.from(photovoltaics) };
}

/** What an installation gives of the irradiance, on the installed power at 1 kW/m2. */
const performance = 0.9;

function loadShape(time: number, weekend: boolean): number {
  return weekend
    ? 0.35 + 0.25 * bump(time, 10, 2.5) + 0.2 * bump(time, 13, 2.5) + 0.55 * bump(time, 19.5, 2.5)
    : 0.35 + 0.25 * bump(time, 7.5, 1.5) + 0.1 * bump(time, 13, 2.5) + 0.6 * bump(time, 19.5, 2.5);
}

/** 1 at the centre, a bell of the given width around it; midnight is no border. */
function bump(time: number, centre: number, width: number): number {
  const away = Math.abs(time - centre);
  const hours = Math.min(away, 24 - away) / width;
  return Math.exp(-hours * hours * 0.5);
}

const latitude = (45 * Math.PI) / 180;
const tilt = (23.44 * Math.PI) / 180;

/** Irradiance on the ground under a clear sky, kW/m2: Haurwitz, Journal of Meteorology 2 (1945) 154. */
function clearSky(day: number, time: number): number {
  const declination = -tilt * Math.cos((2 * Math.PI * (day + 10)) / 365);
  const hourAngle = ((time - 12) * Math.PI) / 12;
  const height =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  return height <= 0 ? 0 : 1.098 * height * Math.exp(-0.057 / height);
}

function toPeak(values: readonly number[]): Float64Array {
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  return Float64Array.from(values, (value) => rounded(value / peak));
}

/** To four decimals, so that the last bits of a machine's sine do not show. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
