/** Numbers and names for reading. */

/** A number to 12 digits, so that 0.1 x 3 is 0.3. */
export function shortNumber(value: number, digits = 12): string {
  return String(Number(value.toPrecision(digits)));
}

/** Names and labels may hold line breaks; a listing must not. */
export function oneLine(name: string): string {
  return name.replace(/\s+/g, " ");
}
