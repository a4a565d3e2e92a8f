/** One suite that every kind of device has to pass. */
import type { Solver } from "../../src/solving/index.ts";
import { type Check, checksOf, type Suite } from "../check.ts";
import { costs } from "./costs.ts";
import type { DeviceSubject, DeviceToCheck, DeviceTraits } from "./device-check.ts";
import { entering } from "./entering.ts";
import { rows } from "./rows.ts";

const suite: Suite<DeviceSubject, DeviceTraits> = {
  "in a scope": entering,
  rows: rows,
  "in a market": costs,
};

/**
 * The checks of a kind of device. `solver` solves what its programs need: whole steps and cones where it has them.
 *
 *     const mine = { name: "mine", traits: { injects: true, rows: true, integer: false, quarters: true }, rows: [...], enter };
 *     for (const { group, name, applies, run } of deviceChecks(mine, highs())) {
 *       (applies ? test : test.skip)(`${group}: ${name}`, run);
 *     }
 */
export function deviceChecks<Row extends object>(
  kind: DeviceToCheck<Row>,
  solver: Solver,
): readonly Check<DeviceTraits>[] {
  return checksOf(suite, () => ({ kind, solver }), kind.traits);
}
