/** The N x N model that linopy's benchmarks use. */
export interface BasicData {
  readonly n: number;
}

export const data = (nonzeros: number): BasicData => ({ n: Math.round(Math.sqrt(nonzeros / 4)) });
export const nonzeros = ({ n }: BasicData): number => 4 * n * n;
