/** What expressions are laid out and filters are decided with. */
import type { Expression } from "../../expressions/expression.ts";
import type { Columns } from "../columns.ts";
import type { Space } from "../space/space.ts";
import type { Values } from "../values.ts";

export interface Reading {
  readonly values: Values;
  readonly columns: Columns;
  /**
   * One value of a data expression for each row of a space. Data that use a member which is not there are refused, or NaN
   * where `lenient`. It is handed along, as data are made of terms, whose sums have filters, which compare data.
   */
  readonly evaluate: (expression: Expression, space: Space, values: Values, lenient: boolean) => Float64Array;
}
