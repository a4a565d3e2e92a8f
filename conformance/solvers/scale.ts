import { expectClose } from "../assertions.ts";
import { infinity } from "./dense-program.ts";
import { optimumOf } from "./solve.ts";
import { check, type SolverCheck } from "./solver-check.ts";

/** Programs in bad units whose answers are honest: the check must not call them wrong. */
export const scale: readonly SolverCheck[] = [
  // min x + 10 z,  x >= 7,  x <= M z:  z = 7 / M.
  ...[1e6, 1e7, 1e8, 1e9].map((bigM) =>
    check(`a row with a big M of ${bigM}`, async (solver) => {
      const outcome = await optimumOf(solver, {
        costs: [1, 10],
        rows: [
          [7, [1, 0], infinity],
          [-infinity, [1, -bigM], 0],
        ],
      });
      expectClose("objective", outcome.objective, 7 + 70 / bigM);
    }),
  ),

  /** Cheap power up to a capacity, dear power without one, and a store without losses that starts empty. */
  ...[1, 1e3, 1e6, 1e7].map((unit) =>
    check(`energy balances of 24 hours with flows of ${unit}`, async (solver) => {
      const hours = Array.from({ length: 24 }, (_, hour) => hour);
      const demand = hours.map((hour) => unit * (1 + (((hour * 7 + 3) % 24) - 10.7) / 37));
      const capacity = unit * 1.01;
      const outcome = await optimumOf(solver, {
        costs: [...hours.map(() => 20), ...hours.map(() => 90), ...hours.map(() => 0)],
        upper: [...hours.map(() => capacity), ...hours.map(() => infinity), ...hours.map(() => infinity)],
        rows: hours.map((hour) => {
          const at = (other: number, value: number) => hours.map((own) => (own === other ? value : 0));
          const store = at(hour, -1).map((value, own) => (own === hour - 1 ? 1 : value));
          return [demand[hour]!, [...at(hour, 1), ...at(hour, 1), ...store], demand[hour]!] as const;
        }),
      });
      // What cheap power cannot have delivered by some hour has to be dear.
      const total = demand.reduce((sum, load) => sum + load, 0);
      const short = Math.max(
        0,
        ...hours.map((hour) => demand.slice(0, hour + 1).reduce((sum, load) => sum + load - capacity, 0)),
      );
      expectClose("objective as a share of what it must be", outcome.objective / (20 * total + 70 * short), 1, 9);
    }),
  ),

  // Money in millions, energy in kWh: x = 3e6 at 2e-6 each beside y = 1e-3 at 5e3 each.
  check("columns in very unlike units", async (solver) => {
    const outcome = await optimumOf(solver, {
      costs: [2e-6, 5e3],
      rows: [
        [3e6, [1, 0], infinity],
        [1, [0, 1e3], infinity],
        [-infinity, [1e-6, 1e3], 4],
      ],
    });
    expectClose("objective", outcome.objective, 6 + 5);
  }),
];
