/** Runs in a process of its own: imports the modules named after the first argument and writes down what each printed. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Printed } from "./workshop.ts";

const [resultsFile = "", ...files] = process.argv.slice(2);
const printed: Printed[] = [];
for (const file of files) printed.push(await runOne(file));
writeFileSync(resultsFile, JSON.stringify(printed));
process.exit(0);

async function runOne(file: string): Promise<Printed> {
  const write = process.stdout.write;
  let output = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    output += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  try {
    await import(pathToFileURL(file).href);
    return { output };
  } catch (error) {
    return { output, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    process.stdout.write = write;
  }
}
