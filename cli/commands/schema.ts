/** `clearwatt schema`: the JSON Schema of market files. */
import { z } from "zod";
import { marketFileSchema } from "../../models/index.ts";
import type { Catalogues } from "../catalogue.ts";
import { type Command, command } from "../command.ts";

export const schema = ({ networks, resources }: Catalogues): Command =>
  command({
    name: "schema",
    about: "print the JSON Schema of market files, with which editors complete and check them",
    examples: ["clearwatt schema > market.schema.json"],
    out: "file",
    arguments: z.object({}),
    options: z.object({}),
    async run() {
      const found = marketFileSchema({ networks, resources });
      return {
        name: "market.schema",
        outcome: "answer",
        json: found,
        parts: [{ kind: "verbatim", text: JSON.stringify(found, null, 2) }],
      };
    },
  });
