/** A task as a decomposition has one for each block: a packed program, opened in HiGHS, is priced and solved again. */
import { highs } from "../../solvers/highs.ts";
import { task } from "../../src/pipeline/index.ts";
import { unpackProgram } from "../../src/program/index.ts";
import { openProgram } from "../../src/solving/index.ts";

export interface Prices {
  /** Costs of columns first, first + 1, ... */
  readonly first: number;
  readonly costs: Float64Array;
}

export interface Solved {
  readonly objective: number;
  readonly values: Float64Array;
  readonly iterations: number;
}

export const solvePacked = task({
  id: "solve packed",
  version: 2,
  module: import.meta.url,
  async start(packed: Uint8Array) {
    const session = await openProgram(highs(), unpackProgram(packed));
    return {
      async run({ first, costs }: Prices, signal: AbortSignal): Promise<Solved> {
        session.changeCosts(first, costs);
        const outcome = await session.solve({ signal });
        if (outcome.status !== "optimal") throw new Error(`${outcome.status}: ${outcome.reason}`);
        const { objective, values, iterations } = outcome;
        return { objective, values, iterations };
      },
      close: () => session.dispose(),
    };
  },
});
