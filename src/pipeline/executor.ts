/** Where tasks are run. */
import type { Task } from "./task.ts";

/** A state that was opened where its executor keeps it. */
export interface OpenedTask<I, O> extends AsyncDisposable {
  /**
   * Runs the task on one input. Calls are run in the order in which they were made, one at a time; the output is the
   * caller's own copy. Rejects with what the task threw, which leaves the state open for the next call, with the
   * signal's reason as soon as the signal fires, or with a ClearwattError where input or output are not plain data.
   */
  run(input: I, signal?: AbortSignal): Promise<O>;
  /** Closes the state after the calls made so far; closing it twice does nothing. */
  close(): Promise<void>;
}

/** Opens a state of a task once, where it will live; what is run on it later goes there. */
export interface Executor {
  readonly name: string;
  /** Rejects with what the task's start threw, or with a ClearwattError where the state is not plain data. */
  open<State, I, O>(task: Task<State, I, O>, state: State): Promise<OpenedTask<I, O>>;
}
