import { findTask, inline, iterate, progress, run, stage, task } from "../../src/pipeline/index.ts";
import { testMistakes } from "../mistakes.ts";
import { solvePacked } from "./solve-packed.ts";

const { id, version, module } = solvePacked;
const start = async () => ({ run: async () => 1 });
const halved = stage("halve", (value: number) => value / 2);
const settled = (tolerance: number | Readonly<Record<string, number>>) => () =>
  run(iterate<number, string>("settle", halved, { tolerance, maxRounds: 5, changes: () => ({ price: 0 }) }), 1);

testMistakes([
  [
    "a task without a name",
    () => task({ id: "", version: 1, module, start }),
    "missing-data",
    { what: "id of a task", module },
  ],
  [
    "a tolerance for nothing that changes",
    settled({ price: 1, volume: 1 }),
    "missing-data",
    { name: "settle", what: "change", quantity: "volume", round: 1 },
  ],
  [
    "a task that has been closed",
    async () => {
      const opened = await inline.open(task({ id: "one", version: 1, module, start }), 0);
      await opened[Symbol.asyncDispose]();
      await opened.run(1);
    },
    "misuse",
    { task: "one", state: "closed" },
  ],
  [
    "a version of a half",
    () => task({ id: "one", version: 1.5, module, start }),
    "out-of-range",
    { task: "one", what: "version", found: 1.5, least: 1 },
  ],
  ["a tolerance below 0", settled(-1), "out-of-range", { name: "settle", what: "tolerance", found: -1, least: 0 }],
  [
    "more done than there is",
    () =>
      run(
        stage("count", async (_: number, context) => progress(context, 5, 3)),
        1,
      ),
    "out-of-range",
    { path: ["count"], what: "done", found: 5, least: 0, most: 3 },
  ],
  [
    "a version that a module does not have",
    () => findTask({ id, version: 99, module }),
    "unknown-name",
    { kind: "task", found: `${id}, version 99`, known: [`${id}, version ${version}`], module },
  ],
  [
    "a module that is not there",
    () => findTask({ id, version, module: `${module}.gone` }),
    "unreadable-file",
    { file: `${module}.gone` },
  ],
  [
    "a function where plain data are due",
    async () => {
      await using opened = await inline.open(task({ id: "one", version: 1, module, start }), 0);
      await opened.run({ bid: () => 1 });
    },
    "wrong-type",
    { what: 'The input of task "one"', expected: "plain data", field: "bid", found: "a function (bid)" },
  ],
]);
