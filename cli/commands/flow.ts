/** `clearwatt flow`: the power flow of a feeder. */
import { z } from "zod";
import { powerFlowDocument } from "../../src/documents/index.ts";
import { feeder, powerFlow } from "../../src/feeder/index.ts";
import { type Command, command } from "../command.ts";
import { feederArgument, feederDataOf } from "../feeders.ts";

export const flow = (): Command =>
  command({
    name: "flow",
    about: "compute the power flow of a feeder: voltages, flows, losses",
    examples: [
      "clearwatt flow case33bw",
      "clearwatt flow case69 --method newton --json",
      "clearwatt flow my-feeder.m --scale 1.5",
      "clearwatt flow net.json --out results",
    ],
    details: `A feeder is a name that \`clearwatt list\` shows, a folder of clearwatt's CSV files, a MATPOWER case (.m, version 2), or
a pandapower network (to_json). Nothing said, radial feeders are solved by the sweep and all others by Newton-Raphson.
Where the load has no power flow the exit code is 3, and "status" says so.
With --out DIR: flow.json, report.txt, buses.csv, branches.csv, voltages.svg and network.svg.`,
    arguments: z.object({ feeder: feederArgument }),
    options: z.object({
      method: z
        .enum(["sweep", "newton"])
        .optional()
        .meta({ description: "backward/forward sweep or Newton-Raphson", short: "m" }),
      scale: z
        .number()
        .default(1)
        .meta({ description: "factor on all loads and on generators of given power", short: "k", value: "factor" }),
    }),
    async run({ feeder: name, method, scale }) {
      const net = feeder(await feederDataOf(name));
      return powerFlowDocument(powerFlow(net, { scale, ...(method === undefined ? {} : { method }) }), scale);
    },
  });
