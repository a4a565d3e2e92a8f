import { describe, expect, test } from "vitest";
import { findTask, inline, task } from "../../src/pipeline/index.ts";
import { packProgram } from "../../src/program/index.ts";
import { programOf } from "../program-of.ts";
import { type Prices, type Solved, solvePacked } from "./solve-packed.ts";

const infinity = Number.POSITIVE_INFINITY;

describe("definitions", () => {
  const start = async () => ({ run: async () => 1 });
  const whole = { id: "one", version: 1, module: "clearwatt/pipeline", start };

  test("a task keeps its name, and cannot be changed", () => {
    const made = task(whole);
    expect(made).toEqual(whole);
    expect(Object.isFrozen(made)).toBe(true);
  });

  test.each([
    [{ id: " " }, 'has the id " "'],
    [{ version: 0 }, 'Task "one" has the version 0'],
    [{ version: 1.5 }, 'Task "one" has the version 1.5'],
    [{ module: "" }, 'Task "one" names the module "", which is not the same file from everywhere'],
    [{ module: "./blocks.ts" }, "give import.meta.url"],
    [{ module: "/home/blocks.ts" }, "give import.meta.url"],
    [{ start: undefined as never }, 'Task "one" has no function "start"'],
  ])("%o is refused", (wrong, complaint) => {
    expect(() => task({ ...whole, ...wrong })).toThrow(complaint);
  });
});

describe("finding by module", () => {
  const { id, version, module } = solvePacked;

  test("a name that has travelled as text leads to the task, which runs", async () => {
    const found = await findTask(JSON.parse(JSON.stringify(solvePacked)));
    expect(found).toMatchObject({ id, version, module });
    await using opened = await inline.open(found, packed());
    expect(await opened.run({ first: 0, costs: Float64Array.of(3, 2) })).toMatchObject({ objective: 8 });
  });

  test("another version, another name and a module that is not there are told apart", async () => {
    await expect(findTask({ id, version: 1, module })).rejects.toThrow(
      `Task "solve packed", version 1, is not among the tasks that ${module} exports: "solve packed", version 2.`,
    );
    await expect(findTask({ id: "solve", version, module })).rejects.toThrow('Task "solve", version 2, is not among');
    await expect(findTask({ id, version, module: `${module}.gone` })).rejects.toThrow("which cannot be imported");
  });
});

/** min c1 x1 + c2 x2,  x1 + x2 >= 4,  x1 - x2 <= 2. */
function packed(need = 4): Uint8Array {
  const rows = [
    [need, [1, 1], infinity],
    [-infinity, [1, -1], 2],
  ] as const;
  return packProgram(programOf({ costs: [1, 1], rows }));
}

describe("a packed program in HiGHS", () => {
  const priced = (...costs: number[]): Prices => ({ first: 0, costs: Float64Array.from(costs) });

  test("data change in place, it is solved again, and plain results come back", async () => {
    await using opened = await inline.open(solvePacked, packed());
    expect(await opened.run(priced(3, 2))).toMatchObject({ objective: 8, values: Float64Array.of(0, 4) });
    const again = await opened.run(priced(1, 2));
    expect(again).toMatchObject({ objective: 5, values: Float64Array.of(3, 1) });
    expect(structuredClone(again)).toEqual(again);
    await expect(opened.run(priced(-1, -1))).rejects.toThrow("unbounded");
    expect(await opened.run(priced(3, 2))).toMatchObject({ objective: 8 });
  });

  test("two states that are open at once keep their own data, and each the order of its calls", async () => {
    await using small = await inline.open(solvePacked, packed(4));
    await using large = await inline.open(solvePacked, packed(40));
    const order: string[] = [];
    const log = (name: string) => (solved: Solved) => {
      order.push(name);
      return solved.objective;
    };
    const objectives = await Promise.all([
      small.run(priced(3, 2)).then(log("small 1")),
      large.run(priced(3, 2)).then(log("large 1")),
      small.run({ first: 1, costs: Float64Array.of(4) }).then(log("small 2")),
      large.run({ first: 1, costs: Float64Array.of(1) }).then(log("large 2")),
    ]);
    // The second prices are 3 and 4 at 4 kW: x = (3, 1); 3 and 1 at 40 kW: x = (0, 40).
    expect(objectives).toEqual([8, 80, 13, 40]);
    expect(order.filter((name) => name.startsWith("small"))).toEqual(["small 1", "small 2"]);
    expect(order.filter((name) => name.startsWith("large"))).toEqual(["large 1", "large 2"]);
  });

  test("a call whose signal has fired is not run, and the state stays open for the next", async () => {
    await using opened = await inline.open(solvePacked, packed());
    await expect(opened.run(priced(3, 2), AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    expect(await opened.run(priced(3, 2))).toMatchObject({ objective: 8 });
  });

  test("a state that is no packed program is refused by what opens it", async () => {
    await expect(inline.open(solvePacked, new Uint8Array(9))).rejects.toThrow("no packed program");
  });
});
