/** `clearwatt list`: what there is to be asked for. */
import { z } from "zod";
import type { SolverEntry } from "../../solvers/catalogue.ts";
import type { Table } from "../../src/report/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";

export const list = (catalogues: Catalogues): Command =>
  command({
    name: "list",
    about: "show the studies with their models, feeders, solvers, networks, resources and methods",
    examples: ["clearwatt list", "clearwatt list --json"],
    arguments: z.object({}),
    options: z.object({}),
    async run() {
      const found = described(catalogues);
      const { studies, feeders, solvers } = found;
      return {
        name: "catalogue",
        outcome: "answer",
        json: found,
        parts: [
          table("studies", ["study", "what it is", "source"], studies.map(sourced)),
          table(
            "models",
            ["model", "what it is"],
            studies.flatMap((study) => study.models.map(({ name, title }) => [name, title])),
          ),
          table("feeders", ["feeder", "what it is", "source"], feeders.map(sourced)),
          table(
            "solvers",
            ["solver", "takes", "note"],
            solvers.map(({ name, takes, note }) => [name, takes, note]),
          ),
          ...Object.entries(formulations(catalogues)).map(([kinds, entries]) =>
            table(
              kinds,
              [kinds.slice(0, -1), "what it is"],
              entries.map(({ name, title }) => [name, title]),
            ),
          ),
        ],
      };
    },
  });

/** Networks, resources and methods, as market files name them. */
function formulations({ networks, resources, methods, reconfigurations }: Catalogues) {
  const titled = (kinds: readonly { readonly name: string; readonly about: string }[]) =>
    kinds.map(({ name, about }) => ({ name, title: about }));
  return {
    networks: titled(networks),
    resources: titled(resources),
    methods: titled(methods),
    reconfigurations: reconfigurations.map(({ name, title }) => ({ name, title })),
  };
}

function described(catalogues: Catalogues) {
  const { studies, feeders, solvers } = catalogues;
  return {
    studies: studies.map(({ name, title, source, models }) => ({
      name,
      title,
      source,
      models: Object.entries(models).map(([model, about]) => ({ name: `${name}/${model}`, title: about })),
    })),
    feeders: feeders.map(({ name, title, source }) => ({ name, title, source })),
    solvers: solvers.map((entry, k) => ({
      name: entry.name,
      takes: entry.takes.join(", "),
      note: solverNote(entry, k === 0),
    })),
    ...formulations(catalogues),
  };
}

function solverNote(entry: SolverEntry, isDefault: boolean): string {
  const notes = [
    ...(isDefault ? ["the default"] : []),
    ...(entry.optional ? [`optional: npm install ${entry.package}`] : []),
  ];
  return notes.join("; ");
}

function sourced({ name, title, source }: { readonly name: string; readonly title: string; readonly source?: string }) {
  return [name, title, source ?? ""];
}

function table(file: string, headers: readonly string[], rows: readonly (readonly string[])[]): Table {
  return { kind: "table", columns: headers.map((header) => ({ header })), rows, file: `${file}.csv` };
}
