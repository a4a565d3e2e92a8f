/** Time and peak memory of building a model once, measured in a process of its own. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

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

const child = fileURLToPath(new URL("./fresh-child.ts", import.meta.url));

export function buildOnce(build: Build): Promise<Once> {
  return new Promise((resolve, reject) => {
    const measuring = fork(child, [JSON.stringify(build)]);
    measuring.once("message", (once: Once) => resolve(once));
    measuring.once("exit", (code) => reject(new Error(`building ${build.model} ended with ${code}`)));
  });
}
