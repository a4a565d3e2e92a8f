/** How far a stage is, told while it works. */
import { ClearwattError } from "../errors.ts";
import type { StageContext } from "./stage.ts";

/**
 * Reports that the stage of `context` has done `done` pieces of its work (scenarios, hours, moves), of `of` where it
 * knows how many there are. `text` says in a few words what was done last. Counts that cannot be are an error.
 */
export function progress(context: StageContext, done: number, of?: number, text?: string): void {
  if (!(done >= 0) || (of !== undefined && !(of >= done))) {
    throw new ClearwattError(
      `"${context.path.join(", ")}" says that it has done ${done} of ${of ?? "an unknown number"}: ` +
        "what is done is 0 or more, and no more than there is.",
      { code: "out-of-range", data: { path: context.path, what: "done", found: done, least: 0, most: of } },
    );
  }
  context.report({
    kind: "progress",
    path: context.path,
    done,
    ...(of === undefined ? {} : { of }),
    ...(text === undefined ? {} : { text }),
  });
}
