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

test("a list is run member by member, each under its own label", async () => {
  const paths = new Set<string>();
  const all = each("all", double, (x) => `x = ${x}`);
  expect(await run(all, [1, 5], { onEvent: (event) => paths.add(event.path.join("/")) })).toEqual([2, 10]);
  expect([...paths]).toEqual(["all", "all/x = 1/double", "all/x = 5/double"]);
});

test("an iteration ends at the first round that changes less than the tolerance and keeps all rounds", async () => {
  const { state, settled, history } = await run(halve, 3);
  expect(settled).toBe(true);
  expect(state).toBeCloseTo(2, 2);
  // the change in round n is 2^-n: the first at or below 1e-3 is round 10
  expect(history.map((entry) => entry.round)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(history[0]).toEqual({ round: 1, changes: { x: 0.5 }, state: 2.5 });
});

test("an iteration that runs out of rounds says that it has not settled", async () => {
  const flip = stage("flip", (x: number) => -x);
  const changes = (a: number, b: number) => ({ x: Math.abs(a - b) });
  const outcome = await run(iterate("flip", flip, { changes, tolerance: 0, maxRounds: 4 }), 1);
  expect(outcome.settled).toBe(false);
  expect(outcome.history.map((entry) => entry.state)).toEqual([-1, 1, -1, 1]);
});

test("a change that is not a number is an error that names the quantity", async () => {
  const lost = iterate(
    "lost",
    stage("step", (x: number) => x),
    { changes: () => ({ price: Number.NaN }), tolerance: 1, maxRounds: 2 },
  );
  await expect(run(lost, 1)).rejects.toThrow('Round 1 of "lost" changed "price" by NaN');
});

test("an iteration without a usable tolerance is refused when it is made", () => {
  const options = { changes: () => ({}), tolerance: Number.NaN, maxRounds: 3 };
  expect(() => iterate("x", double, options)).toThrow("tolerance of 0 or more");
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
  expect(running.events.at(-1)).toEqual({ kind: "started", path: ["broken"] });
});
