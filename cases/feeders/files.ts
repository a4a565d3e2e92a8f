/** The data files of the feeders, by their path below cases/. */
const names = ["buses.csv", "lines.csv", "parameters.csv"];

/** A folder for each feeder. */
export function feederFolder(feeder: string): string {
  return `feeders/${feeder}/`;
}

export function feederFiles(feeder: string): readonly string[] {
  return names.map((name) => `${feederFolder(feeder)}${name}`);
}
