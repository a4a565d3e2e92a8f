/** A stage for every member of a list. */
import { progress } from "./progress.ts";
import { type Stage, stage } from "./stage.ts";

/** Runs `inner` on every member of a list, in turn, under a name made from the member, and reports progress after each. */
export function each<In, Out>(
  name: string,
  inner: Stage<In, Out>,
  label: (input: In) => string,
): Stage<readonly In[], readonly Out[]> {
  return stage(name, async (inputs, context) => {
    const outputs: Out[] = [];
    for (const input of inputs) {
      const own = label(input);
      outputs.push(await inner.run(input, { ...context, path: [...context.path, own] }));
      progress(context, outputs.length, inputs.length, own);
    }
    return outputs;
  });
}
