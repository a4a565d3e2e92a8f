/** QUADOBJ, QSECTION and QMATRIX: the matrix Q of the objective 1/2 x' Q x, by one triangle or by both. */

import type { ProgramBuilder } from "../text/program-builder.ts";
import type { MpsLines } from "./lines.ts";

export class MpsHessian {
  readonly #lines: MpsLines;
  readonly #builder: ProgramBuilder;
  /** Entries of QMATRIX by i * numCols + j, to see whether each has its mirror image. */
  readonly #square = new Map<number, number>();
  /** Places of a triangle that are taken, by larger * numCols + smaller. */
  readonly #triangle = new Set<number>();
  #isSquare = false;

  constructor(lines: MpsLines, builder: ProgramBuilder) {
    this.#lines = lines;
    this.#builder = builder;
  }

  /** "column column number", or two such pairs behind the first column. */
  readLine(section: string): void {
    const [first, ...pairs] = this.#lines.fields;
    if (pairs.length !== 2 && pairs.length !== 4) {
      throw this.#lines.error(`${section} needs a column and one or two pairs of column and number.`);
    }
    this.#isSquare = section === "QMATRIX";
    const i = this.#column(first!);
    for (let k = 0; k < pairs.length; k += 2) {
      const value = this.#lines.number(pairs[k + 1], `"${first}" and "${pairs[k]}"`);
      this.#add(i, this.#column(pairs[k]!), value);
    }
  }

  finish(): void {
    const size = this.#builder.numCols;
    for (const [place, value] of this.#square) {
      const i = Math.floor(place / size);
      const j = place % size;
      if (this.#square.get(j * size + i) !== value) throw this.#asymmetric(i, j);
      if (i >= j) this.#builder.curvature(i, j, value);
    }
  }

  #add(i: number, j: number, value: number): void {
    if (!Number.isFinite(value))
      throw this.#lines.error("the Hessian holds an infinite number.", {
        code: "out-of-range",
        data: { what: "coefficient", found: value },
      });
    const size = this.#builder.numCols;
    const place = this.#isSquare ? i * size + j : Math.max(i, j) * size + Math.min(i, j);
    if (this.#square.has(place) || this.#triangle.has(place)) throw this.#doubled(i, j);
    if (this.#isSquare) {
      this.#square.set(place, value);
    } else {
      this.#triangle.add(place);
      this.#builder.curvature(i, j, value);
    }
  }

  #column(name: string): number {
    const column = this.#builder.findColumn(name);
    if (column === undefined)
      throw this.#lines.error(`the Hessian names column "${name}", which COLUMNS does not have.`, {
        code: "unknown-name",
        data: { kind: "column", found: name },
      });
    return column;
  }

  #pair(i: number, j: number): string {
    return this.#names(i, j)
      .map((name) => `"${name}"`)
      .join(" and ");
  }

  #names(...columns: readonly number[]): string[] {
    return columns.map((column) => this.#builder.columnName(column));
  }

  #doubled(i: number, j: number): Error {
    return this.#lines.error(
      `${this.#pair(i, j)} stand twice: QUADOBJ holds one triangle of the matrix, QMATRIX all of it.`,
      { code: "duplicate", data: { what: "entry of the Hessian", found: this.#names(i, j) } },
    );
  }

  #asymmetric(i: number, j: number): Error {
    return this.#lines.error(
      `QMATRIX is not symmetric for ${this.#pair(i, j)}: it holds both triangles. One triangle alone is called QUADOBJ.`,
      { code: "contradiction", data: { what: "QMATRIX", found: this.#names(i, j) } },
    );
  }
}
