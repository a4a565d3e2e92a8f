/** Who is timed: those that make arrays, those that make objects or text, and those that end in a solver. */
import type { Highs } from "highs";
import { highs } from "../../solvers/highs.ts";
import type { Session } from "../../src/language/index.ts";
import type { ModelCase } from "../models/index.ts";
import type { Rival } from "./rounds.ts";
import { ownedByHighs } from "./solver-owned.ts";

/** Tools that make objects or text take too long or too much memory above this size. */
const largest = { "lp-model": 2e5, "glpk.js JSON": 2e6, "HiGHS LP text": 2e6, solver: 2e6 };

export const byHand = "hand-written";
const solverByHand = "hand-written + createModel";

export function arrayMakers(own: ModelCase): Rival[] {
  return [
    { name: byHand, run: () => own.handWritten() },
    { name: "clearwatt", run: () => own.clearwatt().compile() },
  ];
}

export function otherTools(own: ModelCase, size: number): Rival[] {
  const tools = [
    { name: "lp-model" as const, run: () => own.lpModel() },
    { name: "glpk.js JSON" as const, run: () => own.glpkJson() },
    { name: "HiGHS LP text" as const, run: () => own.lpText() },
  ].filter(({ name }) => size <= largest[name]);
  return tools.length === 0 ? [] : [{ name: byHand, run: () => own.handWritten() }, ...tools];
}

/** Every model is given back before the next one is made, outside the measured time. */
export function solverOwners(own: ModelCase, size: number, runtime: Highs): Rival[] {
  if (size > largest.solver) return [];
  let owned: ReturnType<Highs["createModel"]> | null = null;
  let session: Session | null = null;
  const dispose = () => owned?.dispose();
  return [
    { name: solverByHand, run: () => (owned = ownedByHighs(runtime, own.handWritten())), after: dispose },
    {
      name: "clearwatt + createModel",
      run: () => (owned = ownedByHighs(runtime, own.clearwatt().compile())),
      after: dispose,
    },
    {
      name: "clearwatt open(highs())",
      run: async () => (session = await own.clearwatt().open(highs())),
      async: true,
      after: () => session?.dispose(),
    },
  ];
}
