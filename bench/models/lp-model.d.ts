/** lp-model 0.4.2 comes without types; these are the parts that the benchmarks use. */
declare module "lp-model" {
  export interface Var {
    readonly name: string;
  }
  export type Term = number | Var | [number, Var];
  export class Model {
    addVar(options?: { lb?: number | "-infinity"; ub?: number | "+infinity"; vtype?: string; name?: string }): Var;
    addConstr(left: Term[], comparison: "<=" | "=" | ">=", right: number | Term[]): void;
    setObjective(expression: Term[], sense: "MINIMIZE" | "MAXIMIZE"): void;
    toLPFormat(): string;
  }
}
