/** The data that parameters have now: what was declared, until a session sets something else. */
import type { ParameterDeclaration } from "../declarations.ts";

export class Values {
  readonly #changed = new Map<ParameterDeclaration, Float64Array>();
  /** Counts the changes, so that what was computed from the data knows when it is stale. */
  version = 0;

  of(parameter: ParameterDeclaration): Float64Array {
    return this.#changed.get(parameter) ?? parameter.data;
  }

  set(parameter: ParameterDeclaration, data: Float64Array): void {
    this.#changed.set(parameter, data);
    this.version++;
  }
}
