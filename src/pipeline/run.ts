/** Running a pipeline: at once, or watched event by event. */
import type { PipelineEvent, Stage } from "./stage.ts";

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: PipelineEvent) => void;
}

/** Runs a pipeline to its end. Rejects with what a stage threw, or with the signal's reason where it was stopped. */
export function run<In, Out>(pipeline: Stage<In, Out>, input: In, options: RunOptions = {}): Promise<Out> {
  const signal = options.signal ?? new AbortController().signal;
  return pipeline.run(input, { path: [], signal, report: options.onEvent ?? (() => {}) });
}

/** A pipeline under way: iterate it for its events, await `result`, read `events` whenever you like. */
export interface Running<Out> extends AsyncIterable<PipelineEvent> {
  readonly result: Promise<Out>;
  /** All that was reported so far; stays readable after the end, a failure or a stop. */
  readonly events: readonly PipelineEvent[];
  /** Asks the pipeline to stop; `result` then rejects with `reason`. */
  stop(reason?: unknown): void;
}

/** Starts a pipeline and returns at once. Every iterator gives all events from the first; at a failure it throws. */
export function start<In, Out>(pipeline: Stage<In, Out>, input: In, options: RunOptions = {}): Running<Out> {
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
  const events: PipelineEvent[] = [];
  let ended = false;
  let waiting: (() => void)[] = [];
  const notify = () => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const onEvent = (event: PipelineEvent) => {
    events.push(event);
    options.onEvent?.(event);
    notify();
  };
  const result = run(pipeline, input, { signal, onEvent }).finally(() => {
    ended = true;
    notify();
  });
  result.catch(() => {}); // whoever awaits `result` still sees the failure; watching alone must not crash the process
  return {
    result,
    events,
    stop: (reason) => controller.abort(reason),
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; next++) {
        while (next >= events.length && !ended) await new Promise<void>((wake) => waiting.push(wake));
        if (next >= events.length) break;
        yield events[next]!;
      }
      await result;
    },
  };
}
