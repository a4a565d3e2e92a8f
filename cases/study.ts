/** What a study is, and the data that come with clearwatt. */
import { z } from "zod";
import { ClearwattError } from "../src/errors.ts";
import type { Model } from "../src/language/index.ts";
import type { Stage } from "../src/pipeline/index.ts";
import type { Document } from "../src/report/index.ts";
import type { Solver } from "../src/solving/index.ts";

/** Texts of data files by their path below cases/. */
export type Texts = Readonly<Record<string, string>>;

/** Throws where a file that a case needs was not handed in. */
export function textOf(texts: Texts, path: string): string {
  const text = texts[path];
  if (text !== undefined) return text;
  throw new ClearwattError(`The data file cases/${path} was not handed in.`, { code: "missing-data", data: { path } });
}

/**
 * A study as it stands in the catalogue: what it is and what it can be asked for. Its code is loaded when it is run.
 * `reproduce`, `export` and `list` need no more.
 */
export interface Study<Options extends z.ZodObject = z.ZodObject, Data = unknown> {
  readonly name: string;
  readonly title: string;
  /** Authors, journal, year and doi. */
  readonly source: string;
  /** Its data files, by their path below cases/; a README beside them says where each number comes from. */
  readonly files: readonly string[];
  /** What may be changed, a description to each; a command line makes flags of it and a page inputs. */
  readonly options: Options;
  /** Command lines worth knowing, and what else the help should say. */
  readonly examples?: readonly string[];
  readonly details?: string;
  /** What each model is, by the name that follows the study's in `<study>/<model>`. */
  readonly models: Readonly<Record<string, string>>;
  load(): Promise<StudyCode<z.infer<Options>, Data>>;
}

/** What a study does. Options that were left out are absent. */
export interface StudyCode<Options, Data> {
  /** The data, from the texts of `files`; throws a ClearwattError with file and line where something is wrong with them. */
  data(texts: Texts, options: Partial<Options>): Data;
  /** From data to what is shown; the document's `json` has the figures. */
  plan(solver: Solver, options: Partial<Options>): Stage<Data, Document>;
  published(data: Data): readonly PublishedFigure[];
  /** One of the models by its name. */
  build(model: string, data: Data): Model;
}

/** A figure as the source prints it. */
export interface PublishedFigure {
  /** Where ours stands in the document's `json`: "case1.S1.end_users". */
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** Where it stands in the source: "Table 2, Case 1, S1". */
  readonly where: string;
}

/** Has the types of a study's code checked against its options and data. */
export function study<Options extends z.ZodObject, Data>(definition: Study<Options, Data>): Study {
  return definition as unknown as Study;
}

/** A file that the user names: its text is read for the study, which never touches files. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const textFileMark = "text file";

/** The schema of an option that is a file: a path on the command line, an input for files on a page. */
export function textFile(): z.ZodType<TextFile> {
  return z.object({ path: z.string(), text: z.string() }).meta({ input: textFileMark });
}

export function isTextFile(schema: z.core.$ZodType): boolean {
  return z.globalRegistry.get(schema)?.input === textFileMark;
}

/** A network that comes with clearwatt. */
export interface CaseFeeder {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Its data files, by their path below cases/. */
  readonly files: readonly string[];
}
