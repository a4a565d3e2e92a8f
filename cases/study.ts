/** What a case offers to the command line, to notebooks and to tests. */
import { ClearwattError } from "../src/errors.ts";
import type { Model } from "../src/language/index.ts";

/** Texts of data files by their path below cases/. */
export type Texts = Readonly<Record<string, string>>;

/** Throws where a file that a case needs was not handed in. */
export function textOf(texts: Texts, path: string): string {
  const text = texts[path];
  if (text === undefined) throw new ClearwattError(`The data file cases/${path} was not handed in.`);
  return text;
}

/** A published study, as it stands in the catalogue: its code is loaded when one of its models is asked for. */
export interface Study {
  readonly name: string;
  readonly title: string;
  /** Authors, journal, year and doi. */
  readonly source: string;
  readonly files: readonly string[];
  /** What each model is, by the name that follows the study's in `<study>/<model>`. */
  readonly models: Readonly<Record<string, string>>;
  /** Builds a model from the texts of `files`. */
  build(model: string, texts: Texts): Promise<Model>;
}

/** A network that comes with clearwatt. */
export interface CaseFeeder {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Its data files, by their path below cases/. */
  readonly files: readonly string[];
}
