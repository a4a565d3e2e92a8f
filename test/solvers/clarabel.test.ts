import { clarabel } from "../../solvers/clarabel.ts";
import { conformance } from "./conformance.ts";

conformance("Clarabel", clarabel);
