/** A method that a user wrote: all that costs something, in one program without whole steps. */
import { clearingAt, enterMarket } from "clearwatt/market";
import { stage } from "clearwatt/pipeline";

const name = "one program";

async function clearMarket(solver, market, signal) {
  const began = performance.now();
  const entered = enterMarket(market);
  const session = await entered.scope.model.open(solver);
  try {
    const outcome = await session.solve({ signal });
    if (outcome.status === "time limit") return { status: "at a limit", market, reason: outcome.reason };
    if (outcome.status !== "optimal") return { status: outcome.status, market, reason: outcome.reason };
    const clearing = clearingAt(entered, outcome.solution, {
      method: name,
      solver: solver.name,
      certificate: { kind: "bound", bound: -outcome.objective, gap: 0, by: solver.name },
      rounds: [],
      seconds: { solver: outcome.seconds, total: (performance.now() - began) / 1000 },
    });
    return { status: "cleared", market, clearing };
  } finally {
    await session.dispose();
  }
}

const oneProgram = {
  name,
  source: "made up",
  requires: { integer: false, strategic: false },
  clear: (solver) => stage(name, (market, { signal }) => clearMarket(solver, market, signal)),
};

export const myMethod = {
  name,
  // HiGHS, which it is handed here, has no cones: markets with losses are refused.
  traits: {
    ...{ copperPlate: true, lossless: true, losses: false, integer: false, quadratic: true },
    ...{ efficient: true, bound: true, prices: true },
  },
  make: () => oneProgram,
};
