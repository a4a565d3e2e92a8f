/** Names of what stands in a model. */
import type { Scope } from "../../src/market/index.ts";

/** All that do not begin with a scope's name; but not the length of the hours, which all parts share. */
export function namesOutside(whole: Scope, title: string): string[] {
  return namesIn(whole).filter((name) => !name.startsWith(`${title} `) && name !== "hour length");
}

export function namesIn(whole: Scope): string[] {
  const { parameters, variables, expressions, constraints, cones } = whole.model.declarations();
  return [parameters, variables, expressions, constraints, cones].flatMap((all: readonly { readonly name: string }[]) =>
    all.map(({ name }) => name),
  );
}
