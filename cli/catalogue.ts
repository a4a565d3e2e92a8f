/** What the command line knows: its commands, and the catalogues that they choose from. */
import { type CaseFeeder, feeders, type Study, studies } from "../cases/catalogue.ts";
import { type ReconfigurationEntry, reconfigurations } from "../models/reconfiguration/catalogue.ts";
import { type SolverEntry, solvers } from "../solvers/catalogue.ts";
import type { Command, CommandGroup } from "./command.ts";
import { exportModel } from "./export.ts";
import { flow } from "./flow.ts";
import { list } from "./list.ts";
import { opf } from "./opf.ts";
import { reconfigure } from "./reconfigure.ts";
import { reproduce } from "./reproduce.ts";
import { solve } from "./solve.ts";

/** Entries of one kind: networks, resources, methods. */
export interface Formulations {
  /** Of one of them: "network". */
  readonly kind: string;
  readonly entries: readonly { readonly name: string; readonly title: string; readonly source?: string }[];
}

export interface Catalogues {
  readonly commands: readonly ((catalogues: Catalogues) => Command | CommandGroup)[];
  readonly studies: readonly Study[];
  readonly feeders: readonly CaseFeeder[];
  /** The first one is the default. */
  readonly solvers: readonly SolverEntry[];
  /** Methods of reconfiguration; the first one is the default. */
  readonly reconfigurations: readonly ReconfigurationEntry[];
  /** Kind by kind. */
  readonly formulations: readonly Formulations[];
}

/** Everything that comes with clearwatt; commands in the order of the help. */
export const everything: Catalogues = {
  commands: [reproduce, flow, opf, reconfigure, solve, exportModel, list],
  studies,
  feeders,
  solvers,
  reconfigurations,
  formulations: [],
};
