import { test } from "vitest";
import { z } from "zod";
import { study } from "../../cases/study.ts";
import { command } from "../../cli/command.ts";
import { ClearwattError } from "../../src/errors.ts";
import { model } from "../../src/language/index.ts";
import { stage } from "../../src/pipeline/index.ts";
import type { Document } from "../../src/report/index.ts";

declare const document: Document;
const head = { name: "x", about: "do x", examples: [] };
const schemas = {
  arguments: z.object({ feeder: z.string() }),
  options: z.object({ scale: z.number().default(1), method: z.enum(["sweep", "newton"]).optional() }),
};

test("a command's input has the types of its schemas, and it hands on a document", () => {
  command({
    ...head,
    ...schemas,
    async run({ feeder, scale, method }) {
      feeder.toUpperCase();
      scale.toFixed(2);
      // @ts-expect-error it may be left out
      method.length;
      return document;
    },
  });

  command({
    ...head,
    ...schemas,
    // @ts-expect-error there is no such option
    run: async ({ scales }) => (scales ? document : document),
  });

  // @ts-expect-error a command hands on a document, not a text
  command({ ...head, ...schemas, run: async () => "done" });
});

test("a study's plan takes the data that it reads with its options", () => {
  study({
    ...{ name: "x", title: "x", source: "x", files: [], models: {} },
    options: z.object({ share: z.number().optional() }),
    load: async () => ({
      data: (_, { share }) => ({ load: share ?? 1 }),
      plan: () => stage("x", ({ load }: { readonly load: number }) => (load > 0 ? document : document)),
      published: ({ load }) => [{ figure: "a", value: load, unit: "1", where: "Table 1" }],
      build: () => model("x"),
    }),
  });

  study({
    ...{ name: "x", title: "x", source: "x", files: [], models: {} },
    options: z.object({ share: z.number().optional() }),
    // @ts-expect-error the plan takes other data than there are
    load: async () => ({
      data: () => ({ load: 1 }),
      plan: () => stage("x", (_: { readonly loads: number }) => document),
      published: () => [],
      build: () => model("x"),
    }),
  });
});

test("an error has one of the codes there are", () => {
  new ClearwattError("No.", { code: "unsupported", data: { found: 3 } });
  // @ts-expect-error there is no such code
  new ClearwattError("No.", { code: "no-such-code" });
});
