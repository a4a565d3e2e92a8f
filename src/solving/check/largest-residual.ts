/** The largest of many residuals and where it stands; NaN counts as the largest of all. */
export class LargestResidual {
  value = 0;
  at = -1;

  add(value: number, at: number): void {
    if (value <= this.value || Number.isNaN(this.value)) return;
    this.value = value;
    this.at = at;
  }
}
