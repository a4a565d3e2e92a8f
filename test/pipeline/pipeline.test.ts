import { expect, test } from "vitest";
import { each, iterate, type PipelineEvent, run, stage, start } from "../../src/pipeline/index.ts";

const double = stage("double", (x: number) => 2 * x);
const describe = stage("describe", async (x: number) => `${x} kW`);
const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** x -> x / 2 + 1 has the fixed point 2 and halves the distance to it in every round. */
const halve = iterate(
  "halve",
  stage("step", async (x: number) => {
    await tick();
    return x / 2 + 1;
  }),
  { changes: (before, after) => ({ x: Math.abs(after - before) }), tolerance: 1e-3, maxRounds: 50 },
);

test("stages run one after the other on what the one before gave", async () => {
  expect(await run(double.to(double).to(describe), 3)).toBe("12 kW");
});

test("every stage reports its start and its end under the names of the stages around it", async () => {
  const seen: string[] = [];
  const outer = stage("market", (x: number, context) => double.to(describe).run(x, context));
  await run(outer, 1, { onEvent: (event) => seen.push(`${event.kind} ${event.path.join("/")}`) });
  expect(seen).toEqual([
    "started market",
    "started market/double",
    "finished market/double",
    "started market/describe",
    "finished market/describe",
    "finished market",
  ]);
});

test("a list is run member by member, each under its own label, and says how many are done", async () => {
  const seen: string[] = [];
  const all = each("all", double, (x) => `x = ${x}`);
  const onEvent = (event: PipelineEvent) => {
    const how = event.kind === "progress" ? ` ${event.done} of ${event.of}, ${event.text}` : "";
    if (event.kind !== "finished") seen.push(`${event.kind} ${event.path.join("/")}${how}`);
  };
  expect(await run(all, [1, 5], { onEvent })).toEqual([2, 10]);
  expect(seen).toEqual([
    "started all",
    "started all/x = 1/double",
    "progress all 1 of 2, x = 1",
    "started all/x = 5/double",
    "progress all 2 of 2, x = 5",
  ]);
});

test("a watcher sees the rounds as they happen and the result afterwards", async () => {
  const running = start(halve, 3);
  const changes: number[] = [];
  for await (const event of running) if (event.kind === "round") changes.push(event.changes.x!);
  expect(changes.slice(0, 3)).toEqual([0.5, 0.25, 0.125]);
  expect((await running.result).settled).toBe(true);
});

test("a stopped run rejects with the reason and can still be read", async () => {
  const running = start(halve, 3);
  let rounds = 0;
  const watch = async () => {
    for await (const event of running) if (event.kind === "round" && ++rounds === 2) running.stop(new Error("enough"));
  };
  await expect(watch()).rejects.toThrow("enough");
  await expect(running.result).rejects.toThrow("enough");
  const reported = running.events.filter((event: PipelineEvent) => event.kind === "round");
  expect(reported.length).toBeGreaterThanOrEqual(2);
  expect(reported.length).toBeLessThan(10);
});

test("a signal that has fired before the start lets nothing run", async () => {
  let ran = false;
  const never = stage("never", () => {
    ran = true;
  });
  await expect(run(never, undefined, { signal: AbortSignal.abort(new Error("cancelled")) })).rejects.toThrow(
    "cancelled",
  );
  expect(ran).toBe(false);
});

test("what a stage throws ends the run and reaches the watcher", async () => {
  const broken = double.to(
    stage("broken", (): number => {
      throw new Error("no power");
    }),
  );
  const running = start(broken, 1);
  const watch = async () => {
    for await (const _ of running);
  };
  await expect(watch()).rejects.toThrow("no power");
  expect(running.events.at(-1)).toMatchObject({ kind: "failed", path: ["broken"], error: new Error("no power") });
});
