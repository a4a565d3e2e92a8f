/** The data that parameters have now: what was declared, until a session sets something else. */
import type { ParameterDeclaration } from "../declaring/declarations.ts";

export class Values {
  readonly #changed: Map<ParameterDeclaration, Float64Array>;
  /** Counts the changes, so that what was computed from the data knows when it is stale. */
  version = 0;

  constructor(changed: ReadonlyMap<ParameterDeclaration, Float64Array> = new Map()) {
    this.#changed = new Map(changed);
  }

  /** The data as they are now, whatever is set later. */
  snapshot(): Values {
    return new Values(this.#changed);
  }

  of(parameter: ParameterDeclaration): Float64Array {
    return this.#changed.get(parameter) ?? parameter.data;
  }

  set(parameter: ParameterDeclaration, data: Float64Array): void {
    this.#changed.set(parameter, data);
    this.version++;
  }
}
