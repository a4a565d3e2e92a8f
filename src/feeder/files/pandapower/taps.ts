/** Rated voltages and phase shift of a two-winding transformer at its tap position. */
import { ClearwattError } from "../../../errors.ts";
import { degrees, radians } from "../../data/angles.ts";
import type { Frame } from "./frames.ts";

export interface Tapped {
  /** kV, with the tap on its side. */
  readonly high: number;
  readonly low: number;
  /** Degrees by which the low side lags. */
  readonly shift: number;
}

export function tapped(frame: Frame, row: number): Tapped {
  const high = frame.number(row, "vn_hv_kv");
  const low = frame.number(row, "vn_lv_kv");
  const shift = frame.number(row, "shift_degree", 0);
  refuseOthers(frame, row);
  const side = frame.text(row, "tap_side");
  const steps = frame.number(row, "tap_pos", 0) - frame.number(row, "tap_neutral", 0);
  const type = changerOf(frame, row);
  if (steps === 0 || type === null || (side !== "hv" && side !== "lv")) return { high, low, shift };
  const direction = side === "hv" ? 1 : -1;
  const percent = frame.number(row, "tap_step_percent", 0);
  const degree = frame.number(row, "tap_step_degree", 0);
  if (type === "ideal") {
    const turned = degree !== 0 ? steps * degree : 2 * degrees(Math.asin((steps * percent) / 200));
    return { high, low, shift: shift + direction * turned };
  }
  const along = 1 + ((steps * percent) / 100) * Math.cos(radians(degree));
  const across = ((steps * percent) / 100) * Math.sin(radians(degree));
  const factor = Math.hypot(along, across);
  return {
    high: side === "hv" ? high * factor : high,
    low: side === "lv" ? low * factor : low,
    shift: shift + direction * degrees(Math.atan(across / along)),
  };
}

/** pandapower 3 names the kind of tap changer, and none means none; before, there was only the mark of a phase shifter. */
function changerOf(frame: Frame, row: number): "ratio" | "ideal" | null {
  if (!frame.has("tap_changer_type")) return frame.flag(row, "tap_phase_shifter", false) ? "ideal" : "ratio";
  const type = frame.text(row, "tap_changer_type");
  if (type === "Ratio" || type === "Symmetrical") return "ratio";
  if (type === "Ideal") return "ideal";
  if (type === "" || type === "None") return null;
  throw new ClearwattError(
    `${frame.where(row)}: tap changers of the kind "${type}" cannot be read. Kinds are Ratio, Symmetrical and Ideal.`,
    {
      code: "unsupported",
      data: {
        ...frame.place(row),
        what: "tap changer",
        column: "tap_changer_type",
        found: type,
        known: ["Ratio", "Symmetrical", "Ideal"],
      },
    },
  );
}

function refuseOthers(frame: Frame, row: number): void {
  if (frame.flag(row, "tap_dependency_table", false) || frame.flag(row, "tap_dependent_impedance", false)) {
    throw new ClearwattError(
      `${frame.where(row)}: the impedance depends on the tap by a table, which cannot be read. Set its values at this tap, and the mark to false.`,
      { code: "unsupported", data: { ...frame.place(row), what: "impedance that depends on the tap" } },
    );
  }
  if (frame.number(row, "tap2_pos", 0) !== frame.number(row, "tap2_neutral", 0)) {
    throw new ClearwattError(
      `${frame.where(row)}: a second tap changer cannot be read. Put it to its neutral position.`,
      { code: "unsupported", data: { ...frame.place(row), what: "second tap changer" } },
    );
  }
}
