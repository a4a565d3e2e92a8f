import { glpk } from "../../solvers/glpk.ts";
import { conformance } from "./conformance.ts";

conformance("GLPK", glpk);
