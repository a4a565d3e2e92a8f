import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { inline, task } from "../../../src/pipeline/index.ts";

const named = { version: 1, module: import.meta.url };

/** Gives back what it is given. */
const echo = task({ ...named, id: "echo", start: async (_: unknown) => ({ run: async (input: unknown) => input }) });

/** Counts the calls that it was given; an input is how many milliseconds one takes. */
const counter = (seen: string[] = []) =>
  task({
    ...named,
    id: "counter",
    start: async (from: { count: number }) => ({
      async run(milliseconds: number, signal: AbortSignal) {
        seen.push(`begins ${milliseconds}`);
        await pause(milliseconds, undefined, { signal }).catch(() => seen.push(`was asked to stop ${milliseconds}`));
        if (milliseconds === 7) throw new Error("seven");
        seen.push(`ends ${milliseconds}`);
        return ++from.count;
      },
      async close() {
        seen.push("closes");
      },
    }),
  });

class Feeder {
  readonly buses = 33;
}

describe("plain data", () => {
  test.each([
    ["a function", () => 1, "but it is a function"],
    [
      "a function in a field",
      { solver: { onProgress: () => {} } },
      'its field "solver.onProgress" is a function (onProgress)',
    ],
    ["a function in a list", { limits: [1, { of: [Math.max] }] }, 'its field "limits[1].of[0]" is a function (max)'],
    ["a function in a map", { by: new Map([["bus 7", () => 1]]) }, 'its field "by.get("bus 7")" is a function'],
    ["a function in a set", { all: new Set([Math.min]) }, 'its field "all.values()[0]" is a function (min)'],
    ["a function under a name that is no word", { "bus 7": () => 1 }, 'its field "["bus 7"]" is a function'],
    ["an object of a class", { net: new Feeder() }, 'its field "net" is of class Feeder'],
    ["a promise", { later: Promise.resolve(1) }, 'its field "later" is of class Promise'],
    ["a symbol", { kind: Symbol("kind") }, 'its field "kind" is a symbol'],
    ["a field that is named by a symbol", { [Symbol("own")]: 1 }, 'its field "[Symbol(own)]" is a symbol'],
    ["shared memory", { x: new Int8Array(new SharedArrayBuffer(8)) }, 'its field "x" is a view of shared memory'],
  ])("%s in an input is refused by name", async (_, input, complaint) => {
    await using opened = await inline.open(echo, null);
    await expect(opened.run(input)).rejects.toThrow('The input of task "echo" must be plain data, because');
    await expect(opened.run(input)).rejects.toThrow(complaint);
    expect(await opened.run(1)).toBe(1);
  });

  test("so are states and outputs", async () => {
    await expect(inline.open(echo, { at: { close: () => {} } })).rejects.toThrow(
      'The state of task "echo" must be plain data, because it may go to another thread or machine, but its field ' +
        '"at.close" is a function (close). Hand over the data that it stands for.',
    );
    const opener = task({ ...named, id: "opener", start: async () => ({ run: async () => ({ net: new Feeder() }) }) });
    await using opened = await inline.open(opener, undefined);
    await expect(opened.run(undefined)).rejects.toThrow('The output of task "opener" must be plain data');
  });

  test("what a thread can be sent arrives as it was", async () => {
    const circle: { text: string; self?: object } = { text: "a" };
    circle.self = circle;
    const input = {
      floats: Float64Array.of(1, Number.NaN, -0, Number.POSITIVE_INFINITY),
      bytes: new Uint8Array([1, 2]).buffer,
      lists: [[], [1, "a", null, undefined, true, 10n, { deep: [{}] }]],
      by: new Map<unknown, unknown>([
        ["a", new Set([1])],
        [10n, 1],
        [{ x: 1 }, null],
      ]),
      when: new Date(0),
      bare: Object.assign(Object.create(null), { x: 1 }),
      circle,
    };
    await using opened = await inline.open(echo, null);
    const output = (await opened.run(input)) as typeof input;
    expect(output).toEqual({ ...input, bare: { x: 1 } });
    expect(output.circle.self).toBe(output.circle);
  });

  test("caller and task share nothing: what one changes the other does not see", async () => {
    const state = { count: 10 };
    await using opened = await inline.open(counter(), state);
    state.count = 99;
    expect(await opened.run(0)).toBe(11);
    expect(state.count).toBe(99);
    await using other = await inline.open(echo, null);
    const input = Float64Array.of(1);
    const answer = other.run(input);
    input[0] = 2;
    expect(await answer).toEqual(Float64Array.of(1));
  });
});

describe("calls", () => {
  test("calls of a state run in their order, one at a time, and one that fails does not hold up the next", async () => {
    const seen: string[] = [];
    await using opened = await inline.open(counter(seen), { count: 0 });
    const answers = await Promise.allSettled([opened.run(20), opened.run(7), opened.run(1)]);
    expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason)))).toEqual([
      1,
      "Error: seven",
      2,
    ]);
    expect(seen).toEqual(["begins 20", "ends 20", "begins 7", "begins 1", "ends 1"]);
  });

  test("a call that waits is given up at once when its signal fires, and never begins", async () => {
    const seen: string[] = [];
    await using opened = await inline.open(counter(seen), { count: 0 });
    const controller = new AbortController();
    const first = opened.run(30);
    const second = opened.run(5, controller.signal);
    controller.abort(new Error("no longer needed"));
    await expect(second).rejects.toThrow("no longer needed");
    expect(seen).not.toContain("ends 30");
    expect(await first).toBe(1);
    expect(await opened.run(0)).toBe(2);
    expect(seen).not.toContain("begins 5");
  });

  test("a call under way is given up at once, its task is told, and the next call waits until it has ended", async () => {
    const seen: string[] = [];
    await using opened = await inline.open(counter(seen), { count: 0 });
    const controller = new AbortController();
    const first = opened.run(10_000, controller.signal);
    const second = opened.run(1);
    setTimeout(() => controller.abort(new Error("enough")), 5);
    await expect(first).rejects.toThrow("enough");
    await second;
    expect(seen).toEqual(["begins 10000", "was asked to stop 10000", "ends 10000", "begins 1", "ends 1"]);
  });

  test("closing waits for the calls before it, happens once, and refuses those after it", async () => {
    const seen: string[] = [];
    const opened = await inline.open(counter(seen), { count: 0 });
    const answer = opened.run(5);
    const closing = opened.close();
    await expect(opened.run(1)).rejects.toThrow(
      'Task "counter" was run on a state that has been closed: open it again.',
    );
    await closing;
    await opened.close();
    expect(await answer).toBe(1);
    expect(seen).toEqual(["begins 5", "ends 5", "closes"]);
  });

  test("what a start throws is what opening rejects with", async () => {
    const never = task({ ...named, id: "never", start: (_: null) => Promise.reject(new Error("no memory")) });
    await expect(inline.open(never, null)).rejects.toThrow("no memory");
  });
});
