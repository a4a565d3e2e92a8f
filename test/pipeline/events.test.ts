import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { each, iterate, type PipelineEvent, progress, run, stage, start } from "../../src/pipeline/index.ts";

const double = stage("double", (x: number) => 2 * x);
const waiting = stage("waiting", (_: number, { signal }): Promise<number> => pause(10_000, 1, { signal }));

const broken = stage("broken", (): number => {
  throw new Error("no power");
});

/** What was reported until the run ended, whichever way. */
async function eventsOf(running: { result: Promise<unknown>; events: readonly PipelineEvent[] }) {
  await running.result.catch(() => {});
  return running.events.map(({ kind, path }) => `${kind} ${path.join("/")}`);
}

test("a stage that throws is reported as failed, and so are the stages around it, from the inside out", async () => {
  const running = start(
    each("scenarios", double.to(broken).to(double), (x) => `S${x}`),
    [1, 2],
  );
  expect(await eventsOf(running)).toEqual([
    "started scenarios",
    "started scenarios/S1/double",
    "finished scenarios/S1/double",
    "started scenarios/S1/broken",
    "failed scenarios/S1/broken",
    "failed scenarios",
  ]);
  const failures = running.events.filter((event) => event.kind === "failed");
  for (const { error, seconds } of failures) {
    expect(error).toEqual(new Error("no power"));
    expect(seconds).toBeGreaterThanOrEqual(0);
  }
});

test("a stage that the signal ended is reported as stopped, with the reason", async () => {
  const running = start(
    stage("market", (x: number, context) => waiting.run(x, context)),
    1,
  );
  setTimeout(() => running.stop("the user left"));
  expect(await eventsOf(running)).toEqual([
    "started market",
    "started market/waiting",
    "stopped market/waiting",
    "stopped market",
  ]);
  expect(running.events.at(-1)).toMatchObject({ kind: "stopped", reason: "the user left" });
});

test("a stage that fails of itself after the signal has fired is reported as failed", async () => {
  const late = stage("late", async (_: number, { signal }): Promise<number> => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    throw new Error("the file could not be closed");
  });
  const running = start(late, 1);
  setTimeout(() => running.stop(new Error("enough")));
  await expect(running.result).rejects.toThrow("the file could not be closed");
  expect(await eventsOf(running)).toEqual(["started late", "failed late"]);
});

test("every stage that has started ends once, whatever becomes of the run", async () => {
  const step = stage("step", (x: number) => {
    if (x > 20) throw new Error("out of range");
    return 2 * x;
  });
  const rounds = iterate("rounds", step, { changes: (a, b) => ({ x: b - a }), tolerance: 0, maxRounds: 99 });
  const events = await eventsOf(
    start(
      each("all", rounds, (x) => `from ${x}`),
      [0, 1],
    ),
  );
  const paths = (kinds: readonly string[]) =>
    events.filter((event) => kinds.includes(event.split(" ", 1)[0]!)).map((event) => event.slice(event.indexOf(" ")));
  const started = paths(["started"]);
  expect(started).toContain(" all/from 1/rounds/round 6/step");
  expect(paths(["finished", "failed", "stopped"]).sort()).toEqual(started.sort());
});

test("what a watcher throws ends the run, but is no failure of the stage it was told of", async () => {
  const seen: string[] = [];
  const onEvent = ({ kind }: PipelineEvent) => {
    seen.push(kind);
    if (kind === "finished") throw new Error("the disk is full");
  };
  await expect(run(double, 1, { onEvent })).rejects.toThrow("the disk is full");
  expect(seen).toEqual(["started", "finished"]);
});

test("a stage says how far it is, with or without an end in sight", async () => {
  const counted = stage("counted", (x: number, context) => {
    progress(context, 1, 3, "hour 18");
    progress(context, 7);
    return x;
  });
  const running = start(counted, 1);
  await running.result;
  expect(running.events.filter(({ kind }) => kind === "progress")).toEqual([
    { kind: "progress", path: ["counted"], done: 1, of: 3, text: "hour 18" },
    { kind: "progress", path: ["counted"], done: 7 },
  ]);
});

test.each([
  [Number.NaN, undefined, "NaN of an unknown number"],
  [-1, 3, "-1 of 3"],
  [4, 3, "4 of 3"],
  [0, Number.NaN, "0 of NaN"],
])("progress of %s of %s cannot be", async (done, of, complaint) => {
  const wrong = stage("wrong", (_: number, context) => progress(context, done, of));
  await expect(
    run(
      stage("outer", (x: number, context) => wrong.run(x, context)),
      1,
    ),
  ).rejects.toThrow(`"outer, wrong" says that it has done ${complaint}: what is done is 0 or more`);
});
