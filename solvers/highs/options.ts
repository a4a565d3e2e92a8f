/** What can be asked of HiGHS, checked by name and value before it starts. */
import type { Model } from "highs";
import { ClearwattError, type ErrorCode } from "../../src/errors.ts";
import { similarNames } from "./similar-names.ts";

export type HighsMethod = "choose" | "simplex" | "interior point" | "PDLP";

export interface HighsOptions {
  /** Algorithm for linear programs; any but "choose" (default) makes this a solver for linear programs alone. */
  readonly method?: HighsMethod;
  readonly presolve?: "choose" | "on" | "off";
  /** Largest violation of a row or bound, 1e-7 by default. */
  readonly primalTolerance?: number;
  /** Largest violation of a dual's sign, 1e-7 by default. */
  readonly dualTolerance?: number;
  /** Seconds that a quadratic program may take where a solve names no limit of its own, 60 by default: its method can stall. */
  readonly quadraticTimeLimitS?: number;
  /** Further options under HiGHS's own names, as in https://ergo-code.github.io/HiGHS/dev/options/definitions/. */
  readonly options?: Readonly<Record<string, boolean | number | string>>;
  /** Where `highs.wasm` is, if not beside the package's own script. */
  readonly wasmUrl?: string;
}

const methods: Readonly<Record<HighsMethod, string>> = {
  choose: "choose",
  simplex: "simplex",
  "interior point": "ipm",
  PDLP: "pdlp",
};

/** HiGHS's names that have a name of ours, which knows what goes with what. */
const ours: Readonly<Record<string, string>> = {
  solver: "method",
  presolve: "presolve",
  time_limit: "the solve option timeLimitS",
  mip_rel_gap: "the solve option gap",
  primal_feasibility_tolerance: "primalTolerance",
  dual_feasibility_tolerance: "dualTolerance",
  output_flag: "the solve option onProgress",
};

const known = [
  "method",
  "presolve",
  "primalTolerance",
  "dualTolerance",
  "quadraticTimeLimitS",
  "options",
  "wasmUrl",
] as const satisfies readonly (keyof HighsOptions)[];

/** The part of the check that needs no runtime. */
export function checkHighsOptions(options: HighsOptions): void {
  for (const name of Object.keys(options)) {
    if (!known.some((one) => one === name))
      throw unknown(name, known, "HiGHS options of HiGHS's own go into `options`.");
  }
  oneOf("method", options.method, Object.keys(methods));
  oneOf("presolve", options.presolve, ["choose", "on", "off"]);
  positive("primalTolerance", options.primalTolerance);
  positive("dualTolerance", options.dualTolerance);
  positive("quadraticTimeLimitS", options.quadraticTimeLimitS);
  for (const name of Object.keys(options.options ?? {})) {
    const own = ours[name];
    if (own !== undefined)
      throw new ClearwattError(`HiGHS's option "${name}" is set through ${own} here.`, {
        code: "misuse",
        data: { what: "option", found: name, instead: own },
      });
  }
}

/** Sets the options in a model; throws a ClearwattError for what HiGHS does not know or take. */
export function applyOptions(model: Model, options: HighsOptions): void {
  model.options.set("output_flag", false);
  model.options.set("solver", methods[options.method ?? "choose"]);
  if (options.presolve !== undefined) model.options.set("presolve", options.presolve);
  const checked: Record<string, boolean | number | string> = { ...options.options };
  if (options.primalTolerance !== undefined) checked.primal_feasibility_tolerance = options.primalTolerance;
  if (options.dualTolerance !== undefined) checked.dual_feasibility_tolerance = options.dualTolerance;
  const names = Object.keys(checked);
  if (names.length === 0) return;
  const available = model.options.names();
  for (const name of names) {
    if (!available.includes(name)) throw unknown(name, available, "");
    applyOne(model, name, checked[name]!);
  }
}

function applyOne(model: Model, name: string, value: boolean | number | string): void {
  const { type, minimum, maximum } = model.options.describe(name);
  const takes = type === "boolean" ? "true or false" : type === "string" ? "a string" : rangeOf(type, minimum, maximum);
  const failure = (code: ErrorCode) =>
    new ClearwattError(`HiGHS's option "${name}" is ${JSON.stringify(value)}: it takes ${takes}.`, {
      code,
      data: { what: name, found: value, least: minimum, most: maximum },
    });
  const expected = type === "boolean" || type === "string" ? type : "number";
  if (typeof value !== expected || (type === "integer" && !Number.isInteger(value))) throw failure("wrong-type");
  try {
    model.options.set(name, value);
  } catch {
    throw failure("out-of-range");
  }
}

function rangeOf(type: string, minimum: number | undefined, maximum: number | undefined): string {
  return `${type === "integer" ? "a whole number" : "a number"} from ${minimum ?? -Infinity} to ${maximum ?? Infinity}`;
}

function oneOf(name: string, value: string | undefined, values: readonly string[]): void {
  if (value === undefined || values.includes(value)) return;
  const quoted = values.map((one) => `"${one}"`).join(", ");
  throw new ClearwattError(`the option ${name} is "${value}": it can be ${quoted}.`, {
    code: "unknown-name",
    data: { kind: `value of ${name}`, found: value, known: values },
  });
}

function positive(name: string, value: number | undefined): void {
  if (value === undefined || (value > 0 && Number.isFinite(value))) return;
  throw new ClearwattError(`the option ${name} is ${value}: it has to be a number above 0.`, {
    code: "out-of-range",
    data: { what: name, found: value, least: 0 },
  });
}

function unknown(name: string, names: readonly string[], hint: string): ClearwattError {
  const near = similarNames(name, names).map((one) => `"${one}"`);
  return new ClearwattError(`there is no option "${name}". The nearest are ${near.join(", ")}. ${hint}`.trim(), {
    code: "unknown-name",
    data: { kind: "option", found: name, known: near },
  });
}
