/** The studies and feeders that come with clearwatt, without loading their code. */
import { gazafroudi2019 } from "./gazafroudi2019/study.ts";
import type { Study } from "./study.ts";

export { feeders } from "./feeders/feeders.ts";
export type { CaseFeeder, Study } from "./study.ts";

export const studies: readonly Study[] = [gazafroudi2019];
