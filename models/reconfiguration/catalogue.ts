/** The methods of reconfiguration, without loading their code. */
import type { Solver } from "../../src/solving/index.ts";
import type { ReconfigurationMethod } from "./method.ts";

export interface ReconfigurationEntry {
  /** As the method calls itself, and the command line. */
  readonly name: string;
  /** What is tried: "all topologies". */
  readonly title: string;
  /** A method that needs a solver of mixed-integer programs with cones asks for one. */
  load(solver: () => Promise<Solver>): Promise<ReconfigurationMethod>;
}

/** The first one is the default. */
export const reconfigurations: readonly ReconfigurationEntry[] = [
  {
    name: "milp",
    title: "mixed-integer conic program",
    load: async (solver) => (await import("./by-program.ts")).byProgram(await solver()),
  },
  {
    name: "enumerate",
    title: "all topologies",
    load: async () => (await import("./by-enumeration.ts")).byEnumeration(),
  },
  {
    name: "exchange",
    title: "exchanges of branches, without proof",
    load: async () => (await import("./by-exchange.ts")).byExchange(),
  },
];
