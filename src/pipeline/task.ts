/** Tasks: work that has a name and takes and gives plain data, so that it may be done where no closure reaches. */
import { ClearwattError } from "../errors.ts";

/** What says which task is meant, wherever it is said: plain data. */
export interface TaskName {
  /** Names the task among those of its module, such as "solve a packed program". */
  readonly id: string;
  /** Counts up when the state, the inputs or the outputs of the task change; ends of two versions do not talk. */
  readonly version: number;
  /** The module that exports the task: its address (`import.meta.url`) or a package's entry ("clearwatt/pipeline"). */
  readonly module: string;
}

/** What a task has made of a state, such as a model that is open in a solver. */
export interface StartedTask<I, O> {
  /** Called for one input after the other, never twice at a time. The signal asks for an early end. */
  run(input: I, signal: AbortSignal): Promise<O>;
  /** Gives back what the start has taken. */
  close?(): Promise<void>;
}

/**
 * Work that an executor (executor.ts) does where it sees fit: here, in a thread, on another machine. `State` is opened
 * once, inputs and outputs go to and fro; all three survive `structuredClone`. A model travels as a packed program
 * (`packProgram`), and the module names the solver that it is opened in.
 */
export interface Task<State, I, O> extends TaskName {
  readonly start: (state: State) => Promise<StartedTask<I, O>>;
}

/**
 * Defines a task. Its module exports it, as that is where executors find it. Throws a ClearwattError where it has no
 * name, no version, or a module that means another file for whoever imports it.
 */
export function task<State, I, O>(definition: Task<State, I, O>): Task<State, I, O> {
  const { id, version, module, start } = definition;
  if (typeof id !== "string" || id.trim() === "") {
    throw new ClearwattError(`A task of ${module} has the id ${JSON.stringify(id)}: give it a name.`, {
      code: "missing-data",
      data: { what: "id of a task", module },
    });
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new ClearwattError(`Task "${id}" has the version ${version}: versions are whole numbers from 1 on.`, {
      code: "out-of-range",
      data: { task: id, what: "version", found: version, least: 1 },
    });
  }
  if (typeof module !== "string" || module === "" || /^[./\\]/.test(module)) {
    throw new ClearwattError(
      `Task "${id}" names the module ${JSON.stringify(module)}, which is not the same file from everywhere: ` +
        'give import.meta.url, or a package\'s entry such as "clearwatt/pipeline".',
      { code: "wrong-type", data: { task: id, what: "module", expected: "a URL or package", found: module } },
    );
  }
  if (typeof start !== "function") {
    throw new ClearwattError(
      `Task "${id}" has no function "start", which makes of a state what its inputs are run on.`,
      { code: "missing-data", data: { task: id, what: "start" } },
    );
  }
  return Object.freeze({ id, version, module, start });
}

/**
 * The task of that name, from the module that exports it: how an executor finds at the other end what it was handed at
 * this one. Throws a ClearwattError where there is no such module, task or version.
 */
export async function findTask(name: TaskName): Promise<Task<unknown, unknown, unknown>> {
  const wanted = `Task "${name.id}", version ${name.version},`;
  const exported = await exportsOf(name, wanted);
  const tasks = Object.values(exported).filter(isTask);
  const found = tasks.find(({ id, version }) => id === name.id && version === name.version);
  if (found !== undefined) return found;
  const there = tasks.map(({ id, version }) => `"${id}", version ${version}`).join("; ") || "none";
  throw new ClearwattError(
    `${wanted} is not among the tasks that ${name.module} exports: ${there}. ` +
      "Export it there, and let both ends run the same release.",
    {
      code: "unknown-name",
      data: {
        kind: "task",
        found: `${name.id}, version ${name.version}`,
        known: tasks.map(({ id, version }) => `${id}, version ${version}`),
        module: name.module,
      },
    },
  );
}

async function exportsOf({ module }: TaskName, wanted: string): Promise<object> {
  try {
    return await import(/* @vite-ignore */ module);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ClearwattError(`${wanted} was looked for in ${module}, which cannot be imported: ${why}`, {
      code: "unreadable-file",
      data: { file: module },
      cause,
    });
  }
}

function isTask(exported: unknown): exported is Task<unknown, unknown, unknown> {
  return typeof exported === "object" && exported !== null && "start" in exported && "id" in exported;
}
