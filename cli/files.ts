/** Reading and writing the user's files, with errors that say what is wrong with them. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ClearwattError } from "../src/errors.ts";

/** Text of a file; throws a ClearwattError where it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ClearwattError(`${path} cannot be read: ${reason(error)}.`, { code: "unreadable-file", data: { path } });
  }
}

/** Writes one file; throws a ClearwattError where that is not possible. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new ClearwattError(`${path} cannot be written: ${reason(error)}.`, {
      code: "unwritable-file",
      data: { path },
    });
  }
}

/** Writes texts by file name into a folder, which is made where it is missing. Returns their paths. */
export async function writeTexts(folder: string, texts: Readonly<Record<string, string>>): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new ClearwattError(`The folder ${folder} cannot be made: ${reason(error)}.`, {
      code: "unwritable-file",
      data: { path: folder },
    });
  }
  const paths = Object.keys(texts).map((name) => join(folder, name));
  for (const [k, text] of Object.values(texts).entries()) await writeText(paths[k]!, text);
  return paths;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file and not a folder",
  EEXIST: "a file of that name is in the way",
  EACCES: "permission is denied",
  EROFS: "the file system is read-only",
};

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
