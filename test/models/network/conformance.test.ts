/** Every network of the catalogue is held to the suite of networks. */
import { expect, test } from "vitest";
import { type NetworkTraits, networkChecks } from "../../../conformance/index.ts";
import { type NetworkKind, networkKinds, networkOf } from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { runChecks } from "../../conformance/run-checks.ts";

const traits: Readonly<Record<string, NetworkTraits>> = {
  "copper plate": { feeder: false, losses: false, exact: false },
  linear: { feeder: true, losses: false, exact: false },
  conic: { feeder: true, losses: true, exact: true },
  // Around the power flow of the feeder's own loads, all of them fed by the source.
  around: { feeder: true, losses: true, exact: false },
};

const solversFor = ({ name }: NetworkKind) =>
  name === "conic" ? [clarabel(), outerApproximation(highs())] : [highs()];

for (const kind of networkKinds.filter(({ name }) => name in traits)) {
  const { name } = kind;
  for (const solver of solversFor(kind)) {
    const checks = networkChecks(
      { name, traits: traits[name]!, make: (feeder, limits) => networkOf(kind, feeder, limits) },
      solver,
    );
    runChecks(`${name}, ${solver.name}`, checks);
  }
}

test("every kind of network of the catalogue is among these", () => {
  expect(Object.keys(traits).toSorted()).toEqual(networkKinds.map(({ name }) => name).toSorted());
});
