/** `clearwatt reconfigure`: which branches to open so that a feeder stays radial and loses least. */
import { z } from "zod";
import { reconfigure as reconfigureBy } from "../../models/index.ts";
import { topologyDocument } from "../../src/documents/index.ts";
import { feeder } from "../../src/feeder/index.ts";
import type { PipelineEvent } from "../../src/pipeline/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";
import { feederArgument, feederDataOf } from "../feeders.ts";
import { conicSolver, solverOption } from "../solvers.ts";

export const reconfigure = ({ solvers, reconfigurations }: Catalogues): Command =>
  command({
    name: "reconfigure",
    about: "find the radial topology of a feeder that loses least",
    examples: ["clearwatt reconfigure case33bw", "clearwatt reconfigure case33bw --method enumerate --json"],
    details: `Every branch may be opened and closed, and the feeder as it is may be meshed. The program takes some ten seconds for
the 33-bus feeder and proves that nothing loses less than its bound; enumeration computes the power flow of every
radial topology (50,751 there) and refuses where there are more than a million; exchanges of branches find a good
topology of feeders of any size, and prove nothing. Losses are all that counts: voltage bands and ratings are not asked
for, and what the best topology violates is said.`,
    arguments: z.object({ feeder: feederArgument }),
    options: z.object({
      method: z
        .enum(reconfigurations.map(({ name }) => name))
        .default(reconfigurations[0]!.name)
        .meta({ description: reconfigurations.map(({ title }) => title).join("; "), short: "m" }),
      solver: solverOption(
        solvers.filter(({ takes }) => takes.includes("MILP")),
        "solver of the program, which has whole numbers",
      ),
    }),
    async run({ feeder: name, method: chosen, solver }, { signal, show }) {
      const net = feeder(await feederDataOf(name));
      show(`reconfiguring ${net.name}`);
      const entry = reconfigurations.find((one) => one.name === chosen)!;
      const method = await entry.load(() => conicSolver(solver, solvers));
      const onEvent = (event: PipelineEvent) => showProgress(net.name, event, show);
      return topologyDocument(await reconfigureBy(net, { method, signal, onEvent }));
    },
  });

function showProgress(name: string, event: PipelineEvent, show: (line: string) => void): void {
  if (event.kind !== "progress") return;
  const { done, of, text = "" } = event;
  show(`reconfiguring ${name}: ${of === undefined ? done : `${done} of ${of}`} ${text}`);
}
