/** What the command line knows: its commands, and the catalogues that they choose from. */
import { type CaseFeeder, feeders, type Study, studies } from "../cases/catalogue.ts";
import {
  type MethodKind,
  methodKinds,
  type NetworkKind,
  networkKinds,
  type ResourceKind,
  resourceKinds,
} from "../models/index.ts";
import { type ReconfigurationEntry, reconfigurations } from "../models/reconfiguration/catalogue.ts";
import { type SolverEntry, solvers } from "../solvers/catalogue.ts";
import type { Command, CommandGroup } from "./command.ts";
import { exportModel } from "./commands/export.ts";
import { flow } from "./commands/flow.ts";
import { list } from "./commands/list.ts";
import { opf } from "./commands/opf.ts";
import { reconfigure } from "./commands/reconfigure.ts";
import { reproduce } from "./commands/reproduce.ts";
import { schema } from "./commands/schema.ts";
import { solve } from "./commands/solve.ts";

export interface Catalogues {
  readonly commands: readonly ((catalogues: Catalogues) => Command | CommandGroup)[];
  readonly studies: readonly Study[];
  readonly feeders: readonly CaseFeeder[];
  /** The first one is the default. */
  readonly solvers: readonly SolverEntry[];
  /** What markets are made of, and the ways to clear them. */
  readonly networks: readonly NetworkKind[];
  readonly resources: readonly ResourceKind[];
  readonly methods: readonly MethodKind[];
  /** Methods of reconfiguration; the first one is the default. */
  readonly reconfigurations: readonly ReconfigurationEntry[];
}

/** Everything that comes with clearwatt; commands in the order of the help. */
export const everything: Catalogues = {
  commands: [reproduce, flow, opf, reconfigure, solve, exportModel, schema, list],
  studies,
  feeders,
  solvers,
  networks: networkKinds,
  resources: resourceKinds,
  methods: methodKinds,
  reconfigurations,
};
