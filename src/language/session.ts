import type { Solver } from "../solving/solver.ts";
import type { Compilation } from "./compile/compile.ts";

export class Session {
  static async open(_compilation: Compilation, _solver: Solver): Promise<Session> {
    throw new Error("being written");
  }
}
