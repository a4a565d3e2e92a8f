/** Specifications of rows that do not say what the rows' types say, which do not compile. */
import { test } from "vitest";
import { type ByHour, busField, type DeviceRow, type Fields, nameField } from "../../../models/index.ts";

interface HeatPumpRow extends DeviceRow {
  readonly heat: ByHour;
  readonly power: number;
  readonly limit?: number;
  readonly end?: number | "free";
}

const name = nameField;
const bus = busField;
const heat = { about: "Heat.", byHour: true, required: true } as const;
const power = { about: "Power.", required: true } as const;
const limit = { about: "Limit.", otherwise: 3 } as const;
const end = { about: "End.", word: "free" } as const;

test("a specification has every field of a row and no other, as the row has it", () => {
  const whole: Fields<HeatPumpRow> = { name, bus, heat, power, limit, end };
  // @ts-expect-error the limit is not specified
  const missing: Fields<HeatPumpRow> = { name, bus, heat, power, end };
  // @ts-expect-error rows have no colour
  const foreign: Fields<HeatPumpRow> = { ...whole, colour: limit };
  // @ts-expect-error the power is required
  const optional: Fields<HeatPumpRow> = { ...whole, power: limit };
  // @ts-expect-error the limit may be left away
  const required: Fields<HeatPumpRow> = { ...whole, limit: power };
  // @ts-expect-error the heat goes by the hour
  const constant: Fields<HeatPumpRow> = { ...whole, heat: power };
  // @ts-expect-error the power does not go by the hour
  const hourly: Fields<HeatPumpRow> = { ...whole, power: heat };
  // @ts-expect-error the end may be free
  const wordless: Fields<HeatPumpRow> = { ...whole, end: limit };
  // @ts-expect-error no word stands for the limit
  const worded: Fields<HeatPumpRow> = { ...whole, limit: end };
  // @ts-expect-error a name is no number
  const numbered: Fields<HeatPumpRow> = { ...whole, name: power };
  return [missing, foreign, optional, required, constant, hourly, wordless, worded, numbered];
});
