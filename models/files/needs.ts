/** Which other files a market file needs, so that whoever can read files hands in their texts. */
import { parsedJson, partOf } from "./json.ts";

export interface Needs {
  /** As it is written, the name of a feeder or a path; and the path as seen from where the file's own path is seen. */
  readonly feeder: { readonly name: string; readonly path: string } | null;
  /** Paths of CSV files, as seen from where the file's own path is seen: the names of their texts in `readMarketFile`. */
  readonly files: readonly string[];
}

/** `file` is the path of the market file. Throws a ClearwattError where it is not JSON; all else is left to its reading. */
export function neededBy(file: string, text: string): Needs {
  const found = parsedJson(file, text);
  const feeder = partOf(found, "feeder");
  const profiles = partOf(found, "profiles");
  const sources: unknown[] = typeof profiles === "object" && profiles !== null ? Object.values(profiles) : [];
  const paths = sources.map((source) => partOf(source, "file")).filter((path) => typeof path === "string");
  return {
    feeder: typeof feeder === "string" ? { name: feeder, path: pathFrom(file, feeder) } : null,
    files: [...new Set(paths.map((path) => pathFrom(file, path)))],
  };
}

/** A path that is written in a file, as seen from where the file's own path is seen. */
export function pathFrom(file: string, path: string): string {
  const isWhole = /^([/\\]|[A-Za-z]:[/\\]|[a-z][a-z\d+.-]*:\/\/)/.test(path);
  const folder = file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return isWhole ? path : folder + path;
}
