/** `clearwatt list`: the studies with their models, the feeders and the solvers. */
import type { Command } from "commander";
import { feeders, studies } from "../cases/catalogue.ts";
import { textTable } from "../src/report/index.ts";
import { type Host, tableOptions } from "./host.ts";
import { solverNames, solverNotes } from "./solvers.ts";

export function addList(parent: Command, host: Host): void {
  parent
    .command("list")
    .description("show the studies with their models, the feeders and the solvers")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExamples:\n  $ clearwatt list\n  $ clearwatt list --json")
    .action((options: { json?: boolean }) => {
      host.write(options.json ? `${JSON.stringify(catalogue(), null, 2)}\n` : overview(host));
    });
}

function catalogue() {
  return {
    studies: studies.map(({ name, title, source, models }) => ({
      name,
      title,
      source,
      models: Object.entries(models).map(([model, about]) => ({ name: `${name}/${model}`, title: about })),
    })),
    feeders: feeders.map(({ name, title, source }) => ({ name, title, source })),
    solvers: solverNames.map((name) => ({ name, ...solverNotes[name] })),
  };
}

function overview(host: Host): string {
  const { studies: known, feeders: networks, solvers } = catalogue();
  const table = (headers: string[], rows: string[][]) =>
    textTable(
      headers.map((header) => ({ header })),
      rows,
      tableOptions(host),
    );
  const models = known.flatMap((study) => study.models.map(({ name, title }) => [name, title]));
  const parts = [
    table(
      ["study", "what it is", "source"],
      known.map(({ name, title, source }) => [name, title, source]),
    ),
    table(["model", "what it is"], models),
    table(
      ["feeder", "what it is", "source"],
      networks.map(({ name, title, source }) => [name, title, source]),
    ),
    table(
      ["solver", "takes", "note"],
      solvers.map(({ name, takes, note }) => [name, takes, note]),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}
