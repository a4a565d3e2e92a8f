/** Reconfiguration: which branches of a feeder to open so that it stays radial and loses least. */
import type { Feeder, SwitchingOptions } from "../../src/feeder/index.ts";
import { type RunOptions, run } from "../../src/pipeline/index.ts";
import type { ReconfigurationMethod, Reconfigured } from "./method.ts";

/** `signal` stops the search, and `onEvent` is told how far it is. */
export interface ReconfigureOptions extends SwitchingOptions, RunOptions {
  readonly method: ReconfigurationMethod;
}

/**
 * The feeder may be meshed as it is. Losses are all that counts: voltage bands and ratings are not asked for.
 *
 * Throws a ClearwattError where no branch leads to some bus, where the branches that stay closed form a loop ("not-radial"),
 * where no topology that was tried has a power flow ("no-solution"), and for what the method does not take. Rejects with the
 * signal's reason where it fires.
 */
export async function reconfigure(
  feeder: Feeder,
  { method, switchable, signal, onEvent }: ReconfigureOptions,
): Promise<Reconfigured> {
  return await run(
    method.search,
    { feeder, ...(switchable === undefined ? {} : { switchable }) },
    { ...(signal === undefined ? {} : { signal }), ...(onEvent === undefined ? {} : { onEvent }) },
  );
}
