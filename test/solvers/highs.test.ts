import { highs } from "../../solvers/highs.ts";
import { conformance } from "./conformance.ts";

conformance("HiGHS", () => highs());
conformance("HiGHS by simplex", () => highs({ method: "simplex" }));
conformance("HiGHS by interior point", () => highs({ method: "interior point" }));
