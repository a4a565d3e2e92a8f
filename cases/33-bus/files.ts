/** The feeder's data files, by their path below cases/. */
export const busesFile = "33-bus/buses.csv";
export const linesFile = "33-bus/lines.csv";
export const parametersFile = "33-bus/parameters.csv";
export const feederFiles: readonly string[] = [busesFile, linesFile, parametersFile];
