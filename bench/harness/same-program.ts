/** Do all rivals build the same program? Asked once for each model, at a size that GLPK can solve as well. */
import { loadGlpk } from "../../solvers/glpk/runtime.ts";
import { runtimeAt } from "../../solvers/highs/runtime.ts";
import type { Arrays, BenchModel, ModelCase } from "../models/index.ts";
import { arrayNames } from "../models/model.ts";
import { ownedByHighs } from "./solver-owned.ts";

const small = 300;

interface Facts {
  readonly by: string;
  readonly nonzeros: number;
  readonly objective: number;
}

/** Throws where one rival's program has other nonzeros or another optimum than the hand-written one. */
export async function checkRivals(model: BenchModel): Promise<Facts> {
  const size = model.at(small);
  checkArrays(size);
  const [first, ...others] = [
    await arraysFacts(size),
    await textFacts("lp-model", size.lpModel().toLPFormat()),
    await textFacts("LP text", size.lpText()),
    await glpkFacts(size),
  ] as const;
  for (const { by, nonzeros, objective } of others) {
    const same = Math.abs(objective - first.objective) <= 1e-6 * Math.max(1, Math.abs(first.objective));
    if (nonzeros === first.nonzeros && same) continue;
    throw new Error(
      `${model.name}: ${by} has ${nonzeros} nonzeros and the optimum ${objective}, hand-written arrays ${first.nonzeros} and ${first.objective}`,
    );
  }
  return first;
}

/** Throws where clearwatt's arrays and the hand-written ones differ in a single bit. */
export function checkArrays(size: ModelCase): void {
  const own: Arrays = size.clearwatt().compile();
  const byHand = size.handWritten();
  for (const name of arrayNames) {
    const difference = firstDifference(bytes(own[name]), bytes(byHand[name]));
    if (difference >= 0) throw new Error(`${name} differs from the hand-written array at byte ${difference}`);
  }
}

function bytes({ buffer, byteOffset, byteLength }: Arrays["colKind"] | Arrays["starts"] | Arrays["values"]): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function firstDifference(a: Buffer, b: Buffer): number {
  if (a.equals(b)) return -1;
  const at = a.findIndex((byte, k) => byte !== b[k]);
  return at < 0 ? Math.min(a.length, b.length) : at;
}

async function arraysFacts(size: ModelCase): Promise<Facts> {
  using model = ownedByHighs(await runtimeAt(undefined), size.handWritten());
  model.run();
  return {
    by: "hand-written",
    nonzeros: model.getDimensions().numNonzeros,
    objective: model.getObjectiveValue(),
  };
}

async function textFacts(by: string, data: string): Promise<Facts> {
  const highs = await runtimeAt(undefined);
  using model = highs.createModel({ format: "lp", data });
  model.run();
  return { by, nonzeros: model.getDimensions().numNonzeros, objective: model.getObjectiveValue() };
}

async function glpkFacts(size: ModelCase): Promise<Facts> {
  const glpk = await loadGlpk();
  const problem = size.glpkJson();
  const { result } = await glpk.solve(problem, { msglev: glpk.GLP_MSG_OFF, presol: true });
  const nonzeros = problem.subjectTo.reduce((sum, { vars }) => sum + vars.length, 0);
  return { by: "glpk.js", nonzeros, objective: result.z };
}
