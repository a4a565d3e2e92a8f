/** Numbers as text, digits aligned within a column. */

const mostDecimals = 6;

/**
 * A formatter for one column: with fixed decimals where given, else as many as its ordinary numbers need (six at the
 * most); a number too large or too small for that keeps six significant digits.
 */
export function numberFormat(values: readonly number[], decimals?: number): (value: number) => string {
  if (decimals !== undefined) return (value) => tidy(value.toFixed(decimals));
  const enough = values.filter(isOrdinary).reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  return (value) => tidy(isOrdinary(value) ? value.toFixed(enough) : String(Number(value.toPrecision(6))));
}

function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-4 && size < 1e9);
}

function decimalsOf(value: number): number {
  let decimals = 0;
  while (decimals < mostDecimals && Math.abs(value - Number(value.toFixed(decimals))) > 1e-9 * Math.abs(value)) {
    decimals++;
  }
  return decimals;
}

/** No minus before a zero; infinities by name. */
function tidy(text: string): string {
  if (/^-0(\.0*)?$/.test(text)) return text.slice(1);
  return text.replace("Infinity", "inf");
}
