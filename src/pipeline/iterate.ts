/** Iteration of a stage until nothing changes any more. */
import { ClearwattError } from "../errors.ts";
import { type Changes, type Stage, stage } from "./stage.ts";

export interface IterationOptions<State> {
  /** Largest change of each quantity that the round brought. */
  readonly changes: (before: State, after: State) => Changes;
  /** The iteration has settled after a round in which every change is at most this (in the quantities' own units). */
  readonly tolerance: number;
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

/**
 * Repeats `body` from the state it is given until a round changes nothing, and reports every round. Stopping it by the
 * signal rejects the run; the rounds until then have been reported. A change that is not a number is an error.
 */
export function iterate<State>(
  name: string,
  body: Stage<State, State>,
  options: IterationOptions<State>,
): Stage<State, Iteration<State>> {
  const { changes, tolerance, maxRounds } = options;
  if (!(tolerance >= 0) || !(maxRounds >= 1)) {
    throw new ClearwattError(
      `"${name}" needs a tolerance of 0 or more and 1 round or more, not ${tolerance} and ${maxRounds}.`,
    );
  }
  return stage(name, async (initial, context) => {
    const history: Round<State>[] = [];
    let state = initial;
    let settled = false;
    for (let round = 1; round <= maxRounds && !settled; round++) {
      const next = await body.run(state, { ...context, path: [...context.path, `round ${round}`] });
      const changed = changes(state, next);
      settled = largest(name, round, changed) <= tolerance;
      state = next;
      history.push({ round, changes: changed, state });
      context.report({ kind: "round", path: context.path, round, changes: changed });
    }
    return { state, settled, history };
  });
}

function largest(name: string, round: number, changes: Changes): number {
  let most = 0;
  for (const [quantity, change] of Object.entries(changes)) {
    if (!(change >= 0)) {
      throw new ClearwattError(
        `Round ${round} of "${name}" changed "${quantity}" by ${change}: a change is a number of 0 or more.`,
      );
    }
    most = Math.max(most, change);
  }
  return most;
}
