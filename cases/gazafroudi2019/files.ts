/** The study's data files, by their path below cases/. */
import { feederFiles } from "../feeders/files.ts";

const folder = "gazafroudi2019";

/** The feeder whose base loads the study takes. */
export const feederName = "case33bw";

export const pricesFile: string = `${folder}/prices.csv`;
export const profileFile: string = `${folder}/load-profile.csv`;
export const aggregatorsFile: string = `${folder}/aggregators.csv`;
export const parametersFile: string = `${folder}/parameters.csv`;
export const publishedFile: string = `${folder}/published.csv`;

/** All of them, with those of the feeder. */
export const dataFiles: readonly string[] = [
  pricesFile,
  profileFile,
  aggregatorsFile,
  parametersFile,
  publishedFile,
  ...feederFiles(feederName),
];
