/** The multipliers of cones: in the dual cone (in its negative for maximisation), and at right angles to the expressions. */
import { dualConeViolation, nameOf, type Program } from "../../program/index.ts";
import { tolerances } from "../tolerances.ts";
import { sixDigits } from "../wording.ts";
import { LargestResidual } from "./largest-residual.ts";

export interface ConeDualCheck {
  /** Distance of the multipliers from the dual cone, as it counts in the columns. */
  readonly dual: LargestResidual;
  /** Sum of |u'f|, and its largest term. */
  readonly gap: number;
  readonly worst: LargestResidual;
  /** Size of the cones' terms in the primal and dual objective. */
  readonly terms: number;
  readonly complaint: string | null;
}

export function checkConeDuals(
  program: Program,
  expressions: Float64Array,
  coneDuals: Float64Array,
  size: Float64Array,
): ConeDualCheck {
  const { cones, sense } = program;
  const dual = new LargestResidual();
  const worst = new LargestResidual();
  let gap = 0;
  let terms = 0;
  const sign = sense === "minimize" ? 1 : -1;
  for (let cone = 0; cone < (cones?.rotated.length ?? 0); cone++) {
    const from = cones!.starts[cone]!;
    const to = cones!.starts[cone + 1]!;
    const outside = dualConeViolation(
      coneDuals.subarray(from, to).map((own) => sign * own),
      cones!.rotated[cone] === 1,
    );
    // A dual that is none has to be seen: comparisons with NaN are false.
    if (!(outside <= 0)) dual.add(Math.min(outside, outside * weightInColumns(program, from, to, size)), cone);
    const product = productOf(expressions, coneDuals, from, to);
    gap += product;
    worst.add(product, cone);
    const sides = cones!.rotated[cone] === 1 ? 2 : 1;
    for (let k = from; k < from + sides; k++) terms += Math.abs(expressions[k]! * coneDuals[k]!);
  }
  return { dual, gap, worst, terms, complaint: complaintAbout(program, dual, coneDuals) };
}

function productOf(expressions: Float64Array, coneDuals: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += expressions[k]! * coneDuals[k]!;
  return Math.abs(sum);
}

/** Multipliers that are outside by t can be moved inside by no more than t: what that does to a column, against its terms. */
function weightInColumns({ cones }: Program, from: number, to: number, size: Float64Array): number {
  const { starts, indices, values } = cones!.rows;
  let most = 0;
  for (let k = starts[from]!; k < starts[to]!; k++) {
    most = Math.max(most, Math.abs(values[k]!) / (1 + size[indices[k]!]!));
  }
  return starts[from] === starts[to] ? 1 : most;
}

function complaintAbout(
  { cones, sense }: Program,
  { value, at }: LargestResidual,
  coneDuals: Float64Array,
): string | null {
  if (value <= tolerances.dual) return null;
  const from = cones!.starts[at]!;
  const own = [...coneDuals.subarray(from, Math.min(cones!.starts[at + 1]!, from + 4))].map(sixDigits);
  const dots = cones!.starts[at + 1]! - from > own.length ? ", ..." : "";
  const where = sense === "minimize" ? "its dual cone" : "the negative of its dual cone";
  return `the multipliers (${own.join(", ")}${dots}) of cone "${nameOf(cones!.names, at)}" are outside ${where}, by ${sixDigits(value)} of the terms they stand in`;
}
