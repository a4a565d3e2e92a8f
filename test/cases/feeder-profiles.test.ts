import { describe, expect, test } from "vitest";
import { profileFiles, readProfiles, syntheticDay, syntheticYear } from "../../cases/index.ts";
import { readTexts } from "../../cases/texts.node.ts";

const texts = await readTexts(Object.values(profileFiles));
const year = readProfiles(texts, "year");
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([
  ["day", syntheticDay, 24],
  ["year", syntheticYear, 8760],
] as const)("the profiles of a %s", (length, make, hours) => {
  const { load, photovoltaics } = readProfiles(texts, length);

  test("are what the formulas give, in every run", () => {
    expect(make()).toEqual({ load, photovoltaics });
  });

  test("have a load that peaks at 1 in the evening and never falls to nothing", () => {
    expect(load).toHaveLength(hours);
    expect(Math.max(...load)).toBe(1);
    expect(load.indexOf(1) % 24).toBe(19);
    expect(Math.min(...load)).toBeGreaterThan(0.2);
  });

  test("have photovoltaics by day only, never above the installed power", () => {
    expect(photovoltaics).toHaveLength(hours);
    photovoltaics.forEach((value, hour) => {
      const time = hour % 24;
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(0.9);
      // At 45 degrees north the sun is up from 4:17 to 19:43 at the most, and from 7:43 to 16:17 at the least.
      if (time < 4 || time > 19) expect(value).toBe(0);
      if (time >= 8 && time < 16) expect(value).toBeGreaterThan(0);
    });
  });
});

test("the year has what README.md says: mean load and full-load hours", () => {
  expect(mean(year.load)).toBeCloseTo(0.505, 3);
  expect(mean(year.photovoltaics) * 8760).toBeCloseTo(1091, 0);
});

test("winter has more load and less sun than summer", () => {
  const january = (values: Float64Array) => mean(values.subarray(0, 744));
  const july = (values: Float64Array) => mean(values.subarray(181 * 24, 212 * 24));
  expect(january(year.load)).toBeGreaterThan(1.2 * july(year.load));
  expect(january(year.photovoltaics)).toBeLessThan(0.5 * july(year.photovoltaics));
});

test("hours that are missing or out of order are refused with the line", () => {
  const path = profileFiles.day;
  const read = (text: string) => readProfiles({ [path]: text }, "day");
  expect(() => read("hour,load_pu,photovoltaics_pu\n1,1,0\n3,1,0\n")).toThrow(
    "feeders/profiles/day.csv, line 3: hour 3 stands where 2 is due.",
  );
  expect(() => read("hour,load_pu,photovoltaics_pu\n1,1,0\n2,1,0\n")).toThrow(
    "feeders/profiles/day.csv has 2 hours instead of 24.",
  );
});
