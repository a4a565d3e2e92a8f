/**
 * Enumeration: the power flow of every radial topology. The plainest proof there is, and the one that knows nothing of
 * programs and cones; what it takes is the number of spanning trees.
 *
 *   A. B. Morton and I. M. Y. Mareels, IEEE Transactions on Power Delivery 15 (2000) 996.
 */
import { ClearwattError } from "../../src/errors.ts";
import { eachSpanningTree, numSpanningTrees } from "../../src/feeder/index.ts";
import { progress } from "../../src/pipeline/index.ts";
import { leastLosses } from "./least-losses.ts";
import { type ReconfigurationMethod, reconfigurationMethod } from "./method.ts";

export interface EnumerationOptions {
  /** Refused where there are more topologies; 1,000,000 where nothing is said. */
  readonly most?: number;
  /** How many topologies are wanted besides the best one; 0 where nothing is said. */
  readonly runnersUp?: number;
}

const source = "Morton and Mareels, IEEE Transactions on Power Delivery 15 (2000) 996";

/**
 * Of equal topologies the one that opens the later branches. Details: "topologies", and how many of them are "without power
 * flow". Throws where a generator holds a voltage.
 */
export function byEnumeration({ most, runnersUp = 0 }: EnumerationOptions = {}): ReconfigurationMethod {
  if (!(Number.isInteger(runnersUp) && runnersUp >= 0))
    throw new ClearwattError(`${runnersUp} topologies are asked for besides the best. Give a whole number from 0 on.`, {
      code: "out-of-range",
      data: { option: "runnersUp", found: runnersUp },
    });
  return reconfigurationMethod("enumerate", source, async ({ feeder, ...switching }, context) => {
    const options = most === undefined ? switching : { ...switching, most };
    const trees = eachSpanningTree(feeder, options);
    const count = numSpanningTrees(feeder, options);
    const onTried = (tried: number, loss?: number) => progress(context, tried, count, triedText(loss));
    const { signal } = context;
    const { best, numTried, numWithoutSolution } = await leastLosses(feeder, trees, 1 + runnersUp, { signal, onTried });
    const [first, ...others] = best;
    if (first === undefined)
      throw new ClearwattError(`None of the ${numTried} radial topologies of ${feeder.name} has a power flow.`, {
        code: "no-solution",
        data: { feeder: feeder.name, topologies: numTried },
      });
    const details = { topologies: numTried, "without power flow": numWithoutSolution };
    return { status: "optimal", closed: first.closed, runnersUp: others, details };
  });
}

function triedText(leastLoss: number | undefined): string {
  return leastLoss === undefined ? "topologies" : `topologies, best ${leastLoss.toFixed(3)} kW`;
}
