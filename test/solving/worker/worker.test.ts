import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { model, set, sum } from "../../../src/index.ts";

test("a compiled program can be posted to a worker and solved there", async () => {
  const item = set("item", ["a", "b", "c"]);
  const m = model("knapsack");
  const weight = m.parameter("weight", [item], [3, 4, 5]);
  const worth = m.parameter("worth", [item], [4, 5, 6]);
  const taken = m.variable("taken", [item], { kind: "binary" });
  m.constraint("capacity", [], () => sum([item], (i) => taken(i).times(weight(i))).le(8));
  m.maximize(sum([item], (i) => taken(i).times(worth(i))));

  const url = new URL("./solve.worker.ts", import.meta.url);
  const load = `import("tsx/esm/api").then(({ tsImport }) => tsImport(${JSON.stringify(url.href)}, ${JSON.stringify(import.meta.url)}))`;
  const worker = new Worker(load, { eval: true });
  worker.postMessage(m.compile());
  const [answer] = await once(worker, "message");
  await worker.terminate();
  expect(answer).toEqual({ objective: 10, values: Float64Array.of(1, 0, 1) });
});
