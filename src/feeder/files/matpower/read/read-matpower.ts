/** MATPOWER case files of version 2. */
import type { FeederData } from "../../../data/feeder-data.ts";
import { withPlausibility } from "../../../data/plausibility.ts";
import { interpret } from "../interpreter/interpret.ts";
import { parseCase } from "../interpreter/parse.ts";
import { caseTables } from "./case-tables.ts";
import { readBranches } from "./read-branches.ts";
import { busData, readBuses } from "./read-buses.ts";
import { readGenerators } from "./read-generators.ts";

/**
 * A MATPOWER case file (.m, version 2) as a network. Such files are programs: the statements that convert ohm and kW at
 * their end are carried out, in a small interpreter that knows arithmetic and nothing else; what it does not know is an
 * error with file, line and statement.
 *
 * Bus names are MATPOWER's bus numbers. Buses of type 3 are sources with their generator's VG and their own VA; generators
 * of a bus add up, those out of service do not count, and a bus of type 2 without one holds nothing. Isolated buses (type 4)
 * are left out. Branches with a tap, a shift or two base voltages are transformers, all others lines. A base voltage of 0 is
 * taken as 1 kV. What was decided so stands in `notes`. Costs and limits of generators are not part of a network.
 */
export function readMatpower(text: string, fileName: string): FeederData {
  const program = parseCase(text, fileName);
  const tables = caseTables(interpret(program, fileName), program.result, fileName);
  const notes: string[] = [];
  const buses = readBuses(tables, notes);
  if (tables.numDirectLines > 0) {
    notes.push(`DC lines (${tables.numDirectLines} in mpc.dcline) are left out, as by MATPOWER without toggle_dcline.`);
  }
  const data: FeederData = {
    name: nameOf(fileName),
    origin: originOf(text, fileName),
    ...busData(tables, buses),
    ...readBranches(tables, buses),
    ...readGenerators(tables, buses, notes),
    notes,
  };
  return withPlausibility(data);
}

function nameOf(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, "").replace(/\.m$/i, "");
}

/** What the first comment says of the case, behind its name in capitals. */
function originOf(text: string, fileName: string): string {
  const comment = /^[ \t]*%+[ \t]*(.*\S)/m.exec(text)?.[1]?.replace(/^case\w*\s*[:-]?\s*/i, "") ?? "";
  const source = `MATPOWER case file ${fileName.replace(/^.*[\\/]/, "")}`;
  return comment === "" || comment.startsWith("MATPOWER Case Format") ? source : `${comment} (${source})`;
}
