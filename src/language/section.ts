/** Parts of a model: what is declared in one carries its name as a prefix, and is remembered with whose it is. */
import { ClearwattError } from "../errors.ts";
import type { ParameterData, TableColumns } from "./data/parameter-data.ts";
import type { RowOptions } from "./declaring/declaring.ts";
import type { VariableOptions } from "./declaring/variable.ts";
import type { NormCone, RotatedCone } from "./expressions/cone.ts";
import type { Affine, Comparison, Constant, IndicesOf, Quadratic } from "./expressions/expression.ts";
import type {
  AnyExpression,
  AnyParameter,
  AnyVariable,
  ConeConstraint,
  Constraint,
  NamedExpression,
  Parameter,
  Variable,
} from "./handles.ts";
import type { Model } from "./model.ts";
import type { AnySet } from "./sets/set.ts";

/** Whose a section is, and in which future. */
export interface Role {
  /** That of the section around it where nothing is said. */
  readonly owner?: string;
  readonly scenario?: string;
}

/** Handles as they were declared, to be read in solutions; each keeps its name with all prefixes. */
export interface Declared {
  readonly parameters: readonly AnyParameter[];
  readonly variables: readonly AnyVariable[];
  readonly expressions: readonly AnyExpression[];
  readonly constraints: readonly Constraint[];
  readonly cones: readonly ConeConstraint[];
}

interface Entry {
  readonly kind: keyof Declared;
  readonly handle: object;
  readonly section: Section;
}

/**
 * A model, or a part of it, to declare in: `section.variable("charged", ...)` in the part "Ann battery" is the variable
 * "Ann battery charged". It costs nothing when the model is compiled or solved.
 */
export class Section {
  readonly model: Model;
  /** All prefixes, "" for the whole model. */
  readonly title: string;
  readonly owner: string | null;
  readonly scenario: string | null;
  /** Everything that was declared in any section of the whole, in order. */
  readonly #entries: Entry[];
  readonly #around: Section | null;
  readonly #names = new Set<string>();

  /** The whole of a model; its parts are made by `child`. */
  constructor(model: Model, within?: { readonly around: Section; readonly name: string; readonly role: Role }) {
    this.model = model;
    this.#around = within?.around ?? null;
    this.#entries = within === undefined ? [] : within.around.#entries;
    this.title = within === undefined ? "" : within.around.#partName(within.name);
    this.owner = within?.role.owner ?? within?.around.owner ?? null;
    this.scenario = within?.role.scenario ?? within?.around.scenario ?? null;
  }

  /** A part of this one. Throws where the name is taken or empty. */
  child(name: string, role: Role = {}): Section {
    return new Section(this.model, { around: this, name, role });
  }

  /** What was declared in this section and its parts; of an owner, or in a scenario, where one is named. */
  declared(role: Role = {}): Declared {
    const { owner, scenario } = role;
    const chosen = this.#entries.filter(
      ({ section }) =>
        section.isWithin(this) &&
        (owner === undefined || section.owner === owner) &&
        (scenario === undefined || section.scenario === scenario),
    );
    const of = <Handle>(kind: keyof Declared): Handle[] =>
      chosen.filter((entry) => entry.kind === kind).map(({ handle }) => handle as Handle);
    return {
      parameters: of("parameters"),
      variables: of("variables"),
      expressions: of("expressions"),
      constraints: of("constraints"),
      cones: of("cones"),
    };
  }

  /** Whether this section is another one, or a part of it. */
  isWithin(other: Section): boolean {
    return this === other || (this.#around?.isWithin(other) ?? false);
  }

  /** As `model.parameter`. */
  parameter<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    data: ParameterData,
    unit?: string,
    columns?: TableColumns,
  ): Parameter<Sets> {
    return this.#kept("parameters", this.model.parameter(this.#named(name), over, data, unit, columns));
  }

  /** As `model.variable`. */
  variable<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    options?: VariableOptions<Sets>,
  ): Variable<Sets> {
    return this.#kept("variables", this.model.variable(this.#named(name), over, options));
  }

  /** As `model.expression`. */
  expression<const Sets extends readonly AnySet[], Kind extends Constant | Affine | Quadratic>(
    name: string,
    over: Sets,
    body: (...at: IndicesOf<Sets>) => Kind,
  ): NamedExpression<Sets, Kind> {
    return this.#kept("expressions", this.model.expression(this.#named(name), over, body));
  }

  /** As `model.constraint`. */
  constraint<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    row: (...at: IndicesOf<Sets>) => Comparison,
    options?: RowOptions<Sets>,
  ): Constraint<Sets> {
    return this.#kept("constraints", this.model.constraint(this.#named(name), over, row, options));
  }

  /** As `model.cone`. */
  cone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => NormCone,
    options?: RowOptions<Sets>,
  ): ConeConstraint<Sets> {
    return this.#kept("cones", this.model.cone(this.#named(name), over, cone, options));
  }

  /** As `model.rotatedCone`. */
  rotatedCone<const Sets extends readonly AnySet[]>(
    name: string,
    over: Sets,
    cone: (...at: IndicesOf<Sets>) => RotatedCone,
    options?: RowOptions<Sets>,
  ): ConeConstraint<Sets> {
    return this.#kept("cones", this.model.rotatedCone(this.#named(name), over, cone, options));
  }

  #named(name: string): string {
    return this.title === "" ? name : `${this.title} ${name}`;
  }

  /** The full title of a new part. */
  #partName(name: string): string {
    if (typeof name !== "string" || name.trim() === "")
      throw new ClearwattError("A part of a model needs a name.", {
        code: "missing-data",
        data: { what: "name of a part of a model" },
      });
    if (this.#names.has(name)) {
      const whole = this.title === "" ? `the model "${this.model.name}"` : `"${this.title}"`;
      throw new ClearwattError(`The name "${name}" is taken: ${whole} has a part of that name. Choose another.`, {
        code: "duplicate",
        data: { what: "name", found: name, model: this.model.name },
      });
    }
    this.#names.add(name);
    return this.#named(name);
  }

  #kept<Handle extends object>(kind: keyof Declared, handle: Handle): Handle {
    this.#entries.push({ kind, handle, section: this });
    return handle;
  }
}
