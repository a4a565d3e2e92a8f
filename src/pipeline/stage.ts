/** Stages: named steps of a computation that compose, tell what they do and can be stopped. */

/** Largest change of each quantity between two rounds, by the quantity's name. */
export type Changes = Readonly<Record<string, number>>;

/**
 * What a pipeline tells while it runs. `path` names the stages from the outermost to the one that speaks. Every stage that
 * has started ends with one of "finished", "failed" and "stopped"; an inner one ends before the stages around it.
 */
export type PipelineEvent =
  | { readonly kind: "started"; readonly path: readonly string[] }
  /** `done` of `of` pieces, where the stage knows how many there are. Reported by `progress` (progress.ts). */
  | {
      readonly kind: "progress";
      readonly path: readonly string[];
      readonly done: number;
      readonly of?: number;
      readonly text?: string;
    }
  | { readonly kind: "round"; readonly path: readonly string[]; readonly round: number; readonly changes: Changes }
  | { readonly kind: "finished"; readonly path: readonly string[]; readonly seconds: number }
  /** The stage threw `error`, which goes on to the stages around it. */
  | { readonly kind: "failed"; readonly path: readonly string[]; readonly error: unknown; readonly seconds: number }
  /** The stage ended because the signal asked for it, with the signal's reason. */
  | { readonly kind: "stopped"; readonly path: readonly string[]; readonly reason: unknown; readonly seconds: number };

/** What a stage is run with: where it stands, the wish to stop, and where to report. */
export interface StageContext {
  readonly path: readonly string[];
  /** Handed on to whatever takes long; stages and rounds are not begun once it has fired. */
  readonly signal: AbortSignal;
  report(event: PipelineEvent): void;
}

/** A named step from `In` to `Out`. */
export interface Stage<In, Out> {
  readonly name: string;
  run(input: In, context: StageContext): Promise<Out>;
  /** This stage, and then `next` on what it gave. */
  to<Next>(next: Stage<Out, Next>): Stage<In, Next>;
}

/** Makes a stage of a function; it may be asynchronous, and what it throws is reported and ends the pipeline. */
export function stage<In, Out>(
  name: string,
  step: (input: In, context: StageContext) => Out | Promise<Out>,
): Stage<In, Out> {
  return compose(name, async (input, outer) => {
    outer.signal.throwIfAborted();
    const context: StageContext = { ...outer, path: [...outer.path, name] };
    const began = performance.now();
    context.report({ kind: "started", path: context.path });
    const output = await reported(() => step(input, context), context, began);
    context.report({ kind: "finished", path: context.path, seconds: secondsSince(began) });
    return output;
  });
}

/** What `step` gives; what it throws is reported on its way out. */
async function reported<Out>(step: () => Out | Promise<Out>, context: StageContext, began: number): Promise<Out> {
  try {
    return await step();
  } catch (error) {
    const { path, signal } = context;
    const seconds = secondsSince(began);
    if (comesFrom(signal, error)) context.report({ kind: "stopped", path, reason: signal.reason, seconds });
    else context.report({ kind: "failed", path, error, seconds });
    throw error;
  }
}

/** Whether an error is the signal's reason or was caused by it: a stage may fail of itself after the signal has fired. */
function comesFrom({ aborted, reason }: AbortSignal, error: unknown): boolean {
  return aborted && (error === reason || (error instanceof Error && error.cause === reason));
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

function compose<In, Out>(name: string, run: Stage<In, Out>["run"]): Stage<In, Out> {
  return {
    name,
    run,
    to: (next) =>
      compose(`${name}, ${next.name}`, async (input, context) => next.run(await run(input, context), context)),
  };
}
