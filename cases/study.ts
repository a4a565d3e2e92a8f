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

/** A model of a case that can be printed and exported. */
export interface StudyModel {
  readonly title: string;
  build(texts: Texts): Model;
}

/** A published study, its data files, and its models by their name in `<case>/<model>`. */
export interface Study {
  readonly name: string;
  readonly title: string;
  /** Authors, journal, year and doi. */
  readonly source: string;
  readonly files: readonly string[];
  readonly models: Readonly<Record<string, StudyModel>>;
}
