/** `clearwatt reconfigure`: which branches to open so that a feeder stays radial and loses least. */
import { z } from "zod";
import { reconfigure as reconfigureByProgram } from "../models/index.ts";
import { type FoundTopology, percentText, topologyDocument } from "../src/documents/index.ts";
import { ClearwattError } from "../src/errors.ts";
import { bestTopologies, type Feeder, feeder, powerFlow } from "../src/feeder/index.ts";
import type { Progress, SolveOptions, Solver } from "../src/solving/index.ts";
import type { Catalogues } from "./catalogue.ts";
import { type Command, command } from "./command.ts";
import { feederArgument, feederDataOf } from "./feeders.ts";
import { conicSolver, solverOption } from "./solvers.ts";

export const reconfigure = ({ solvers }: Catalogues): Command =>
  command({
    name: "reconfigure",
    about: "find the radial topology of a feeder that loses least",
    examples: ["clearwatt reconfigure case33bw", "clearwatt reconfigure case33bw --method enumerate --json"],
    details: `Every branch may be opened and closed, and the feeder as it is may be meshed. The program takes some ten seconds for
the 33-bus feeder and proves that nothing loses less than its bound; enumeration computes the power flow of every
radial topology (50,751 there) and refuses where there are more than a million. Losses are all that counts: voltage bands
and ratings are not asked for, and what the best topology violates is said.`,
    arguments: z.object({ feeder: feederArgument }),
    options: z.object({
      method: z
        .enum(["milp", "enumerate"])
        .default("milp")
        .meta({ description: "mixed-integer conic program, or all topologies", short: "m" }),
      solver: solverOption(
        solvers.filter(({ takes }) => takes.includes("MILP")),
        "solver of the program, which has whole numbers",
      ),
    }),
    async run({ feeder: name, method, solver }, { signal, show }) {
      const net = feeder(await feederDataOf(name));
      show(`reconfiguring ${net.name}`);
      if (method === "enumerate") return topologyDocument(net, byEnumeration(net));
      const onProgress = (progress: Progress) => show(progressText(net, progress));
      return topologyDocument(net, await byProgram(net, await conicSolver(solver, solvers), { signal, onProgress }));
    },
  });

async function byProgram(net: Feeder, solver: Solver, solve: SolveOptions): Promise<FoundTopology> {
  const found = await reconfigureByProgram(net, solver, { solve });
  const { status, flow } = found;
  if (status !== "optimal") return { method: "milp", status, reason: found.reason, flow, bound: null, details: {} };
  const { bound, gap, seconds } = found;
  // The program's losses and those of the power flow differ by rounding.
  return { method: "milp", status, flow, bound: Math.min(bound, flow.totalActiveLoss), details: { gap, seconds } };
}

function byEnumeration(net: Feeder): FoundTopology {
  const { best, numTopologies, numWithoutSolution } = bestTopologies(net);
  const flow = best[0] === undefined ? null : powerFlow({ ...net, closed: best[0].closed });
  if (flow === null || flow.status !== "solved") {
    throw new ClearwattError(`None of the ${numTopologies} radial topologies of ${net.name} has a power flow.`, {
      code: "no-solution",
      data: { feeder: net.name, topologies: numTopologies },
    });
  }
  const details = { topologies: numTopologies, without_power_flow: numWithoutSolution };
  return { method: "enumerate", status: "optimal", flow, bound: flow.totalActiveLoss, details };
}

function progressText({ name }: Feeder, { iterations, objective, bound, gap }: Progress): string {
  const parts = [
    `${iterations} iterations`,
    ...(objective === undefined ? [] : [`best ${objective.toFixed(3)} kW`]),
    ...(bound === undefined ? [] : [`bound ${bound.toFixed(3)} kW`]),
    ...(gap === undefined ? [] : [`gap ${percentText(gap)}`]),
  ];
  return `reconfiguring ${name}: ${parts.join(", ")}`;
}
