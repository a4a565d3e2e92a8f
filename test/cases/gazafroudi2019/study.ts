/** The study's data and inputs for the tests. */

import { aggregators, dataFiles, readData, type StudyData } from "../../../cases/gazafroudi2019/data.ts";
import type { Settlement } from "../../../cases/gazafroudi2019/reproduce.ts";
import { readTexts } from "../../../cases/texts.node.ts";
import type { Inputs } from "./reference.ts";

const texts = await readTexts(Object.values(dataFiles));

/** The study with its assumed profile, or with another one. */
export function studyData(profile?: readonly number[]): StudyData {
  return readData(texts, profile === undefined ? undefined : Float64Array.from(profile));
}

/** What the reference computation needs of the data. */
export function inputsOf(data: StudyData): Inputs {
  const names: readonly string[] = aggregators;
  return {
    users: data.user.map((_, j) => ({ base: data.baseLoad[j]!, aggregator: names.indexOf(data.aggregatorOf[j]!) })),
    profile: Array.from(data.profile),
    aggregatorPrice: names.map((_, k) => Array.from(data.aggregatorPrice.slice(24 * k, 24 * k + 24))),
    marketPrice: Array.from(data.marketPrice),
  };
}

export function settlementOf(settlements: readonly Settlement[], name: string, scenario: string): Settlement {
  return settlements.find(({ run }) => run.case === name && run.scenario === scenario)!;
}
