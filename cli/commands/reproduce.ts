/** `clearwatt reproduce`: a published study, recomputed and compared. */
import { z } from "zod";
import { comparisonTable } from "../../cases/comparison.ts";
import type { Study } from "../../cases/study.ts";
import { readTexts } from "../../cases/texts.node.ts";
import type { SolverEntry } from "../../solvers/catalogue.ts";
import { type PipelineEvent, run } from "../../src/pipeline/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, type CommandGroup, command } from "../command.ts";
import { loadSolver, solverOption } from "../solvers.ts";

export const reproduce = ({ studies, solvers }: Catalogues): CommandGroup => ({
  name: "reproduce",
  about: "recompute a published study and print it beside the published figures",
  examples: studies.map(({ name }) => `clearwatt reproduce ${name}`),
  of: "study",
  commands: studies.map((study) => reproduction(study, solvers)),
});

function reproduction(study: Study, solvers: readonly SolverEntry[]): Command {
  return command({
    name: study.name,
    about: `${study.title}: ${study.source}`,
    examples: [`clearwatt reproduce ${study.name}`, ...(study.examples ?? [])],
    ...(study.details === undefined ? {} : { details: study.details }),
    arguments: z.object({}),
    options: z.object({ solver: solverOption(solvers), ...study.options.shape }),
    async run({ solver: name, ...options }, { signal, show }) {
      const code = await study.load();
      const data = code.data(await readTexts(study.files), options);
      const plan = code.plan(await loadSolver(name, solvers), options);
      const document = await run(plan, data, { signal, onEvent: (event) => showStarted(event, show) });
      const json = { ...document.json, solver: name };
      return { ...document, json, parts: [...document.parts, comparisonTable(code.published(data), json)] };
    },
  });
}

function showStarted(event: PipelineEvent, show: (line: string) => void): void {
  if (event.kind === "started") show(event.path.join(" › "));
}
