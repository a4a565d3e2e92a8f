/** The study's data and inputs for the tests. */

import { aggregators, readData, type StudyData } from "../../../cases/gazafroudi2019/data.ts";
import { dataFiles } from "../../../cases/gazafroudi2019/files.ts";
import type { Settlement } from "../../../cases/gazafroudi2019/reproduce.ts";
import { readTexts } from "../../../cases/texts.node.ts";
import type { Inputs } from "./reference.ts";

export const texts = await readTexts(dataFiles);

/** The study with its assumed profile, or with another one. */
export function studyData(profile?: readonly number[]): StudyData {
  return readData(texts, profile === undefined ? undefined : Float64Array.from(profile));
}

/** What the reference computation needs of the data. */
export function inputsOf(data: StudyData): Inputs {
  return {
    users: data.user.map((_, j) => ({
      base: data.baseLoad[j]!,
      aggregator: aggregators.indexOf(data.aggregatorOf[j]!),
    })),
    profile: Array.from(data.profile),
    aggregatorPrice: aggregators.map((_, k) => Array.from(data.aggregatorPrice.slice(24 * k, 24 * k + 24))),
    marketPrice: Array.from(data.marketPrice),
  };
}

export function settlementOf(settlements: readonly Settlement[], name: string, scenario: string): Settlement {
  return settlements.find(({ run }) => run.case === name && run.scenario === scenario)!;
}
