/** Plain data as JSON that people can read: what is short stands in one line. */

const widest = 100;
/** Lists of numbers, rows of a table as a rule, stay together for longer. */
const widestList = 240;

/**
 * The JSON text of plain data, with a line end. Keys without a value are left out. A number that is not finite has no
 * form in JSON and would become null unseen: it throws an error that says where it stands.
 */
export function jsonText(data: unknown): string {
  return `${textOf(data, "", "")}\n`;
}

function textOf(data: unknown, indent: string, place: string): string {
  if (typeof data === "number" && !Number.isFinite(data)) throw new Error(`${place || "A number"} is ${data}.`);
  if (typeof data !== "object" || data === null) return JSON.stringify(data);
  const inner = `${indent}  `;
  const isList = Array.isArray(data);
  const entries = isList
    ? data.map((entry, k) => textOf(entry, inner, `${place}[${k}]`))
    : Object.entries(data).flatMap(([key, entry]) =>
        entry === undefined
          ? []
          : [`${JSON.stringify(key)}: ${textOf(entry, inner, place === "" ? key : `${place}.${key}`)}`],
      );
  const [opened, closed] = isList ? ["[", "]"] : ["{", "}"];
  const length = entries.reduce((sum, entry) => sum + entry.length + 2, indent.length);
  const isFlat = isList && !data.some((entry) => typeof entry === "object" && entry !== null);
  const fits = length <= (isFlat ? widestList : widest) && !entries.some((entry) => entry.includes("\n"));
  return fits
    ? `${opened}${entries.join(", ")}${closed}`
    : `${opened}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${closed}`;
}
