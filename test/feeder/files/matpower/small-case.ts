/** A case of three buses, 12.5 kV on 10 MVA, in parts that tests change. */
export interface Parts {
  readonly head?: string;
  readonly bus?: string;
  readonly gen?: string;
  readonly branch?: string;
  /** Statements behind the tables. */
  readonly tail?: string;
}

export const bus = `
  1 3 0 0 0 0 1 1 0 12.5 1 1.1 0.9;
  2 1 2 1 0 0 1 1 0 12.5 1 1.1 0.9;
  3 1 1 0.5 0 0 1 1 0 12.5 1 1.1 0.9;`;
export const gen = "1 0 0 10 -10 1.02 100 1 10 0;";
export const branch = `
  1 2 0.01 0.02 0 0 0 0 0 0 1;
  2 3 0.03 0.04 0 0 0 0 0 0 1;`;

export function smallCase(parts: Parts = {}): string {
  const head = parts.head ?? "function mpc = small\nmpc.version = '2';\nmpc.baseMVA = 10;";
  return [
    head,
    `mpc.bus = [${parts.bus ?? bus}\n];`,
    `mpc.gen = [${parts.gen ?? gen}\n];`,
    `mpc.branch = [${parts.branch ?? branch}\n];`,
    parts.tail ?? "",
  ].join("\n");
}
