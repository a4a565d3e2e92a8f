/** What HiGHS can do, and what is left of it with a method chosen. */
import type { Capabilities } from "../../src/solving/index.ts";

export const everything: Capabilities = {
  integer: true,
  semiContinuous: true,
  quadratic: true,
  integerQuadratic: false,
  secondOrderCone: false,
  warmStart: true,
  mipStart: true,
};

export const linearOnly: Capabilities = {
  ...everything,
  integer: false,
  semiContinuous: false,
  quadratic: false,
  mipStart: false,
};
