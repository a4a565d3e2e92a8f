import { glpk } from "../../solvers/glpk.ts";
import { highs } from "../../solvers/highs.ts";
import { outerApproximation } from "../../solvers/outer-approximation.ts";
import { conformance } from "./conformance.ts";

conformance("outer approximation over HiGHS", () => outerApproximation(highs()));
conformance("outer approximation over GLPK", () => outerApproximation(glpk()));
