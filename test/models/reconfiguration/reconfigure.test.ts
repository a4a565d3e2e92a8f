/** What holds whatever the method. */
import { describe, expect, test } from "vitest";
import { byEnumeration, byExchange, byProgram, reconfigurationMethod, reconfigure } from "../../../models/index.ts";
import { reconfigurations } from "../../../models/reconfiguration/catalogue.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { ClearwattError } from "../../../src/errors.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { net, netData } from "../../feeder/nets.ts";

const solver = outerApproximation(highs());
const loads = [
  { bus: "2", active: 200, reactive: 50 },
  { bus: "3", active: 900, reactive: 300 },
  { bus: "4", active: 400, reactive: 100 },
];
const ring = feeder({ ...netData("1-2 2-3 3-4 (4-1)"), loads });

async function codeOf(search: Promise<unknown>): Promise<string | undefined> {
  const error = await search.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof ClearwattError ? error.code : undefined;
}

test("the catalogue has each method under the name that it gives itself", async () => {
  for (const { name, load } of reconfigurations) expect((await load(async () => solver)).name).toBe(name);
});

test("what a method finds is looked at: it has to be radial, and may not switch what cannot be switched", async () => {
  const found = (...closed: number[]) =>
    reconfigurationMethod("mine", "nobody", async () => ({
      ...{ status: "not proven", reason: "nothing was tried.", closed: Uint8Array.from(closed) },
    }));
  expect((await reconfigure(ring, { method: found(1, 1, 0, 1) })).open).toEqual(["3-4"]);
  await expect(reconfigure(ring, { method: found(1, 1, 1, 1) })).rejects.toThrow('"mine" found for net is not radial');
  await expect(reconfigure(ring, { method: found(1, 1, 0, 1), switchable: ["2-3", "4-1"] })).rejects.toThrow(
    '"mine" switches branch "3-4" of net',
  );
});

describe.each([byProgram(solver), byEnumeration(), byExchange()])("$name", (method) => {
  test("hands on a radial topology, its power flow, and what was lost before", async () => {
    const found = await reconfigure(ring, { method });
    expect(found).toMatchObject({ method: method.name, feeder: ring, open: ["3-4"], runnersUp: [] });
    expect(Array.from(found.closed)).toEqual([1, 1, 0, 1]);
    expect(Array.from(found.flow.feeder.closed)).toEqual([1, 1, 0, 1]);
    expect(found.initialLoss).toBeGreaterThan(found.flow.totalActiveLoss);
    expect(found.seconds).toBeGreaterThan(0);
  });

  test("leaves branches that cannot be switched as they are", async () => {
    const { open } = await reconfigure(ring, { method, switchable: ["4-1", "1-2"] });
    expect(open).toEqual(["1-2"]);
    const { open: asItIs } = await reconfigure(ring, { method, switchable: [] });
    expect(asItIs).toEqual(["4-1"]);
  });

  test("says what is not fed, what stays a loop, and which branch is not known", async () => {
    const search = (text: string, switchable?: string[]) =>
      reconfigure(net(text), { method, ...(switchable === undefined ? {} : { switchable }) });
    await expect(search("1-2 2-3 4-5")).rejects.toThrow("buses 4, 5 are not fed by any source");
    await expect(search("1-2 (2-3)", ["1-2"])).rejects.toThrow("close the open line 2-3");
    await expect(search("1-2 2-3 3-1", [])).rejects.toThrow("has no radial topology");
    await expect(search("1-2 2-3 3-1", ["5-6"])).rejects.toThrow('has no branch "5-6" to switch');
    expect(await codeOf(search("1-2 2-3 3-1", []))).toBe("not-radial");
  });

  test("a load that nothing carries is a step without solution", async () => {
    const heavy = feeder({ ...netData("1-2 2-3 (3-1)"), loads: [{ bus: "3", active: 1e6, reactive: 0 }] });
    expect(await codeOf(reconfigure(heavy, { method }))).toBe("no-solution");
  });

  test("does not begin once the signal has fired", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(reconfigure(ring, { method, signal })).rejects.toThrow("enough");
  });
});
