/// <reference lib="esnext.disposable" preserve="true" />
/** The studies and feeders that come with clearwatt. */
export { feeders, studies } from "./catalogue.ts";
export { type ProfileLength, profileFiles, readProfiles } from "./feeders/profiles/profiles.ts";
export { type Profiles, syntheticDay, syntheticYear } from "./feeders/profiles/synthetic.ts";
export { caseFeeder, readCaseFeeder } from "./feeders/read-case-feeder.ts";
export * as gazafroudi2019 from "./gazafroudi2019/index.ts";
export {
  type CaseFeeder,
  type PublishedFigure,
  type Study,
  type StudyCode,
  study,
  type TextFile,
  type Texts,
  textFile,
  textOf,
} from "./study.ts";
