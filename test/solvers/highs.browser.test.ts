import wasmUrl from "highs/runtime?url";
import { highs } from "../../solvers/highs.ts";
import { conformance } from "./conformance.ts";

conformance("HiGHS in a browser", () => highs({ wasmUrl }));
