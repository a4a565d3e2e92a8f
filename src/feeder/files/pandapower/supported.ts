/** Which tables of pandapower a network has a place for; elements in others are errors, never left out in silence. */
import { ClearwattError } from "../../../errors.ts";
import type { Frame, Frames } from "./frames.ts";

const read: ReadonlySet<string> = new Set("bus line load sgen gen shunt ward ext_grid trafo switch".split(" "));

/** Says nothing about the flow: results, costs, measurements, drawings, profiles. */
const silent =
  /^(res_|_)|^(measurement|pwl_cost|poly_cost|group|controller|bus_dc|bus_geodata|line_geodata|characteristic|trafo_characteristic_(table|spline)|shunt_characteristic_(table|spline)|profiles|loadcases|q_capability_.*)$/;

export function checkSupported(frames: Frames, notes: string[]): void {
  checkUnits(frames);
  for (const name of frames.names) {
    if (read.has(name) || silent.test(name)) continue;
    const frame = frames.frame(name);
    const count = rowsInService(frame);
    if (count === 0 || !isElement(frame)) continue;
    throw new ClearwattError(
      `${frames.file}: ${count} ${count === 1 ? "row" : "rows"} of table "${name}" ${count === 1 ? "is" : "are"} in service, and a feeder has no place for such elements. Replace them in pandapower (by lines, trafos, loads, sgens), or set in_service to false.`,
      { code: "unsupported", data: { file: frames.file, what: "elements", table: name, found: count } },
    );
  }
  const controllers = rowsInService(frames.frame("controller"));
  if (controllers > 0) {
    notes.push(`Controllers (${controllers}) are not carried out: taps and powers stand as they are in the file.`);
  }
}

function rowsInService(frame: Frame): number {
  return frame.labels.filter((_, row) => frame.flag(row, "in_service", true)).length;
}

/** Whether it stands at buses. */
function isElement(frame: Frame): boolean {
  return ["bus", "from_bus", "hv_bus", "bus_dc", "from_bus_dc"].some((column) => frame.has(column));
}

function checkUnits({ frame, file }: Frames): void {
  const old = ["load", "sgen", "gen", "shunt"].find((name) => frame(name).has("p_kw"));
  if (old === undefined) return;
  throw new ClearwattError(
    `${file} is from pandapower 1: table "${old}" is in kW. Open it with pandapower (from_json converts it) and save it with to_json.`,
    { code: "unsupported", data: { file, what: "version", found: 1, table: old } },
  );
}
