/** The number to 15 digits: what a conversion there and back left behind (0.09219999999999999) goes, and nothing else. */
export function to15Digits(value: number): number {
  return Number(value.toPrecision(15));
}
