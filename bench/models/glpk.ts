/** GLPK's numbers for bounds and direction (glpk.h), so that writing a problem needs no runtime. */
export const minimize = 1;
const free = 1;
const lower = 2;
const upper = 3;
const double = 4;
const fixed = 5;

export interface Bounds {
  readonly type: number;
  readonly lb: number;
  readonly ub: number;
}

export const unbounded: Bounds = { type: free, lb: 0, ub: 0 };
export const atLeast = (lb: number): Bounds => ({ type: lower, lb, ub: 0 });
export const atMost = (ub: number): Bounds => ({ type: upper, lb: 0, ub });
export const between = (lb: number, ub: number): Bounds =>
  lb === ub ? { type: fixed, lb, ub } : { type: double, lb, ub };
export const exactly = (value: number): Bounds => ({ type: fixed, lb: value, ub: value });
