/** Who acts in a market. */
import type { Scope } from "./scope.ts";

export interface Participant {
  readonly name: string;
  /** Price taker where nothing is said. */
  readonly behaviour?: "price taker" | "strategic" | "cooperative";
  /**
   * Declares in a scope what it owns and decides, and enters what injects power. It is called once for every model that it
   * takes part in: one with all others, or one of its own; so it must not keep anything between calls.
   */
  enter(scope: Scope): void;
}
