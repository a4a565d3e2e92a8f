/** The executor that runs tasks where they are called, held to what a thread would ask of them. */
import { ClearwattError } from "../../errors.ts";
import type { Executor, OpenedTask } from "../executor.ts";
import { plainCopy } from "../plain-data.ts";
import type { StartedTask, Task } from "../task.ts";

/**
 * Runs tasks in this thread. State, inputs and outputs are checked to be plain data and are copied on their way, as they
 * would be between threads: what runs inline runs elsewhere, too. A task that computes without a pause keeps the thread.
 */
export const inline: Executor = {
  name: "inline",
  async open<State, I, O>(task: Task<State, I, O>, state: State): Promise<OpenedTask<I, O>> {
    const copy = plainCopy(state, `The state of task "${task.id}"`);
    return new InlineState(task.id, await task.start(copy));
  },
};

class InlineState<I, O> implements OpenedTask<I, O> {
  readonly #id: string;
  readonly #started: StartedTask<I, O>;
  /** Settled when the call that was made last has ended, well or not. */
  #last: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(id: string, started: StartedTask<I, O>) {
    this.#id = id;
    this.#started = started;
  }

  async run(input: I, signal: AbortSignal = new AbortController().signal): Promise<O> {
    signal.throwIfAborted();
    if (this.#closed !== undefined) {
      throw new ClearwattError(`Task "${this.#id}" was run on a state that has been closed: open it again.`, {
        code: "misuse",
        data: { task: this.#id, state: "closed" },
      });
    }
    const copy = plainCopy(input, `The input of task "${this.#id}"`);
    return untilAborted(
      this.#inTurn(async () => {
        signal.throwIfAborted();
        return plainCopy(await this.#started.run(copy, signal), `The output of task "${this.#id}"`);
      }),
      signal,
    );
  }

  close(): Promise<void> {
    this.#closed ??= this.#inTurn(async () => this.#started.close?.());
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const own = this.#last.then(action);
    this.#last = own.catch(() => {});
    return own;
  }
}

/** The same promise, but rejected as soon as the signal fires, whatever becomes of the work. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
