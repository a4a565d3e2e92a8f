import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { figureAt } from "../../cases/comparison.ts";
import { studies } from "../../cases/index.ts";
import { readTexts } from "../../cases/texts.node.ts";
import { highs } from "../../solvers/highs.ts";
import { run } from "../../src/pipeline/index.ts";

test.each(studies)("$name has a folder of that name with a README, and options with a description each", (study) => {
  expect(existsSync(`cases/${study.name}/README.md`)).toBe(true);
  for (const option of Object.values(study.options.shape)) expect(option.meta()?.description).toMatch(/\S/);
});

test.each(studies)(
  "$name: every published figure has one of ours beside it, and where it stands in the source",
  async (study) => {
    const code = await study.load();
    const data = code.data(await readTexts(study.files), {});
    const { json } = await run(code.plan(highs(), {}), data);
    const published = code.published(data);
    expect(published.length).toBeGreaterThan(0);
    for (const { figure, value, where, unit } of published) {
      expect([figure, figureAt(json, figure)]).toEqual([figure, expect.any(Number)]);
      expect([Number.isFinite(value), where !== "", unit !== ""]).toEqual([true, true, true]);
    }
  },
);

test("Case 1 of gazafroudi2019 stands beside the printed figures of Table 2", async () => {
  const code = await studies[0]!.load();
  const published = code.published(code.data(await readTexts(studies[0]!.files), {}));
  expect(published).toHaveLength(12);
  expect(published[0]).toEqual({
    figure: "case1.S1.end_users",
    value: -2394.438,
    unit: "EUR",
    where: "Table 2, Case 1, S1, end-users",
  });
});

test.each(studies)("$name builds the models that it names, and refuses others", async (study) => {
  const code = await study.load();
  const data = code.data(await readTexts(study.files), {});
  for (const name of Object.keys(study.models)) expect(code.build(name, data).toText()).toMatch(/\S/);
  expect(() => code.build("toString", data)).toThrow(/has no model "toString", only /);
});

test("a figure is looked up by its path, and only a number is one", () => {
  expect(figureAt({ a: { b: 3, c: "4" } }, "a.b")).toBe(3);
  expect([figureAt({ a: { c: "4" } }, "a.c"), figureAt({}, "a.b.c")]).toEqual([null, null]);
});

test("the catalogue names the studies without loading what they compute with", () => {
  const hooks = `
    import { writeSync } from "node:fs";
    export async function load(url, context, next) {
      writeSync(1, url + "\\n");
      return next(url, context);
    }`;
  const code = `
    import { register } from "node:module";
    register("data:text/javascript," + ${JSON.stringify(encodeURIComponent(hooks))});
    await import("./cases/catalogue.ts");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toContain("cases/gazafroudi2019/study.ts");
  expect(stdout).not.toMatch(/gazafroudi2019\/(code|data|markets)|src\/(feeder|language)|mathjs|observablehq/);
});
