/** Numbers in data files. */
const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number a text is, or null where it is none that can be computed with. */
export function parseNumber(text: string): number | null {
  const value = decimalNumber.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
