/** Iteration of a stage until nothing changes any more. */
import { ClearwattError } from "../errors.ts";
import { type Changes, type Stage, stage } from "./stage.ts";

export interface IterationOptions<State, Quantity extends string = string> {
  /** Largest change of each quantity that the round brought. */
  readonly changes: (before: State, after: State) => Readonly<Record<Quantity, number>>;
  /**
   * The iteration has settled after a round in which no quantity changed by more than its tolerance, in the quantity's
   * own unit: one number for all of them, or one for each by name.
   */
  readonly tolerance: number | Readonly<Record<NoInfer<Quantity>, number>>;
  readonly maxRounds: number;
}

/** One round as it can be read afterwards. */
export interface Round<State> {
  readonly round: number;
  readonly changes: Changes;
  readonly state: State;
}

export interface Iteration<State> {
  readonly state: State;
  /** False where `maxRounds` went by first: the state is then not a fixed point. */
  readonly settled: boolean;
  /** All rounds, in order; the last one holds `state`. */
  readonly history: readonly Round<State>[];
}

type Tolerance = number | Readonly<Record<string, number>>;

/**
 * Repeats `body` from the state it is given until a round changes nothing, and reports every round. Stopping it by the
 * signal rejects the run; the rounds until then have been reported. A change that is not a number is an error, and so is a
 * quantity without a tolerance, or a tolerance for a quantity that no round tells of.
 */
export function iterate<State, Quantity extends string = string>(
  name: string,
  body: Stage<State, State>,
  options: IterationOptions<State, Quantity>,
): Stage<State, Iteration<State>> {
  const { changes, tolerance, maxRounds } = options;
  checkOptions(name, tolerance, maxRounds);
  return stage(name, async (initial, context) => {
    const history: Round<State>[] = [];
    let state = initial;
    let settled = false;
    for (let round = 1; round <= maxRounds && !settled; round++) {
      const next = await body.run(state, { ...context, path: [...context.path, `round ${round}`] });
      const changed: Changes = changes(state, next);
      checkChanges(name, round, changed, tolerance);
      settled = Object.entries(changed).every(([quantity, change]) => change <= toleranceOf(quantity, tolerance)!);
      state = next;
      history.push({ round, changes: changed, state });
      context.report({ kind: "round", path: context.path, round, changes: changed });
    }
    return { state, settled, history };
  });
}

function checkOptions(name: string, tolerance: Tolerance, maxRounds: number): void {
  const tolerances = typeof tolerance === "number" ? [["", tolerance] as const] : Object.entries(tolerance);
  const wrong = tolerances.find(([, value]) => !(value >= 0));
  if (wrong !== undefined) {
    const [quantity, value] = wrong;
    const of = quantity === "" ? "" : ` for "${quantity}"`;
    throw new ClearwattError(`"${name}" needs a tolerance of 0 or more${of}, not ${value}.`, {
      code: "out-of-range",
      data: { name, what: "tolerance", quantity: quantity || undefined, found: value, least: 0 },
    });
  }
  if (!(maxRounds >= 1))
    throw new ClearwattError(`"${name}" needs 1 round or more, not ${maxRounds}.`, {
      code: "out-of-range",
      data: { name, what: "maxRounds", found: maxRounds, least: 1 },
    });
}

function checkChanges(name: string, round: number, changes: Changes, tolerance: Tolerance): void {
  for (const [quantity, change] of Object.entries(changes)) {
    if (!(change >= 0)) {
      throw new ClearwattError(
        `Round ${round} of "${name}" changed "${quantity}" by ${change}: a change is a number of 0 or more.`,
        { code: "out-of-range", data: { name, what: "change", quantity, round, found: change, least: 0 } },
      );
    }
    if (toleranceOf(quantity, tolerance) === undefined) {
      throw new ClearwattError(
        `Round ${round} of "${name}" changed "${quantity}", which has no tolerance: there are tolerances for ` +
          `${listed(Object.keys(tolerance))}. Give one for "${quantity}", too.`,
        { code: "missing-data", data: { name, what: "tolerance", quantity, round } },
      );
    }
  }
  const unused =
    typeof tolerance === "number" ? [] : Object.keys(tolerance).filter((own) => !Object.hasOwn(changes, own));
  if (unused.length > 0) {
    throw new ClearwattError(
      `"${name}" has a tolerance for "${unused[0]}", but round ${round} tells the changes of ` +
        `${listed(Object.keys(changes))} only. Let "changes" tell it, or take the tolerance away.`,
      { code: "missing-data", data: { name, what: "change", quantity: unused[0], round } },
    );
  }
}

function toleranceOf(quantity: string, tolerance: Tolerance): number | undefined {
  if (typeof tolerance === "number") return tolerance;
  return Object.hasOwn(tolerance, quantity) ? tolerance[quantity] : undefined;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");
