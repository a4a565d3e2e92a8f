/** `clearwatt export`: a model of a study as a file or as algebra. */
import { Argument, type Command, Option } from "commander";
import { studies } from "../cases/catalogue.ts";
import { readTexts } from "../cases/texts.node.ts";
import { ClearwattError } from "../src/errors.ts";
import type { Model } from "../src/language/index.ts";
import { writeLp, writeMps } from "../src/program/index.ts";
import { writeText } from "./files.ts";
import type { Host } from "./host.ts";

const formats = {
  lp: (model: Model) => writeLp(model.compile()),
  mps: (model: Model) => writeMps(model.compile()),
  tex: (model: Model) => model.toTeX(),
  text: (model: Model) => model.toText(),
} as const;
type Format = keyof typeof formats;

const examples = `
Examples:
  $ clearwatt export gazafroudi2019/end-users --format text
  $ clearwatt export gazafroudi2019/disco --format lp > disco.lp

\`clearwatt list\` shows all models. LP and MPS hold the numbers, text and TeX the algebra.`;

export function addExport(parent: Command, host: Host): void {
  const names = studies.flatMap(({ name, models }) => Object.keys(models).map((model) => `${name}/${model}`));
  parent
    .command("export")
    .description("write a model of a study: as LP or MPS file, or as algebra in text or TeX")
    .addArgument(new Argument("<model>", "study and model").choices(names))
    .addOption(new Option("-f, --format <format>", "form of the output").choices(Object.keys(formats)).default("text"))
    .option("-o, --out <file>", "file to write to, in place of standard output")
    .addHelpText("after", examples)
    .action((name: string, options: { format: Format; out?: string }) => exportModel(name, options, host));
}

async function exportModel(name: string, options: { format: Format; out?: string }, host: Host): Promise<void> {
  const slash = name.indexOf("/");
  const study = studies.find((candidate) => candidate.name === name.slice(0, slash));
  if (study === undefined) throw new ClearwattError(`There is no study of the model "${name}".`);
  const model = await study.build(name.slice(slash + 1), await readTexts(study.files));
  const text = formats[options.format](model);
  const complete = text.endsWith("\n") ? text : `${text}\n`;
  if (options.out === undefined) host.write(complete);
  else await writeText(options.out, complete);
}
