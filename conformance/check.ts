/** Checks that a suite is made of: each has a name, says what it is about, and throws where it fails. */

/** A check as its suite writes it, for any subject: a solver with its capabilities, say. */
export interface WrittenCheck<Subject, Traits> {
  /** A sentence on what is so. */
  readonly name: string;
  /** What the subject must claim, or (false) must not claim, for the check to be about it. */
  readonly needs: Partial<Traits>;
  run(subject: Subject): Promise<void>;
}

/** A check of one subject, ready for any test runner. */
export interface Check<Traits> {
  readonly group: string;
  /** Unique in its group. */
  readonly name: string;
  readonly needs: Partial<Traits>;
  /** Whether the subject's traits are those that are needed; a runner skips what does not apply. */
  readonly applies: boolean;
  /** Rejects with a CheckFailed, or with what the subject threw. It takes no arguments, so that it can be handed on. */
  readonly run: () => Promise<void>;
}

/** Groups of checks by name. */
export type Suite<Subject, Traits> = Readonly<Record<string, readonly WrittenCheck<Subject, Traits>[]>>;

/** The checks of a suite for one subject. `make` is called once for each check that is run. */
export function checksOf<Subject, Traits extends object>(
  suite: Suite<Subject, Traits>,
  make: () => Subject,
  traits: Traits,
): readonly Check<Traits>[] {
  return Object.entries(suite).flatMap(([group, checks]) =>
    checks.map(({ name, needs, run }) => ({
      ...{ group, name, needs },
      applies: meets(traits, needs),
      run: async () => run(make()),
    })),
  );
}

function meets<Traits extends object>(traits: Traits, needs: Partial<Traits>): boolean {
  return Object.entries(needs).every(([trait, value]) => Reflect.get(traits, trait) === value);
}
