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
    if (!Number.isFinite(value)) throw this.#lines.error("the Hessian holds an infinite number.");
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
      throw this.#lines.error(`the Hessian names column "${name}", which COLUMNS does not have.`);
    return column;
  }

  #pair(i: number, j: number): string {
    return `"${this.#builder.columnName(i)}" and "${this.#builder.columnName(j)}"`;
  }

  #doubled(i: number, j: number): Error {
    return this.#lines.error(
      `${this.#pair(i, j)} stand twice: QUADOBJ holds one triangle of the matrix, QMATRIX all of it.`,
    );
  }

  #asymmetric(i: number, j: number): Error {
    return this.#lines.error(
      `QMATRIX is not symmetric for ${this.#pair(i, j)}: it holds both triangles. One triangle alone is called QUADOBJ.`,
    );
  }
}
