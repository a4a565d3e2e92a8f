/** The suites of networks, devices and methods run in a browser as they do in Node. */
import wasmUrl from "highs/runtime?url";
import { deviceChecks, methodChecks, networkChecks } from "../../conformance/index.ts";
import { central, linearDistFlow, photovoltaic } from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { runChecks } from "./run-checks.ts";

const solver = highs({ wasmUrl });

runChecks(
  "linear DistFlow in a browser",
  networkChecks(
    { name: "linear", traits: { feeder: true, losses: false, exact: false }, make: linearDistFlow },
    solver,
  ),
);
runChecks(
  "photovoltaics in a browser",
  deviceChecks(
    {
      name: "photovoltaic",
      traits: { injects: true, rows: true, integer: false, quarters: true },
      rows: [{ name: "roof", bus: "2", capacity: 20, profile: [0, 0.4, 1, 0.2], curtailmentCost: 0.02 }],
      enter: (scope, name, rows) => photovoltaic(scope, name, rows),
    },
    solver,
  ),
);
runChecks(
  "central clearing in a browser",
  methodChecks(
    {
      name: "central",
      traits: {
        ...{ copperPlate: true, losses: false, lossless: true, integer: true, quadratic: true },
        ...{ efficient: true, bound: true, prices: true },
      },
      make: central,
    },
    solver,
  ),
);
