/** Networks of pandapower, as its to_json writes them. */
import { ClearwattError } from "../../../errors.ts";
import type { FeederData } from "../../data/feeder-data.ts";
import { withPlausibility } from "../../data/plausibility.ts";
import { readGenerators, readLoads, readShunts, readSources } from "./bus-elements.ts";
import { readBuses } from "./buses.ts";
import { framesOf, parseJson } from "./frames.ts";
import { readLines } from "./lines.ts";
import { checkSupported } from "./supported.ts";
import { readTransformers } from "./transformers.ts";

/**
 * A pandapower network (to_json, version 2.0 and later) as what its balanced power flow (runpp) takes it for: buses, lines,
 * loads with their ZIP shares, static and voltage-holding generators, shunts, wards, external grids, two-winding transformers
 * (T model, with tap) and switches. Buses that closed switches join are one. Elements of other tables that are in service
 * are errors. Buses are named as in pandapower where every name is unique, otherwise by their index.
 */
export function readPandapower(text: string, fileName: string): FeederData {
  const frames = framesOf(parseJson(text, fileName), fileName);
  const notes: string[] = [];
  checkSupported(frames, notes);
  const buses = readBuses(frames, notes);
  const sources = readSources(frames, buses, notes);
  if (sources.length === 0) {
    throw new ClearwattError(
      `${fileName} has no source: no row of "ext_grid" (or of "gen" with slack) is in service. Add an external grid.`,
      { code: "missing-data", data: { file: fileName, what: "source" } },
    );
  }
  const { lines, shunts: ofLines } = readLines(frames, buses, notes);
  const { transformers, shunts: ofTransformers } = readTransformers(frames, buses, notes);
  const base = fileName.replace(/^.*[\\/]/, "");
  return withPlausibility({
    name: frames.name === "" ? base.replace(/\.json$/i, "") : frames.name,
    origin: `pandapower network ${base}`,
    buses: buses.data,
    lines,
    transformers,
    loads: readLoads(frames, buses),
    shunts: [...readShunts(frames, buses), ...ofLines, ...ofTransformers],
    sources,
    generators: readGenerators(frames, buses, sources),
    notes,
  });
}
