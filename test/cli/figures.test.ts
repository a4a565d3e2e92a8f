/**
 * What the commands printed before the house was rebuilt, held to the last digit: each file of figures/ is a command and
 * its output. To take over what changed on purpose, run the command in that folder and write its output anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { clearwatt } from "./terminal.ts";

const folder = new URL("figures/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

/** Numbers such as 3.2e-15 are rounding, which differs from machine to machine. */
const withoutRounding = (text: string) => text.replace(/\d\.\de-\d+/g, "rounding");

test.each(files)("%s: the command prints the same figures", async (file) => {
  const [command, ...printed] = readFileSync(new URL(file, folder), "utf8").split("\n");
  const args = command!
    .replace("$ clearwatt ", "")
    .split(" ")
    .map((arg) => (arg.endsWith(".json") ? fileURLToPath(new URL(arg, folder)) : arg));
  const { output } = await clearwatt(args);
  expect(withoutRounding(output)).toBe(withoutRounding(printed.join("\n")));
});
