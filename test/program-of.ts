/** Small programs for tests, from dense rows: those of the conformance suite. */
export { type DenseProgram, lowerTriangleOf, programOf, sparseOf } from "../conformance/solvers/dense-program.ts";
