/** Every method of the catalogue is held to the suite of methods, with each kind of solver that it may be handed. */
import { expect, test } from "vitest";
import { type MethodToCheck, type MethodTraits, methodChecks } from "../../../conformance/index.ts";
import { central, methodKinds, successiveLinear } from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { glpk } from "../../../solvers/glpk.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { runChecks } from "../../conformance/run-checks.ts";

const all: MethodTraits = {
  copperPlate: true,
  losses: true,
  lossless: true,
  integer: true,
  quadratic: true,
  efficient: true,
  bound: true,
  prices: true,
};
const centralWith = (traits: Partial<MethodTraits>): MethodToCheck => ({
  name: "central",
  traits: { ...all, ...traits },
  make: central,
});
/** It goes around power flows on any network of a feeder, and proves first-order conditions only. */
const passesWith = (traits: Partial<MethodTraits>): MethodToCheck => ({
  name: "successive linear",
  traits: { ...all, copperPlate: false, lossless: false, bound: false, ...traits },
  make: successiveLinear,
});

runChecks("central, outer approximation", methodChecks(centralWith({}), outerApproximation(highs())));
runChecks("central, HiGHS", methodChecks(centralWith({ losses: false }), highs()));
runChecks("central, GLPK", methodChecks(centralWith({ losses: false, quadratic: false }), glpk()));
runChecks("central, Clarabel", methodChecks(centralWith({ integer: false }), clarabel()));
runChecks("successive linear, HiGHS", methodChecks(passesWith({}), highs()));
runChecks("successive linear, outer approximation", methodChecks(passesWith({}), outerApproximation(highs())));
runChecks("successive linear, Clarabel", methodChecks(passesWith({ integer: false }), clarabel()));

test("every kind of method of the catalogue is among these", () => {
  const checked = [centralWith({}), passesWith({})].map(({ name }) => name);
  expect(checked.toSorted()).toEqual(methodKinds.map(({ name }) => name).toSorted());
});
