/** Finds a Chromium for the browser tests and, where that is allowed, installs Debian's. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The executable named by CHROMIUM ("none": pretend that there is none), or the first one on the PATH. */
export function findChromium() {
  const asked = process.env.CHROMIUM;
  if (asked === "none") return undefined;
  if (asked !== undefined && asked !== "") {
    if (!isExecutable(asked)) throw new Error(`CHROMIUM is "${asked}", which is not an executable file.`);
    return asked;
  }
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** Why Debian's package cannot be installed here, or undefined after it was. Gives up after `limitS` seconds. */
export function installChromium(limitS) {
  if (process.env.CHROMIUM === "none") return "CHROMIUM=none";
  if (process.platform !== "linux" || !isExecutable("/usr/bin/apt-get")) return "no apt-get";
  if (process.getuid?.() !== 0) return "not root";
  console.log("No Chromium found: installing Debian's package chromium for the browser tests.");
  const command = "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium";
  const run = spawnSync("timeout", ["-k", "5", String(limitS), "sh", "-c", command], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return run.status === 0 ? undefined : `apt-get failed or took longer than ${limitS} s`;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
