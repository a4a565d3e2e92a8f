/** Stages: named steps of a computation that compose, tell what they do and can be stopped. */

/** Largest change of each quantity between two rounds, by the quantity's name. */
export type Changes = Readonly<Record<string, number>>;

/** What a pipeline tells while it runs. `path` names the stages from the outermost to the one that speaks. */
export type PipelineEvent =
  | { readonly kind: "started"; readonly path: readonly string[] }
  | { readonly kind: "finished"; readonly path: readonly string[]; readonly seconds: number }
  | { readonly kind: "round"; readonly path: readonly string[]; readonly round: number; readonly changes: Changes };

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

/** Makes a stage of a function; it may be asynchronous, and what it throws ends the pipeline. */
export function stage<In, Out>(
  name: string,
  step: (input: In, context: StageContext) => Out | Promise<Out>,
): Stage<In, Out> {
  return compose(name, async (input, outer) => {
    outer.signal.throwIfAborted();
    const context: StageContext = { ...outer, path: [...outer.path, name], report: outer.report };
    const began = performance.now();
    context.report({ kind: "started", path: context.path });
    const output = await step(input, context);
    context.report({ kind: "finished", path: context.path, seconds: (performance.now() - began) / 1000 });
    return output;
  });
}

function compose<In, Out>(name: string, run: Stage<In, Out>["run"]): Stage<In, Out> {
  return {
    name,
    run,
    to: (next) =>
      compose(`${name}, ${next.name}`, async (input, context) => next.run(await run(input, context), context)),
  };
}

/** Runs `inner` on every member of a list, in turn, under a name made from the member. */
export function each<In, Out>(
  name: string,
  inner: Stage<In, Out>,
  label: (input: In) => string,
): Stage<readonly In[], readonly Out[]> {
  return stage(name, async (inputs, context) => {
    const outputs: Out[] = [];
    for (const input of inputs) {
      outputs.push(await inner.run(input, { ...context, path: [...context.path, label(input)] }));
    }
    return outputs;
  });
}
