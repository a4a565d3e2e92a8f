/** Time and peak memory of building a model once, measured in a process of its own. */
import { askChild } from "./child.ts";

export interface Once {
  readonly milliseconds: number;
  /** Bytes of the arrays that were built. */
  readonly arrays: number;
  /** Highest resident size of the process while it built them, less that before. */
  readonly peak: number;
}

export const builders = ["handWritten", "clearwatt"] as const;

/** What the child is asked to build. */
export interface Build {
  readonly model: string;
  readonly nonzeros: number;
  readonly builder: (typeof builders)[number];
}

export const buildOnce = (build: Build): Promise<Once> => askChild<Build, Once>("./fresh-child.ts", build);
