/** Writes the synthetic profiles of cases/feeders/profiles again: npx tsx scripts/write-profiles.mjs */
import { writeFileSync } from "node:fs";
import { profileFiles, writeProfiles } from "../cases/feeders/profiles/profiles.ts";
import { syntheticDay, syntheticYear } from "../cases/feeders/profiles/synthetic.ts";

const made = { day: syntheticDay(), year: syntheticYear() };
for (const length of ["day", "year"]) {
  writeFileSync(new URL(`../cases/${profileFiles[length]}`, import.meta.url), writeProfiles(made[length]));
}
