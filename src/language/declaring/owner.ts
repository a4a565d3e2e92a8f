/** Whose declarations are: a model's, or those of a session of it, which has the model's and what was added to it. */
import { ClearwattError } from "../../errors.ts";

/** What is declared somewhere, and where. */
interface Owned {
  readonly name: string;
  readonly owner: Owner;
}

export class Owner {
  readonly kind: "model" | "session";
  /** Name of the model, or of the model that the session is of. */
  readonly name: string;
  readonly #own: Set<object>;
  /** A session has what its model has, also what the model is given later. */
  readonly #model: Owner | null;
  /** The models from which an extended one has its declarations. */
  readonly #origins: readonly Owner[];

  private constructor(
    kind: "model" | "session",
    name: string,
    own: ReadonlySet<object>,
    model: Owner | null,
    origins: readonly Owner[],
  ) {
    this.kind = kind;
    this.name = name;
    this.#own = new Set(own);
    this.#model = model;
    this.#origins = origins;
  }

  static ofModel(name: string): Owner {
    return new Owner("model", name, new Set(), null, []);
  }

  /** Another model, which begins with the declarations that this one has now. */
  extended(name: string): Owner {
    return new Owner("model", name, this.#own, null, [...this.#origins, this]);
  }

  session(): Owner {
    return new Owner("session", this.name, new Set(), this, []);
  }

  add(declaration: Owned): void {
    this.#own.add(declaration);
  }

  drop(declaration: Owned): void {
    this.#own.delete(declaration);
  }

  has(declaration: object): boolean {
    return this.#own.has(declaration) || (this.#model?.has(declaration) ?? false);
  }

  /** Throws where something was declared elsewhere. */
  refuseForeign(declaration: Owned): void {
    if (this.has(declaration)) return;
    const { name, owner } = declaration;
    const own = this.#model ?? this;
    if (owner === this)
      throw new ClearwattError(`"${name}" has been dropped from this session.`, {
        code: "outdated",
        data: { name, model: own.name },
      });
    if (own.#origins.includes(owner))
      throw new ClearwattError(
        `"${name}" was declared in the model "${owner.name}" after the model "${own.name}" was made from it. Extend the model anew.`,
        { code: "outdated", data: { name, declaredIn: owner.name, model: own.name } },
      );
    const advice =
      this.kind === "model"
        ? "Models share sets and relations only: declare it here as well, or extend that model."
        : `Hand over what the model "${this.name}" returned.`;
    throw new ClearwattError(
      `"${name}" belongs to ${owner.#describedBeside(this)}, not to ${this.#described()}. ${advice}`,
      { code: "foreign-handle", data: { name, declaredIn: owner.name, model: this.name } },
    );
  }

  #described(): string {
    return this.kind === "model" ? `the model "${this.name}"` : `this session of the model "${this.name}"`;
  }

  #describedBeside(other: Owner): string {
    if (this.kind === "session")
      return this.name === other.name && other.kind === "session"
        ? "another session of that model"
        : `a session of the model "${this.name}"`;
    return this.name === other.name ? `another model that is also called "${this.name}"` : `the model "${this.name}"`;
  }
}
