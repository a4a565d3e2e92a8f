/**
 * Flows that the best topology may well have: those of the best known one and of its neighbours. Planes that touch the cones
 * there make the first bounds of the program good; without them it learns these flows one integer program at a time.
 */
import { type Flow, powerFlow } from "../../src/feeder/index.ts";
import type { StageContext } from "../../src/pipeline/index.ts";
import { exchangesOf } from "./branch-exchange.ts";
import { leastLosses } from "./least-losses.ts";
import type { Reconfigurable } from "./method.ts";

/** How many topologies are taken. */
const most = 40;

/** The topology and the best of those that one exchange leads to. */
export async function likelyFlows(given: Reconfigurable, closed: Uint8Array, context: StageContext): Promise<Flow[]> {
  const { feeder } = given;
  const { best } = await leastLosses(feeder, withExchanges(given, closed), most, context);
  return best.map((one) => powerFlow({ ...feeder, closed: one.closed })).filter((flow) => flow.status === "solved");
}

function* withExchanges(given: Reconfigurable, closed: Uint8Array): Generator<Uint8Array> {
  yield closed;
  yield* exchangesOf(given, closed);
}
