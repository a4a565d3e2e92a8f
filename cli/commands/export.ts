/** `clearwatt export`: a model of a study as a file or as algebra. */
import { z } from "zod";
import { readTexts } from "../../cases/texts.node.ts";
import type { Model } from "../../src/language/index.ts";
import { writeLp, writeMps } from "../../src/program/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";

const formats = {
  lp: (model: Model) => writeLp(model.compile()),
  mps: (model: Model) => writeMps(model.compile()),
  tex: (model: Model) => model.toTeX(),
  text: (model: Model) => model.toText(),
} as const;

export const exportModel = ({ studies }: Catalogues): Command => {
  const models = studies.flatMap((study) =>
    Object.keys(study.models).map((model) => ({ name: `${study.name}/${model}`, study, model })),
  );
  return command({
    name: "export",
    about: "write a model of a study: as LP or MPS file, or as algebra in text or TeX",
    examples: [
      "clearwatt export gazafroudi2019/end-users --format text",
      "clearwatt export gazafroudi2019/disco --format lp > disco.lp",
    ],
    details: "`clearwatt list` shows all models. LP and MPS hold the numbers, text and TeX the algebra.",
    arguments: z.object({ model: z.enum(models.map(({ name }) => name)).describe("study and model") }),
    options: z.object({
      format: z
        .enum(["lp", "mps", "tex", "text"])
        .default("text")
        .meta({ description: "form of the output", short: "f" }),
    }),
    out: "file",
    async run({ model: name, format }) {
      const { study, model } = models.find((one) => one.name === name)!;
      const code = await study.load();
      const text = formats[format](code.build(model, code.data(await readTexts(study.files), {})));
      return {
        name: "model",
        outcome: "answer",
        json: { model: name, format, text },
        parts: [{ kind: "verbatim", text }],
      };
    },
  });
};
